"""Changes as SARIF 2.1.0, which code scanners show beside the line of a spec."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from callsheet.drift.report.json_report import as_json
from callsheet.layers.change import Change, Effect
from callsheet.layers.code import Code
from callsheet.layers.place import Position

_LEVELS: Final[dict[Effect, str]] = {
    "breaking": "error",
    "price": "warning",
    "unclear": "warning",
    "additive": "note",
    "cosmetic": "note",
}
Locate = Callable[[Change], Position | None]


def sarif(
    changes: Iterable[Change], codes: Mapping[str, Code], locate: Locate, version: str
) -> dict[str, Any]:
    """``locate`` says where in a spec a change stands, if anywhere; ``version`` is the tool's."""
    found = list(changes)
    used = sorted({change.code for change in found})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": codes[code].title},
            "fullDescription": {"text": codes[code].text},
        }
        for code in used
    ]
    driver = {"name": "callsheet", "version": version, "rules": rules}
    results = [_result(change, used.index(change.code), locate(change)) for change in found]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _result(change: Change, index: int, position: Position | None) -> dict[str, Any]:
    place: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": f"{change.subject}/{change.path}"}],
    }
    if position is not None:
        region = {"startLine": position.line, "startColumn": position.column}
        place["physicalLocation"] = {"artifactLocation": {"uri": position.file}, "region": region}
    return {
        "ruleId": change.code,
        "ruleIndex": index,
        "level": _LEVELS[change.effect],
        "message": {"text": f"{change.subject}: {change.message}"},
        "locations": [place],
        "properties": as_json(change),
    }
