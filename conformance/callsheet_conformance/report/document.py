"""A run as data: written by every run, read back to merge shards and to print other forms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.error import DataError
from callsheet_conformance.manifest import parse_json
from callsheet_conformance.plain_json import encode
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Evidence, Kind, Outcome, Result, Verdict

VERSION: Final = 1
WHOLE: Final = "1/1"
MOST: Final = 10_000
"""Shards of one run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found, and at what: an emulated gateway is never shown as a live one."""

    target: Kind
    note: str
    """What the target is, in words."""
    results: tuple[Result, ...]
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    """By subject: ``page``, ``source`` and ``digest`` of its spec."""
    shard: str = WHOLE
    """The part of a run that this is."""

    @property
    def findings(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.is_finding)

    @classmethod
    def about(
        cls, target: Target, catalogue: Catalogue, results: Sequence[Result], shard: str = WHOLE
    ) -> Report:
        """Of a run that was just made."""
        names = ("page", "source", "digest")
        subjects = {result.check.subject for result in results}
        told = {
            s.name: {name: s.model.get(name, "") for name in names}
            for s in catalogue.subjects
            if s.name in subjects
        }
        return cls(target=target.kind, note=target.note, results=tuple(results), sources=told, shard=shard)

    @staticmethod
    def read(row: dict[str, Any]) -> Result:
        """What ``of`` wrote."""
        return _read(row)

    @staticmethod
    def of(result: Result) -> dict[str, Any]:
        """One result as plain JSON, as it stands in ``results``."""
        row: dict[str, Any] = json.loads(encode(_result(result)))
        return row

    def count(self) -> dict[Verdict, int]:
        """By verdict, in order of the verdicts."""
        return {v: sum(result.verdict is v for result in self.results) for v in Verdict}

    def dump(self) -> str:
        """JSON, the same for the same run."""
        data = {
            "callsheet_conformance": VERSION,
            "target": self.target,
            "note": self.note,
            "shard": self.shard,
            "counts": {verdict.value: n for verdict, n in self.count().items()},
            "findings": [result.check.id for result in self.findings],
            "sources": self.sources,
            "results": [_result(result) for result in self.results],
        }
        return json.dumps(json.loads(encode(data)), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def load(cls, text: str) -> Report:
        """Raises DataError for what is no report of this version."""
        try:
            data = parse_json(text)
            if data["callsheet_conformance"] != VERSION:
                raise DataError(f"report version {data['callsheet_conformance']!r} is not {VERSION}")
            return cls(
                target=data["target"],
                note=data["note"],
                results=tuple(_read(row) for row in data["results"]),
                sources=data.get("sources", {}),
                shard=_shard(data["shard"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise DataError(f"this is no report of a conformance run: {problem!r}") from None


def merged(reports: Sequence[Report]) -> Report:
    """One report of the shards of one run. Raises DataError for none, for a missing one, or for different targets."""
    if not reports:
        raise DataError("there is no report to merge")
    if len({each.target for each in reports}) > 1:
        targets = ", ".join(sorted({each.target for each in reports}))
        raise DataError(f"these reports are of different targets and are not put together: {targets}")
    if missing := _missing([each.shard for each in reports]):
        raise DataError(f"shards are missing, and what they found: {', '.join(missing)}")
    found: dict[str, Result] = {}
    for result in (result for each in reports for result in each.results):
        if found.setdefault(result.check.id, result).verdict is not result.verdict:
            raise DataError(
                f"{result.check.id} has different verdicts in these reports; merge those of one run"
            )
    sources = {name: told for each in reports for name, told in each.sources.items()}
    results = tuple(found[name] for name in sorted(found))
    note = "; ".join(sorted({each.note for each in reports}))
    return Report(target=reports[0].target, note=note, results=results, sources=dict(sorted(sources.items())))


def _shard(text: str) -> str:
    """As ``--shard`` takes it. Raises ValueError."""
    index, of = map(int, text.split("/"))
    if not 1 <= index <= of <= MOST:
        raise ValueError(text)
    return f"{index}/{of}"


def _missing(shards: Sequence[str]) -> list[str]:
    """``2/3``, where only the first and the last of three are there."""
    of = {text.partition("/")[2] for text in shards}
    every = (f"{index}/{n}" for n in sorted(of) for index in range(1, int(n) + 1))
    return [name for name in every if name not in shards]


def read(paths: Sequence[Path]) -> Report:
    """Merged from files. Raises DataError."""
    return merged([_load(path) for path in paths])


def _load(path: Path) -> Report:
    try:
        return Report.load(path.read_text("utf-8"))
    except OSError as problem:
        raise DataError(f"{path}: {problem.strerror}") from None
    except (DataError, UnicodeDecodeError) as problem:
        raise DataError(f"{path}: {problem}") from None


def _result(result: Result) -> dict[str, Any]:
    check = result.check
    return {
        "id": check.id, "subject": check.subject, "name": check.name, "kind": check.kind, "about": check.about,
        "basis": check.basis, "at": check.at, "summary": check.summary, "verdict": result.verdict.value,
        "finding": result.is_finding, "reason": result.reason, "known": result.known,
        "evidence": [_evidence(each) for each in result.evidence],
    }  # fmt: skip


def _evidence(evidence: Evidence) -> dict[str, Any]:
    outcome = evidence.outcome
    told = {
        "state": outcome.state, "status": outcome.status, "cause": outcome.cause, "message": outcome.message,
        "rules": list(outcome.rules), "words": list(outcome.words), "unit": outcome.unit,
        "charge": None if outcome.charge is None else str(outcome.charge),
    }  # fmt: skip
    return {
        "role": evidence.role,
        "request": evidence.request,
        **{name: value for name, value in told.items() if value or name == "state"},
    }


def _read(row: dict[str, Any]) -> Result:
    evidence = tuple(_read_evidence(each) for each in row["evidence"])
    check = Check(
        subject=row["subject"], name=row["name"], kind=row["kind"], about=row["about"], basis=row["basis"],
        at=row["at"], summary=row["summary"], requests={each.role: each.request for each in evidence},
    )  # fmt: skip
    verdict = Verdict(row["verdict"])
    return Result(check=check, verdict=verdict, reason=row["reason"], known=row["known"], evidence=evidence)


def _read_evidence(row: dict[str, Any]) -> Evidence:
    outcome = Outcome(
        state=row["state"],
        status=row.get("status", 0),
        cause=row.get("cause", ""),
        message=row.get("message", ""),
        rules=tuple(row.get("rules", ())),
        words=tuple(row.get("words", ())),
        unit=row.get("unit", ""),
        charge=Decimal(row["charge"]) if "charge" in row else None,
    )
    return Evidence(role=row["role"], request=row["request"], outcome=outcome)
