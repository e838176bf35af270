"""One fault of one gateway, in the emulator's words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.mutations import mutate
from callsheet_conformance.manifest import Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """``Mutant(kind="rule dropped", subject="gmicloud/…", mutation="drop-rule:luma-ray-3-2-generate:hdr-not-540p")``."""

    kind: str
    subject: str
    mutation: str

    @property
    def provider(self) -> str:
        return self.subject.partition("/")[0]

    def model(self, subject: Subject) -> Data:
        """The mutated model's data. Raises the emulator's UnknownMutationError where nothing changes."""
        changed = mutate(dict(subject.provider), self.mutation)
        found: Data = next(m for m in changed["models"] if m["id"] == subject.model["id"])
        return found


Kind = Callable[[Subject, tuple[Subject, ...]], Iterator[str]]
"""From a model, and all beside it, to mutations."""


def said(*parts: str) -> str:
    """A mutation as text."""
    return ":".join(parts)


def value(of: Any) -> str:
    """JSON of a value, strings too, so that "5" stays a string."""
    return json.dumps(of, default=_number)


def _number(number: object) -> float | int:
    if isinstance(number, Decimal):
        return int(number) if number == int(number) else float(number)
    raise TypeError(f"{type(number).__name__} is no JSON")
