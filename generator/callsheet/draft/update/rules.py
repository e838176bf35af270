"""Rules of a page that a spec does not have yet, and rules of a spec whose sentence is another now."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from callsheet.constraints import ConstraintError, lower
from callsheet.draft.finding import note, warning
from callsheet.draft.update import places
from callsheet.draft.update.cover import covers
from callsheet.draft.update.ids import rule_id
from callsheet.draft.update.phrase import Body, UnwritableError, body_of
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import ModelFacts, RuleFact
from callsheet.layers.model import Parameter, Rule
from callsheet.layers.place import Place
from callsheet.layers.spec import ModelSpec, NeedSpec, RuleSpec

_UNSURE = "The sentence can be read in another way."


@dataclass(slots=True, kw_only=True)
class NewRules:
    """What to append, as entries; and what a person must look at."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    reaffirmed: dict[str, Place] = field(default_factory=dict)
    """Rules whose sentence is gone, while the page still says no more and no less than they do: the place by id."""
    findings: list[Diagnostic] = field(default_factory=list)


def new_rules(spec: ModelSpec, facts: ModelFacts, parameters: Mapping[str, Parameter]) -> NewRules:
    """``parameters`` are the spec's with those that this update adds."""
    return _Drafter(spec, facts, parameters).run()


class _Drafter:
    def __init__(self, spec: ModelSpec, facts: ModelFacts, parameters: Mapping[str, Parameter]) -> None:
        self._facts = facts
        self._page = spec.page
        self._parameters = parameters
        self._settled = places.of_rules(spec)
        self._own = tuple(_lowered(spec, parameters))
        self._known = list(self._own)
        self._stated: list[tuple[Rule, Place]] = []
        self._taken = {each.id for each in _entries(spec)}
        self._out = NewRules()

    def run(self) -> NewRules:
        for fact, body in _merged(list(self._bodies())):
            self._rule(fact, body)
        self._reaffirm()
        for fact in self._facts.rules:
            if fact.kind in ("media", "other") and fact.at not in self._settled:
                self._note(
                    "CU104", fact, f"no kind of rule says this: {fact.says}", "waive it, or put it under open"
                )
        return self._out

    def _bodies(self) -> Iterator[tuple[RuleFact, Body]]:
        for fact in self._facts.rules:
            if fact.kind not in ("forbid", "ignored", "forced"):
                continue
            try:
                yield fact, body_of(fact)
            except UnwritableError as problem:
                if fact.at not in self._settled:
                    self._note(
                        "CU104",
                        fact,
                        f"no kind of rule says this: {problem}",
                        "write it by hand, or waive it",
                    )

    def _rule(self, fact: RuleFact, body: Body) -> None:
        entry = {"id": rule_id(body, self._taken), **body, "at": str(fact.at)}
        if fact.doubt:
            entry |= {"basis": "inferred", "because": _UNSURE}
        try:
            rule = lower(entry, parameters=self._parameters)
        except ConstraintError as problem:
            if fact.at not in self._settled:
                self._note(
                    "CU104", fact, f"the rule {entry['id']} cannot be: {problem.message}", problem.hint
                )
            return
        self._stated.append((rule, fact.at))
        if covers(self._known, rule, self._parameters):
            return
        if fact.at in self._settled:
            self._note(
                "CU112",
                fact,
                f"nothing here says that {rule.message}",
                "add it, or leave it if that is meant",
            )
            return
        self._known.append(rule)
        self._taken.add(rule.id)
        self._out.entries.append(entry)

    def _reaffirm(self) -> None:
        page = places.of_page(self._facts)
        for each in self._own:
            before = Place.parse(each.at)
            if not before.digest or before in page:
                continue
            parts = [(rule, at) for rule, at in self._stated if covers([each], rule, self._parameters)]
            if parts and covers([rule for rule, _ in parts], each, self._parameters):
                own = (at for _, at in parts if at.path == before.path)
                self._out.reaffirmed[each.id] = next(own, parts[0][1])

    def _note(self, code: str, fact: RuleFact, message: str, hint: str) -> None:
        self._out.findings.append(note(code, f"{self._page}: {fact.at}", message, hint))


def _entries(spec: ModelSpec) -> list[RuleSpec | NeedSpec]:
    return [*spec.rules, *spec.needs]


def _lowered(spec: ModelSpec, parameters: Mapping[str, Parameter]) -> Iterator[Rule]:
    """The spec's rules; one that does not lower is the resolver's to report."""
    for each in spec.rules:
        try:
            yield lower(each.raw, parameters=parameters)
        except ConstraintError:
            continue


def _merged(found: list[tuple[RuleFact, Body]]) -> Iterator[tuple[RuleFact, Body]]:
    """At most one and at least one of the same are exactly one."""
    least = {tuple(body["at_least_one"]) for _, body in found if "at_least_one" in body}
    both = {tuple(body["at_most_one"]) for _, body in found if "at_most_one" in body} & least
    for fact, body in found:
        names: tuple[str, ...] = tuple(body.get("at_most_one") or body.get("at_least_one") or ())
        if names not in both:
            yield fact, body
        elif "at_most_one" in body:
            yield fact, {"exactly_one": list(names)}


def changed_rules(spec: ModelSpec, facts: ModelFacts, reaffirmed: Container[str]) -> Iterator[Diagnostic]:
    """CU107: the sentence that a rule stands on says something else now, or is gone."""
    page = places.of_page(facts)
    for each in _entries(spec):
        at = Place.parse(each.at)
        if not at.digest or at in page or each.id in reaffirmed:
            continue
        is_changed = page.changed(at)
        if is_changed or each.basis != "elsewhere":
            message = f"the sentence that {each.id} stands on {'has changed' if is_changed else 'is gone'}"
            yield warning(
                "CU107",
                each.source.at("at"),
                message,
                "read the page, mend or remove the rule, correct the place",
            )
