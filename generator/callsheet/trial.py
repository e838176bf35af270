"""One gateway's emitted validators and prices tried on requests, from memory: the same code that users embed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from callsheet import live
from callsheet.constraints.kleene import evaluate
from callsheet.layers.facts import Json
from callsheet.layers.file import File
from callsheet.layers.model import Model, Need, Provider
from callsheet.solve.requests import facts

PACKAGE = "video_gateways"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the emitted package of one gateway says of a request."""

    validators: ModuleType
    prices: ModuleType

    def violations(self, model: Model, request: Mapping[str, Json]) -> list[Any]:
        """Broken limits and rules first, then advice; each a ``Violation`` of the emitted runtime."""
        check = getattr(self.validators, f"validate_{model.name}")
        return sorted(check(request, advice=True), key=lambda violation: not violation.is_error)

    def price(self, model: Model, request: Mapping[str, Json], *, on: date | None = None) -> Any:
        """A ``Price`` or ``UnknownPrice`` of the emitted runtime; None for an operation that nothing is paid for."""
        find = getattr(self.prices, f"price_{model.name}", None)
        return None if find is None else find(request, on=on)


@contextmanager
def trial(provider: Provider, files: Iterable[File]) -> Iterator[Trial]:
    """The gateway's emitted code, importable inside the block."""
    with live.package(files, PACKAGE) as package:
        yield Trial(
            validators=package.module(f"{provider.id}.validators"),
            prices=package.module(f"{provider.id}.prices"),
        )


def needs(model: Model, request: Mapping[str, Json]) -> list[Need]:
    """What this request asks of the account."""
    seen = facts(model, request)
    return [need for need in model.needs if evaluate(need.when, seen)]
