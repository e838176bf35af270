"""A gateway's data as it was emitted: its transport, its models, and a judge for each model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from callsheet_conformance.gateways import transport as transports
from callsheet_conformance.gateways.transport import Transport
from callsheet_conformance.manifest import Manifest

Json = dict[str, Any]

SHAPES = frozenset({"null", "required", "type", "unknown-key"})
"""Limits whose breach can be seen without knowing any value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One limit or rule that a request breaks.

    ``Breach(id="hdr-not-540p", fields=("resolution", "hdr"), text="540p is not available with hdr")``;
    ``Breach(id="duration:enum", …)`` for a limit; ``shape`` is true of what needs no knowledge of values:
    a missing or unknown key, a wrong type.
    """

    id: str
    fields: tuple[str, ...]
    text: str
    shape: bool = False

    @property
    def is_limit(self) -> bool:
        """Whether it is about one value alone."""
        return ":" in self.id


class Judge(Protocol):
    """Says what a request breaks, what it costs, and which needs of the account it has."""

    def breaches(self, request: Json) -> Sequence[Breach]: ...

    def price(self, request: Json, today: str) -> Decimal | None:
        """In the model's unit; None where it is unknown. ``today`` is an ISO date."""
        ...

    def needs(self, request: Json) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model. ``data`` is its part of the manifest."""

    id: str
    data: Json
    judge: Judge

    @property
    def is_create(self) -> bool:
        return bool(self.data.get("operation", "generate") == "generate")

    def unit(self) -> str:
        """Of its prices; empty where nothing is known."""
        return next(
            (table["unit"] for table in reversed(self.data.get("prices", ())) if table.get("unit")), ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """``load("generated", "gmicloud", judge_of)``."""

    id: str
    title: str
    transport: Transport
    models: dict[str, Model]
    late: frozenset[tuple[str, str]] = frozenset()
    """(model, breach) that is found only when the job runs, against the gateway's way."""


def names(generated: Path) -> tuple[str, ...]:
    """Providers that were emitted into this folder."""
    return tuple(sorted(path.stem for path in (generated / "manifest").glob("*.json")))


def read(generated: Path, name: str) -> Json:
    """The provider's manifest. Raises ``FileNotFoundError``, ``ManifestError`` or ``ValueError``."""
    manifest = Manifest.parse((generated / "manifest" / f"{name}.json").read_text("utf-8"))
    return {**manifest.provider, "formats": manifest.formats}


def build(data: Json, judge_of: Callable[[Json], Judge]) -> Provider:
    """The provider of a manifest, mutated or not."""
    models = [Model(id=each["id"], data=each, judge=judge_of(each)) for each in data["models"]]
    return Provider(
        id=data["id"],
        title=data["title"],
        transport=transports.read(data["transport"]),
        models={model.id: model for model in models},
        late=frozenset((model, breach) for model, breach in data.get("x_late", ())),
    )
