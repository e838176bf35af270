"""Data to ``Transport``: unknown keys, wrong types and unsafe values become diagnostics, never exceptions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache

from pydantic import TypeAdapter, ValidationError

from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.layers.facts import Json
from callsheet.layers.place import Position
from callsheet.layers.transport import Transport
from callsheet.transports.checks import Finding, Path, findings_of

Locate = Callable[[Path], Position | str]


def parse_transport(data: Json, locate: Locate) -> tuple[Transport | None, list[Diagnostic]]:
    """Read ``transport:`` of a provider.yaml. ``locate`` turns a path below it into a place for the message."""
    try:
        transport = _adapter().validate_json(json.dumps(data), strict=True)
    except (ValidationError, ValueError, RecursionError) as problem:
        return None, [_diagnostic(locate, *f) for f in _shape_findings(problem)]
    findings = [_diagnostic(locate, *finding) for finding in findings_of(transport)]
    return (None if findings else transport), findings


@cache
def _adapter() -> TypeAdapter[Transport]:
    return TypeAdapter(Transport)


def _shape_findings(problem: Exception) -> Iterator[Finding]:
    if not isinstance(problem, ValidationError):
        yield "CS160", (), f"cannot be read as JSON data: {problem}"
        return
    for error in problem.errors(include_url=False, include_input=False, include_context=False):
        yield "CS160", tuple(error["loc"]), error["msg"]


def _diagnostic(locate: Locate, code: str, path: Path, message: str) -> Diagnostic:
    key = "/".join(map(str, path)) or "transport"
    return Diagnostic(code=code, severity=Severity.ERROR, where=locate(path), message=f"{key}: {message}")
