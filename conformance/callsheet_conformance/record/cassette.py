"""Cassettes as files: a first line that says where they come from, then one exchange a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from vcr.request import Request as Recorded

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.error import RecordingError
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.verdict import Check

SHIPPED = Path(__file__).parents[1] / "cassettes"
VERSION = 1
LARGEST = 8 * 1024 * 1024
"""Bytes of a file that is still read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """``{"recorded": "emulated", "when": "2026-08-22", "digest": "e33bbd853194", …}``."""

    callsheet_cassette: int = VERSION
    subject: str
    recorded: Literal["emulated", "live"]
    when: str
    """Day of the recording; of the emulated clock where the gateway was emulated."""
    digest: str
    """Of the spec that the requests were made from."""
    plan: str
    """Of all those requests."""
    where: str = ""
    """Of what was asked over the network, spending no more than needed: ``documented``, or an address as a digest."""

    @property
    def command(self) -> str:
        """What records it again."""
        target, budget = ("live", " --budget AMOUNT") if self.where else ("emulated", "")
        return f"callsheet conform --target {target} --record --model {self.subject}{budget}"


def provenance(
    subject: Subject,
    checks: Sequence[Check],
    recorded: Literal["emulated", "live"],
    when: str,
    where: str = "",
) -> Provenance:
    """Of a recording made now."""
    return Provenance(
        subject=subject.name,
        recorded=recorded,
        when=when,
        digest=subject.model.get("digest", ""),
        plan=plan_digest(checks),
        where=where,
    )


def plan_digest(checks: Sequence[Check]) -> str:
    """Of the requests of some checks."""
    told = canonical([[check.name, dict(check.requests)] for check in checks])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def path_of(folder: Path, subject: str) -> Path:
    return folder / f"{subject}.jsonl"


def stale(found: Provenance, subject: Subject, checks: Sequence[Check]) -> str:
    """Why a recording is out of date, with the command that mends it; empty where it is not."""
    if found.digest != subject.model.get("digest", ""):
        return f"{subject.name}: recorded from another version of the spec; run: {found.command}"
    if found.plan != plan_digest(checks):
        return f"{subject.name}: the requests have changed since it was recorded; run: {found.command}"
    return ""


def header(path: Path) -> Provenance:
    """Raises RecordingError."""
    try:
        with path.open(encoding="utf-8") as file:
            row = json.loads(file.readline())
        if row["callsheet_cassette"] != VERSION:
            raise RecordingError(f"{path}: cassette version {row['callsheet_cassette']!r} is not {VERSION}")
        return Provenance(**row)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise RecordingError(f"{path}: {problem}") from None


def dump(origin: Provenance, exchanges: Iterable[tuple[Recorded, dict[str, Any]]]) -> str:
    """The whole file."""
    told = {name: value for name, value in asdict(origin).items() if name != "where" or value}
    rows = [told, *(_row(request, response) for request, response in exchanges)]
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def load(path: Path) -> list[tuple[Recorded, dict[str, Any]]]:
    """Exchanges in the order in which they were recorded. Raises RecordingError."""
    header(path)
    if path.stat().st_size > LARGEST:
        raise RecordingError(f"{path} is larger than {LARGEST} bytes")
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()[1:]]
        return [_exchange(row) for row in rows]
    except (ValueError, KeyError, TypeError) as problem:
        raise RecordingError(f"{path}: {problem!r}") from None


def _row(request: Recorded, response: dict[str, Any]) -> dict[str, Any]:
    body = request.body
    text = body.decode() if isinstance(body, bytes) else str(body or "")
    return {
        "method": request.method,
        "url": request.uri,
        "marks": {name: value for name, value in sorted(request.headers.items()) if value},
        **({"body": json.loads(text)} if text else {}),
        "status": response["status"]["code"],
        "answer": json.loads(response["body"]["string"]),
    }


def _exchange(row: dict[str, Any]) -> tuple[Recorded, dict[str, Any]]:
    body = canonical(row["body"]).encode() if "body" in row else b""
    marks = {"x-callsheet-scope": "", **row["marks"]}
    response = {
        "status": {"code": row["status"], "message": ""},
        "headers": {"content-type": ["application/json"]},
        "body": {"string": json.dumps(row["answer"], ensure_ascii=False).encode()},
    }
    return Recorded(row["method"], row["url"], body, marks), response
