"""Checks of many models held against one target, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.checks import plan
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.known import Known
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Result
from callsheet_conformance.verify import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """``Shard.parse("2/5")``: every check belongs to exactly one of n parts, the same on every machine."""

    index: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Raises ConformanceError."""
        index, _, of = text.partition("/")
        if not (index.isdecimal() and of.isdecimal() and 1 <= int(index) <= int(of)):
            raise ConformanceError(f"{text!r} is no shard: write 1/4 to 4/4")
        return cls(index=int(index), of=int(of))

    def has(self, position: int) -> bool:
        """Whole models by their position, so that requests are shared within a shard."""
        return position % self.of == self.index - 1


def planned(
    catalogue: Catalogue, *, model: str = "", shard: Shard | None = None
) -> Iterator[tuple[Check, Subject]]:
    """All checks with what they are about, in order."""
    for position, subject in enumerate(catalogue.select(model)):
        if shard is None or shard.has(position):
            yield from ((check, subject) for check in plan(subject, catalogue.subjects))


def run(
    checks: Sequence[tuple[Check, Subject]], target: Target, known: Known | None = None
) -> Iterator[Result]:
    """One result a check."""
    for check, subject in checks:
        yield verify(check, subject, target, known)
