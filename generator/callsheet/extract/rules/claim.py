"""Sentences and a vocabulary in; rules, and what was not understood, out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsheet.extract.rules import covered
from callsheet.extract.rules.clause import LONGEST, Clause, clauses, rendered, segments, sentences
from callsheet.extract.rules.condition import Group, Test, fields_of
from callsheet.extract.rules.cursor import Context
from callsheet.extract.rules.gist import gist
from callsheet.extract.rules.names import Names
from callsheet.extract.rules.normative import is_normative, topic
from callsheet.extract.rules.operand import Operands
from callsheet.extract.rules.phrasing import Draft, Guard
from callsheet.extract.rules.reading import Reader, Understood, chinese_words, reserved
from callsheet.extract.rules.sentence import Claims, Sentence, Vocabulary
from callsheet.extract.rules.token import Token, tokens_of
from callsheet.extract.rules.values import Values
from callsheet.layers.facts import RuleFact, Unclaimed


def claim(sentences: Sequence[Sentence], vocabulary: Vocabulary) -> Claims:
    """Every normative sentence as a rule, a limit claimed before, or an unclaimed; each rule once."""
    reader = _Claimer(vocabulary)
    for sentence in sentences:
        if is_normative(sentence.text):
            reader.add(sentence)
    return reader.claims()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claimed:
    rule: RuleFact
    weak: bool
    positive: bool
    """Whether it names the bad values, and not those that alone are good."""


class _Claimer:
    """Reads the sentences of one vocabulary, one after the other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = Names(vocabulary)
        self._values = Values(self._names)
        self._types = {fact.name: fact.type for fact in vocabulary.parameters}
        self._words = chinese_words() | self._chinese(vocabulary) | self._names.chinese.keys()
        self._rules: dict[str, _Claimed] = {}
        self._unclaimed: dict[tuple[str, str], Unclaimed] = {}
        self._normative = 0

    def claims(self) -> Claims:
        rules = tuple(claimed.rule for claimed in self._rules.values())
        return Claims(rules=rules, unclaimed=tuple(self._unclaimed.values()), normative=self._normative)

    # -- one text ------------------------------------------------------------------------------------------------

    def add(self, sentence: Sentence) -> None:
        tokens = tokens_of(sentence.text, self._is_known, lambda run: segments(run, self._words))
        subject = self._subject(sentence)
        context, before, heads, end = Context(subject=subject), (), 0, 0
        for spoken in sentences(tokens):
            if "\n" in sentence.text[end : spoken[0].start]:
                context, heads = Context(subject=subject), 0
            end = spoken[-1].end
            if (head := self._head(spoken, subject)) is not None:
                heads += 1
                context = Context(subject=subject, chosen=head, sure=heads == 1)
            text = sentence.text[spoken[0].start : spoken[-1].end]
            if is_normative(text):
                self._normative += 1
                before = self._sentence(spoken, text, sentence, context, before)
            else:
                before = ()

    def _sentence(
        self, spoken: list[Token], text: str, sentence: Sentence, context: Context, before: tuple[Guard, ...]
    ) -> tuple[Guard, ...]:
        accounted = False
        for part in self._clauses(spoken, context):
            said = sentence.text[part[0].start : part[-1].end]
            if not is_normative(said):
                continue
            accounted = True
            if len(part) > LONGEST:
                self._leave(said, sentence, "too long for a sentence")
                continue
            before, subject = self._clause(part, said, sentence, context, before)
            if context.subject is None and subject is not None and len(subject.names) == 1:
                context = replace(context, subject=subject.names[0])
        if not accounted:
            self._leave(text, sentence, "its parts say nothing on their own")
        return before

    def _clause(
        self, part: list[Token], said: str, sentence: Sentence, context: Context, before: tuple[Guard, ...]
    ) -> tuple[tuple[Guard, ...], Group | None]:
        operands = self._operands(part, context)
        clause = rendered(operands)
        own_words = self._names.spoken_of(context.subject) if context.subject else frozenset()
        reader = Reader(
            clause=clause,
            own=operands.own(),
            own_words=own_words,
            types=self._types,
            normative=is_normative,
            before=before,
        )
        understood = reader.read()
        if understood is None:
            self._otherwise(said, clause, sentence, context)
            return (), None
        self._keep(understood, said, sentence)
        return understood.guards, understood.subject

    def _keep(self, understood: Understood, said: str, sentence: Sentence) -> None:
        for draft in understood.drafts:
            if self._is_given(draft):
                continue
            if self._needs_absence(draft):
                self._leave(said, sentence, "speaks of leaving out a required parameter")
            else:
                self._add(draft, sentence)
        for words in understood.rest:
            self._leave(said, sentence, f"understood in part; not understood: {words}")

    def _is_given(self, draft: Draft) -> bool:
        """Whether it asks for a parameter that is required anyway: the parameter's own fact says more."""
        absent = [
            one[0]
            for one in draft.all
            if isinstance(one, list) and one[1:] == ["unset"] and isinstance(one[0], str)
        ]
        return draft.kind == "forbid" and any(self._is_required(name) for name in absent)

    def _is_required(self, name: str) -> bool:
        return name in self._names.facts and self._names.facts[name].required

    def _needs_absence(self, draft: Draft) -> bool:
        """Whether the only way to keep the rule is to leave out what must be sent: then the page means another thing."""
        sent = [
            one[0]
            for one in draft.all
            if isinstance(one, list) and one[1:] == ["set"] and isinstance(one[0], str)
        ]
        return draft.kind == "forbid" and any(map(self._is_required, sent))

    # -- what no row covers --------------------------------------------------------------------------------------

    def _otherwise(self, said: str, clause: Clause, sentence: Sentence, context: Context) -> None:
        names = tuple(dict.fromkeys(name for group in clause.groups for name in group.names))
        about = names or ((context.subject,) if context.subject else ())
        named = {*names, *((context.subject,) if context.subject else ())}
        facts = [self._names.facts[name] for name in named if name in self._names.facts]
        if covered.is_claimed(said, sentence.claims) or (len(facts) == 1 and covered.is_limit(said, facts)):
            return
        kind = topic(said)
        others = [name for name in names if name != context.subject and not self._is_media(name)]
        if kind == "account" and about and len(names) <= 1:
            self._add(Draft(kind="account", fields=about), sentence)
        elif kind == "media" and about and not others:
            self._add(Draft(kind="media", fields=about), sentence)
        elif kind in ("transport", "account") and not about:
            self._add_other(kind, sentence)
        else:
            self._leave(said, sentence, self._why(names, context))

    def _why(self, names: tuple[str, ...], context: Context) -> str:
        if not names and context.subject is None:
            return "names no parameter of this page"
        if len({*names, *((context.subject,) if context.subject else ())}) < 2:
            return "names one parameter alone"
        return "no phrasing covers it"

    def _leave(self, said: str, sentence: Sentence, because: str) -> None:
        key = (str(sentence.at), said)
        self._unclaimed.setdefault(key, Unclaimed(at=sentence.at, text=said, because=because))

    # -- rules, each once ----------------------------------------------------------------------------------------

    def _add(self, draft: Draft, sentence: Sentence) -> None:
        fields = draft.fields or fields_of(draft.all)
        rule = RuleFact(
            kind=draft.kind, at=sentence.at, all=draft.all, field=draft.field, value=draft.value, fields=fields,
            says=gist(draft), doubt="" if self._listed(fields) else "names a parameter that the page does not list",
        )  # fmt: skip
        positive = not any(isinstance(one, list) and one[1] in ("!=", "not in") for one in draft.all)
        new = _Claimed(rule=rule, weak=draft.weak, positive=positive)
        key = self._key(draft)
        old = self._rules.get(key)
        if old is None or (old.weak and not new.weak) or (new.positive and not old.positive and not new.weak):
            self._rules[key] = new

    def _add_other(self, kind: str, sentence: Sentence) -> None:
        rule = RuleFact(kind="other", at=sentence.at, says=f"speaks of {kind}, not of parameters")
        self._rules.setdefault(f"other {kind} {sentence.at}", _Claimed(rule=rule, weak=False, positive=True))

    def _key(self, draft: Draft) -> str:
        """One key for one meaning: "not 540p" and "720p or 1080p alone" are the same where there is no fourth."""
        literals = sorted(json.dumps(self._plain(literal), sort_keys=True) for literal in draft.all)
        whose = () if draft.all else draft.fields
        return json.dumps([draft.kind, draft.field, draft.value, list(whose), literals])

    def _plain(self, literal: object) -> object:
        if not isinstance(literal, list) or len(literal) != 3 or not isinstance(literal[0], str):
            return literal
        fact = self._names.facts.get(literal[0])
        values = literal[2] if isinstance(literal[2], list) else [literal[2]]
        if fact is not None and fact.type == "boolean" and literal[1] in ("=", "!="):
            return [literal[0], "=", values == [literal[1] == "="]]
        if literal[1] in ("!=", "not in") and fact is not None and fact.enum:
            return [literal[0], "in", [value for value in fact.enum if value not in values]]
        return [literal[0], "in", values] if literal[1] in ("=", "in") else literal

    # -- the vocabulary ------------------------------------------------------------------------------------------

    def _listed(self, fields: Sequence[str]) -> bool:
        return all(name in self._names.facts for name in fields) or not fields

    def _is_known(self, text: str) -> bool:
        return self._names.known(text) or self._values.known(text)

    def _is_media(self, name: str) -> bool:
        return self._types.get(name) == "file" or bool(
            re.search(r"(?i)image|video|audio|mask|url|file|frame", name)
        )

    def _subject(self, sentence: Sentence) -> str | None:
        if sentence.subject in self._names.facts:
            return sentence.subject
        for heading in sentence.section[-1:]:
            named = self._names.named(heading.strip("`* "), code=True)
            if len(named) == 1:
                return named[0]
        return None

    def _operands(self, part: Sequence[Token], context: Context) -> Operands:
        return Operands(part, self._names, self._values, context, lambda word: word in reserved())

    def _clauses(self, spoken: list[Token], context: Context) -> Iterator[list[Token]]:
        def names_it(inner: Sequence[Token]) -> bool:
            operands = self._operands(inner, context)
            found = operands.group(0)
            return found is not None and found[1] == len(operands.tokens)

        def loose(token: Token) -> bool:
            return token.kind == "word" and token.word not in reserved() and not self._is_known(token.text)

        return (part for part in clauses(spoken, names_it, loose) if part)

    def _head(self, spoken: list[Token], subject: str | None) -> Test | None:
        """The value that a bullet of the subject's values opens with: ``* `custom` - …``."""
        at = 0
        while at < len(spoken) and spoken[at].text in "*-•·":
            at += 1
        if (
            subject is None
            or at + 1 >= len(spoken)
            or spoken[at].kind != "code"
            or spoken[at + 1].text not in "-:–—"
        ):
            return None
        value = self._values.of(subject, spoken[at].text, code=True)
        return Test((subject,), "in", (value,)) if value is not None else None

    @staticmethod
    def _chinese(vocabulary: Vocabulary) -> frozenset[str]:
        titles = [fact.title for fact in vocabulary.parameters if fact.title]
        values = [
            value for fact in vocabulary.parameters for value in fact.enum or () if isinstance(value, str)
        ]
        return frozenset(word for word in (*titles, *values) if word and word[0] >= "\u3400")
