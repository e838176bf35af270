"""Which judge a model gets: the emitted schema's for a faithful gateway, the data's for a mutated one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from callsheet_conformance.gateways import tariff
from callsheet_conformance.gateways.judge_data import DataJudge
from callsheet_conformance.gateways.judge_schema import SchemaJudge
from callsheet_conformance.gateways.provider import Breach, Json, Judge


class Finds(Protocol):
    def breaches(self, request: Json) -> Sequence[Breach]: ...


class ModelJudge:
    """Breaches as one of the two finds them; prices and needs by the manifest."""

    def __init__(self, finds: Finds, model: Json) -> None:
        self._finds = finds
        self._model = model

    def breaches(self, request: Json) -> Sequence[Breach]:
        """Rules are looked at once every value is within its limits, as most servers do."""
        found = self._finds.breaches(request)
        return [breach for breach in found if breach.is_limit] or found

    def price(self, request: Json, today: str) -> Decimal | None:
        return tariff.price(self._model, request, today)

    def needs(self, request: Json) -> Sequence[str]:
        return tariff.needs(self._model, request)


def judge_of(generated: Path, provider: str, model: Json, formats: dict[str, str] | None) -> Judge:
    """The judge of one model. ``formats`` are given for a mutated one, which no emitted schema describes."""
    if formats is not None:
        return ModelJudge(DataJudge(model, formats), model)
    return ModelJudge(SchemaJudge.read(generated, provider, model["slug"]), model)
