"""Sentences and a vocabulary in; rules, and what was not understood, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callsheet.extract.rules import covered
from callsheet.extract.rules.bracket import bracketed
from callsheet.extract.rules.clause import LONGEST, Clause, Part, clauses, rendered, segments, sentences
from callsheet.extract.rules.condition import Group, Test
from callsheet.extract.rules.cursor import Context
from callsheet.extract.rules.lead import announces, governed, guards_of
from callsheet.extract.rules.ledger import Ledger
from callsheet.extract.rules.listing import Operands
from callsheet.extract.rules.modes import modes_of
from callsheet.extract.rules.names import Names
from callsheet.extract.rules.normative import is_normative, topic
from callsheet.extract.rules.phrasing import Draft, Guard
from callsheet.extract.rules.reading import Reader
from callsheet.extract.rules.sentence import Claims, Sentence, Vocabulary
from callsheet.extract.rules.table import chinese_words, reserved
from callsheet.extract.rules.token import Token, tokens_of
from callsheet.extract.rules.values import Values


def claim(sentences: Sequence[Sentence], vocabulary: Vocabulary) -> Claims:
    """Every normative sentence as a rule, a limit claimed before, or an unclaimed; each rule once."""
    claimer = _Claimer(vocabulary, sentences)
    for sentence in sentences:
        if is_normative(sentence.text):
            claimer.add(sentence)
    return claimer.ledger.claims()


class _Claimer:
    """Reads the sentences of one vocabulary, one after the other."""

    def __init__(self, vocabulary: Vocabulary, sentences: Sequence[Sentence]) -> None:
        self._names = Names(vocabulary)
        self._names.modes = modes_of(sentences, self._names)
        self._values = Values(self._names)
        self._types = {fact.name: fact.type for fact in vocabulary.parameters}
        self._listed = {fact.name: fact.enum for fact in vocabulary.parameters if fact.enum}
        self._words = chinese_words() | self._values.chinese() | self._names.chinese.keys()
        self._above: tuple[Guard, ...] | None = ()
        self._known: dict[tuple[tuple[str, ...], str | None], tuple[Guard, ...] | None] = {}
        self.ledger = Ledger(self._names.facts)

    # -- one text ------------------------------------------------------------------------------------------------

    def add(self, sentence: Sentence) -> None:
        tokens = tokens_of(
            _without_defaults(sentence), self._is_known, lambda run: segments(run, self._words)
        )
        subject = self._subject(sentence)
        context, heads, end = Context(subject=subject), 0, 0
        before: tuple[Guard, ...] = ()
        lines = list(governed(sentence.text))
        for spoken in sentences(tokens):
            while len(lines) > 1 and lines[1][0] <= spoken[0].start:
                lines.pop(0)
            self._above = self._guards((*sentence.lead, *(lines[0][1] if lines else ())), subject)
            if "\n" in sentence.text[end : spoken[0].start]:
                context, heads = Context(subject=subject), 0
            text, end = sentence.text[spoken[0].start : spoken[-1].end], spoken[-1].end
            head, start = self._head(spoken, subject)
            if head is not None:
                heads += 1
                context = Context(subject=subject, chosen=head, sure=heads == 1)
            said = is_normative(text) and len(spoken) > start
            before = self._sentence(spoken[start:], text, sentence, context, before) if said else ()

    def _sentence(
        self, spoken: list[Token], text: str, sentence: Sentence, context: Context, before: tuple[Guard, ...]
    ) -> tuple[Guard, ...]:
        self.ledger.normative += 1
        accounted = False
        for part in self._clauses(spoken, context):
            said = sentence.text[part.tokens[0].start : part.tokens[-1].end]
            if not is_normative(part.words):
                continue
            accounted = True
            if len(part.tokens) > LONGEST:
                self.ledger.leave(said, sentence, "too long for a sentence")
                continue
            about = bracketed(part.before, context, self._read) if part.before else context
            before, subject = self._clause(part.tokens, said, sentence, about, before)
            if context.subject is None and subject is not None and len(subject.names) == 1:
                context = replace(context, subject=subject.names[0])
        if not accounted:
            self.ledger.leave(text, sentence, "its parts say nothing on their own")
        return before

    def _clause(
        self,
        part: Sequence[Token],
        said: str,
        sentence: Sentence,
        context: Context,
        before: tuple[Guard, ...],
    ) -> tuple[tuple[Guard, ...], Group | None]:
        operands = self._operands(part, context)
        clause = rendered(operands)
        own = operands.own()
        understood = Reader(
            clause=clause,
            own=Group(own) if own else None,
            own_words=self._names.spoken_of(context.subject) if context.subject else frozenset(),
            types=self._types,
            listed=self._listed,
            normative=is_normative,
            before=before,
            above=self._above or (),
        ).read()
        if understood is None:
            self._not_covered(said, clause, sentence, context)
            return (), None
        if self._above is None:
            self.ledger.leave(said, sentence, "stands under a condition that is not understood")
            return (), None
        for draft in understood.drafts:
            self.ledger.add(draft, said, sentence)
        for words in understood.rest:
            self.ledger.leave(said, sentence, f"understood in part; not understood: {words}")
        return understood.guards, understood.subject

    def _not_covered(self, said: str, clause: Clause, sentence: Sentence, context: Context) -> None:
        """A limit that is a fact already, a matter of accounts, media or transport, or unclaimed."""
        names = tuple(dict.fromkeys(name for group in clause.groups for name in group.names))
        own = (context.subject,) if context.subject else ()
        about = names or own
        called = {name for group in clause.groups for test in group.tests if test.bare for name in test.names}
        facts = [self._names.facts[name] for name in {*called, *own} if name in self._names.facts]
        if covered.is_claimed(said, sentence.claims) or (
            len(facts) == 1 and {*names} <= {*called, *own} and covered.is_limit(said, facts)
        ):
            return
        kind = topic(said)
        others = [name for name in names if name not in own and not self._is_media(name)]
        if kind == "account" and about and len(names) <= 1:
            self.ledger.add(Draft(kind="account", fields=about), said, sentence)
        elif kind == "media" and about and not others:
            self.ledger.add(Draft(kind="media", fields=about), said, sentence)
        elif kind in ("transport", "account") and not about:
            self.ledger.add_other(kind, sentence)
        else:
            self.ledger.leave(said, sentence, _why({*names, *own}))

    # -- what governs a text --------------------------------------------------------------------------------------

    def _guards(self, leads: tuple[str, ...], subject: str | None) -> tuple[Guard, ...] | None:
        """The conditions that the lines above lay on a sentence; None where one of them is not clear."""
        if (leads, subject) not in self._known:
            found = [self._guards_of(lead, subject) for lead in leads]
            sure = [one for one in found if one is not None]
            whole = tuple(guard for one in sure for guard in one) if len(sure) == len(found) else None
            self._known[leads, subject] = whole
        return self._known[leads, subject]

    def _guards_of(self, lead: str, subject: str | None) -> tuple[Guard, ...] | None:
        if announces(lead):
            return ()
        tokens = tokens_of(lead, self._is_known, lambda run: segments(run, self._words))
        spoken = list(sentences(tokens))[-1:]
        context = Context(subject=subject)
        parts = [part for one in spoken for part in self._clauses(one, context)]
        found = [guards_of(rendered(self._operands(part.tokens[:LONGEST], context))) for part in parts]
        sure = [one for one in found if one is not None]
        return tuple(guard for one in sure for guard in one) if len(sure) == len(found) else None

    # -- parts of a text -----------------------------------------------------------------------------------------

    def _subject(self, sentence: Sentence) -> str | None:
        """The row's parameter, or the one that the heading above names."""
        if sentence.subject in self._names.facts:
            return sentence.subject
        for heading in sentence.section[-1:]:
            named = self._names.named(heading.strip("`* "), code=True)
            if len(named) == 1:
                return named[0]
        return None

    def _head(self, spoken: list[Token], subject: str | None) -> tuple[Test | None, int]:
        """The value that a bullet opens with, of the subject or of the one that has it, and where the bullet goes on."""
        at = 0
        while at < len(spoken) and spoken[at].text in "*-•·":
            at += 1
        pair = spoken[at : at + 2]
        if len(pair) < 2 or pair[0].kind != "code" or pair[1].text not in "-:–—":
            return None, 0
        meant = dict(self._values.meant(pair[0].text, code=True)) if subject is None else {}
        name = subject or (next(iter(meant)) if len(meant) == 1 else None)
        value = self._values.of(name, pair[0].text, code=True) if name else None
        return (None, 0) if name is None or value is None else (Test((name,), "in", (value,)), at + 2)

    def _operands(self, part: Sequence[Token], context: Context) -> Operands:
        return Operands(part, self._names, self._values, context, lambda word: word in reserved())

    def _read(self, part: Sequence[Token], context: Context) -> Group | None:
        """The group that these tokens are from end to end."""
        operands = self._operands(part, context)
        found = operands.group(0)
        return found[0] if found is not None and found[1] == len(operands.tokens) else None

    def _clauses(self, spoken: list[Token], context: Context) -> Iterator[Part]:
        def names_it(inner: Sequence[Token]) -> bool:
            return self._read(inner, context) is not None

        def loose(token: Token) -> bool:
            return token.kind == "word" and token.word not in reserved() and not self._is_known(token.text)

        return (part for part in clauses(spoken, names_it, loose) if part.tokens)

    def _is_known(self, text: str) -> bool:
        return self._names.known(text) or self._values.known(text)

    def _is_media(self, name: str) -> bool:
        return self._types.get(name) == "file" or _MEDIA.search(name) is not None


_MEDIA = re.compile(r"image|video|audio|mask|url|file|frame", re.IGNORECASE)


def _without_defaults(sentence: Sentence) -> str:
    """The text, with a stop where a default begins that pages put right after a sentence: ``… 8 seconds Default value: 5``."""
    return _DEFAULT.sub(lambda found: "\n" + " " * (len(found.group()) - 1), sentence.text)


_DEFAULT = re.compile(
    r"(?<=\w) Defaults?(?: value)?: ?(?:`[^`\n]{1,60}`|\"[^\"\n]{1,60}\"|[\w.-]{1,60})(?=\s*(?:\n|$))"
)


def _why(names: set[str]) -> str:
    if not names:
        return "names no parameter of this page"
    return "names one parameter alone" if len(names) < 2 else "no phrasing covers it"
