"""Which checks send a request that a mutated model judges otherwise: those are likely to notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.manifest import Data
from callsheet_conformance.oracle import Oracle
from callsheet_conformance.oracle_expression import holds
from callsheet_conformance.oracle_limits import STATED
from callsheet_conformance.verdict import Check, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A request as the faithful model sees it: worked out once for all mutants."""

    request: Request
    errors: frozenset[str]
    sent: Mapping[str, bool]
    effective: Mapping[str, Any]


class Telling:
    """Of the checks of one model. ``telling.by(changed)(check)``."""

    def __init__(self, subject: Subject, checks: Sequence[Check]) -> None:
        self._model, self._formats = subject.model, subject.formats
        oracle = oracle_of(subject)
        self._judged = {
            check.id: [_judged(oracle, request) for request in check.requests.values()] for check in checks
        }

    def by(self, changed: Data) -> Callable[[Check], bool]:
        """Whether a check has a request that the changed model judges otherwise."""
        differs = self._by_rules(changed) if _same_but_rules(changed, self._model) else self._by_all(changed)
        return lambda check: any(differs(each) for each in self._judged[check.id])

    def _by_rules(self, changed: Data) -> Callable[[_Judged], bool]:
        """Only the rules that differ are evaluated."""
        old, new = self._model.get("rules", ()), changed.get("rules", ())
        gone = {rule["id"] for rule in old if rule not in new}
        come = [rule["violation"] for rule in new if rule not in old and _refuses(rule)]

        def differs(each: _Judged) -> bool:
            broken = bool(each.errors - gone) or any(holds(one, each.sent, each.effective) for one in come)
            return broken != bool(each.errors)

        return differs

    def _by_all(self, changed: Data) -> Callable[[_Judged], bool]:
        oracle = Oracle(model=changed, formats=self._formats)
        return lambda each: oracle.is_valid(each.request) == bool(each.errors)


def _judged(oracle: Oracle, request: Request) -> _Judged:
    sent, effective = oracle.facts(request)
    errors = frozenset(each.id for each in oracle.violations(request) if each.error)
    return _Judged(request=request, errors=errors, sent=sent, effective=effective)


def _same_but_rules(one: Data, other: Data) -> bool:
    return all(one.get(key) == other.get(key) for key in {*one, *other} - {"rules"})


def _refuses(rule: Data) -> bool:
    return rule.get("basis", "documented") in STATED and rule.get("effect", "refused") == "refused"
