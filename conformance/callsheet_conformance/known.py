"""Deviations that are no surprise: a list of patterns, each with its reason, as data.

A verdict that is listed is no finding; a listed thing that turns out to be enforced stays enforced.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from callsheet_conformance.error import DataError
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Result, Verdict

SHIPPED = Path(__file__).with_name("known.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """``{"checks": "oxen/*::*", "verdict": "late", "because": "The queue does not look at parameters."}``."""

    checks: str
    """A pattern over check ids, as file names are matched."""
    verdict: Verdict
    because: str
    but: tuple[str, ...] = ()
    """Patterns of checks that this does not cover."""

    def covers(self, result: Result) -> bool:
        name = result.check.id
        inside = fnmatchcase(name, self.checks) and not any(fnmatchcase(name, each) for each in self.but)
        return inside and result.verdict is self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """``Known.read()`` has the shipped list, ``Known.read(path)`` another one as well."""

    deviations: Sequence[Deviation] = ()

    @classmethod
    def read(cls, *paths: Path) -> Known:
        """Raises DataError."""
        return cls(deviations=tuple(each for path in (SHIPPED, *paths) for each in _read(path)))

    def is_late(self, check: Check) -> bool:
        """Whether nobody is surprised when what breaks this is taken, and fails later."""
        result = Result(check=check, verdict=Verdict.LATE)
        return any(each.covers(result) for each in self.deviations)

    def noted(self, result: Result, target: Target) -> Result:
        """The result, with the reason why it is known; validators have no deviations that could be."""
        if target.kind == "validators":
            return result
        for each in self.deviations:
            if each.covers(result):
                return replace(result, known=each.because)
        return result


def _read(path: Path) -> Sequence[Deviation]:
    try:
        rows = json.loads(path.read_text("utf-8"))["known"]
        return [_deviation(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise DataError(f"{path}: {problem!r}; write {{'known': [{{checks, verdict, because}}]}}") from None


def _deviation(row: dict[str, Any]) -> Deviation:
    return Deviation(
        checks=row["checks"],
        verdict=Verdict(row["verdict"]),
        because=row["because"],
        but=tuple(row.get("but", ())),
    )
