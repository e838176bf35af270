"""Changes as SARIF 2.1.0, which code scanners show beside the line of a spec."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from callsheet.drift.report.json_report import as_json
from callsheet.layers.change import Change, Effect
from callsheet.layers.code import Code
from callsheet.layers.place import Position, digest_of

_LEVELS: Final[dict[Effect, str]] = {
    "breaking": "error",
    "price": "warning",
    "unclear": "warning",
    "additive": "note",
    "cosmetic": "note",
}
Locate = Callable[[Change], Position | None]


def sarif(
    changes: Iterable[Change], codes: Mapping[str, Code], locate: Locate, version: str, page: str = ""
) -> dict[str, Any]:
    """``locate`` says where in a spec a change stands, ``page`` which page was compared; ``version`` is the tool's."""
    found = list(changes)
    used = sorted({change.code for change in found})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": codes[code].title},
            "fullDescription": {"text": codes[code].text},
            "help": {"text": f"{codes[code].text} Example: {codes[code].example}."},
        }
        for code in used
    ]
    driver = {"name": "callsheet", "version": version, "rules": rules}
    results = [_result(change, used.index(change.code), _physical(locate(change), page)) for change in found]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _physical(position: Position | None, page: str) -> dict[str, Any]:
    """Scanners show nothing that has no file."""
    if position is None:
        return {"physicalLocation": {"artifactLocation": {"uri": quote(page)}}} if page else {}
    region = {"startLine": position.line, "startColumn": position.column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(position.file)}, "region": region}}


def _result(change: Change, index: int, physical: Mapping[str, Any]) -> dict[str, Any]:
    name = f"{change.subject}/{change.path}"
    return {
        "ruleId": change.code,
        "ruleIndex": index,
        "level": _LEVELS[change.effect],
        "message": {"text": f"{change.subject}: {change.message}"},
        "locations": [{"logicalLocations": [{"fullyQualifiedName": name}], **physical}],
        "partialFingerprints": {"change/v1": digest_of(f"{change.code} {name} {change.message}")},
        "properties": as_json(change),
    }
