"""``prices/prices.json``: every price with its condition as an expression, and how units are counted."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.emit.encode.json_text import json_text
from callsheet.emit.manifest.serialise import serialise
from callsheet.layers.model import Model, Provider


def json_table(providers: Sequence[Provider]) -> str:
    models = [_model(model) for provider in providers for model in provider.models if model.prices]
    return json_text({"callsheet_prices": 1, "models": models})


def _model(model: Model) -> dict[str, object]:
    return {
        "provider": model.provider,
        "model": model.id,
        "page": model.page,
        "prices": [serialise(table) for table in model.prices],
    }
