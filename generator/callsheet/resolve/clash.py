"""Different things that would get the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.layers.place import Position


def clashes(code: str, noun: str, named: Iterable[tuple[str, str, Position]]) -> Iterator[Diagnostic]:
    """For (name, as written, where): one error for each that comes second to a name."""
    first: dict[str, tuple[str, Position]] = {}
    for name, written, where in named:
        if name not in first:
            first[name] = (written, where)
            continue
        other, there = first[name]
        place = f"line {there.line}" if there.file == where.file else str(there)
        yield Diagnostic(
            code=code,
            severity=Severity.ERROR,
            where=where,
            message=f"{noun} {written!r} would be called {name!r}, as {other!r} is",
            hint=f"the other is at {place}",
        )
