"""The rules of one model, each once, and the sentences that are none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from callsheet.extract.rules.condition import fields_of
from callsheet.extract.rules.gist import gist
from callsheet.extract.rules.phrasing import Draft
from callsheet.extract.rules.sentence import Claims, Sentence
from callsheet.layers.facts import Json, ParameterFact, RuleFact, Unclaimed

_UNLISTED = "names a parameter that the page does not list"

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "!=": "!=", "=": "="}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    rule: RuleFact
    weak: bool = False
    positive: bool = True
    """Whether it names the bad values, and not those that alone are good."""


class Ledger:
    """Collects; of two statements of one rule the plainer is kept."""

    def __init__(self, facts: Mapping[str, ParameterFact]) -> None:
        self._facts = facts
        self._rules: dict[str, _Entry] = {}
        self._unclaimed: dict[tuple[str, str], Unclaimed] = {}
        self.normative = 0

    def claims(self) -> Claims:
        """All that was collected, in the order of the page."""
        rules = tuple(entry.rule for entry in self._rules.values())
        return Claims(rules=rules, unclaimed=tuple(self._unclaimed.values()), normative=self.normative)

    def leave(self, said: str, sentence: Sentence, because: str) -> None:
        """A text that says what must be, and that nothing was made of."""
        key = (str(sentence.at), said)
        self._unclaimed.setdefault(key, Unclaimed(at=sentence.at, text=said, because=because))

    def add_other(self, topic: str, sentence: Sentence) -> None:
        """A sentence on something that no parameter carries: authentication, rate limits."""
        rule = RuleFact(kind="other", at=sentence.at, says=f"speaks of {topic}, not of parameters")
        self._rules.setdefault(f"other {topic} {sentence.at}", _Entry(rule=rule))

    def add(self, draft: Draft, said: str, sentence: Sentence) -> None:
        """A rule, unless it is no more than that a required parameter is required."""
        if draft.kind == "forbid" and (
            self._requires(draft, "unset") or self._listed(draft) or self._beyond(draft)
        ):
            return
        if draft.kind == "forbid" and self._requires(draft, "set"):
            self.leave(said, sentence, "speaks of leaving out a required parameter")
            return
        if draft.kind == "ignored" and draft.weak and self._facts[str(draft.field)].required:
            self.leave(said, sentence, "speaks of ignoring a required parameter")
            return
        key, new = self._key(draft), self._entry(draft, sentence)
        old = self._rules.get(key)
        if old is None or (old.weak and not new.weak) or (new.positive and not old.positive and not new.weak):
            self._rules[key] = new

    def _listed(self, draft: Draft) -> bool:
        """Whether a literal excludes no more than the parameter's own list does."""
        return any(
            isinstance(literal, list)
            and literal[1:2] in (["not in"], ["!="])
            and (fact := self._facts.get(str(literal[0]))) is not None
            and bool(fact.enum)
            and all(value in _values(literal[2]) for value in fact.enum or ())
            for literal in draft.all
        )

    def _beyond(self, draft: Draft) -> bool:
        """Whether a literal excludes no more than the parameter's own bounds do."""
        return any(
            isinstance(literal, list)
            and isinstance(literal[0], str)
            and (fact := self._facts.get(literal[0])) is not None
            and (
                (literal[1:2] == ["<"] and fact.min is not None and literal[2] == fact.min)
                or (literal[1:2] == [">"] and fact.max is not None and literal[2] == fact.max)
            )
            for literal in draft.all
        )

    def _requires(self, draft: Draft, state: str) -> bool:
        """Whether a literal of this state is of a parameter that must be sent anyway."""
        return any(
            isinstance(literal, list)
            and literal[1:] == [state]
            and isinstance(literal[0], str)
            and literal[0] in self._facts
            and self._facts[literal[0]].required
            for literal in draft.all
        )

    def _entry(self, draft: Draft, sentence: Sentence) -> _Entry:
        fields = draft.fields or fields_of(draft.all)
        rule = RuleFact(
            kind=draft.kind,
            at=sentence.at,
            all=draft.all,
            field=draft.field,
            value=draft.value,
            fields=fields,
            says=gist(draft),
            doubt="" if all(name in self._facts for name in fields) else _UNLISTED,
        )
        positive = not any(isinstance(one, list) and one[1] in ("!=", "not in") for one in draft.all)
        return _Entry(rule=rule, weak=draft.weak, positive=positive)

    def _key(self, draft: Draft) -> str:
        """One key for one meaning: "not 540p" and "720p or 1080p alone" are the same where there is no fourth."""
        literals = sorted(json.dumps(self._plain(literal), sort_keys=True) for literal in draft.all)
        whose = () if draft.all else draft.fields
        return json.dumps([draft.kind, draft.field, draft.value, list(whose), literals])

    def _plain(self, literal: Json) -> Json:
        if isinstance(literal, list) and isinstance(literal[0], list) and literal[0][0] == "count":
            names: list[Json] = [*sorted(map(str, _values(literal[0][1])))]
            return [["count", names], *literal[1:]]
        if not isinstance(literal, list) or len(literal) != 3 or not isinstance(literal[0], str):
            return literal
        name, op, value = literal
        if isinstance(value, dict):
            other = str(value.get("field"))
            return [name, op, other] if str(name) < other else [other, _TURNED[str(op)], name]
        values: list[Json]
        fact = self._facts.get(str(name))
        values = value if isinstance(value, list) else [value]
        if fact is not None and fact.type == "boolean" and op in ("=", "!="):
            return [name, "=", values == [op == "="]]
        if op in ("!=", "not in") and fact is not None and fact.enum:
            return [name, "in", [one for one in fact.enum if one not in values]]
        return [name, "in", values] if op in ("=", "in") else literal


def _values(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]
