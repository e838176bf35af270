"""``schemas/<provider>/<model>.json``: JSON Schema 2020-12 of a request, with every rule that can be expressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.encode.json_text import json_text
from callsheet.emit.schemas.request import request_schema
from callsheet.layers.file import File
from callsheet.layers.model import Provider


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for provider in providers:
        for model in provider.models:
            schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **request_schema(model)}
            yield File(path=f"schemas/{provider.id}/{model.slug}.json", text=json_text(schema))
