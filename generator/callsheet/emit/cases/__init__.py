"""``cases/<provider>/<model>.json``: requests with their verdicts, for any language's test suite.

Minimal pairs of every rule and limit, valid requests at every bound and of every value, and a covering set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.cases.collect import collect
from callsheet.emit.encode.json_text import json_text
from callsheet.layers.file import File
from callsheet.layers.model import Provider


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for provider in providers:
        for model in provider.models:
            yield File(path=f"cases/{provider.id}/{model.slug}.json", text=json_text(collect(model)))
