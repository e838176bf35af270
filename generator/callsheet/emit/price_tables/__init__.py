"""``prices/``: what models cost as JSON, CSV, Markdown, LiteLLM's price map, and the columns of FOCUS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.price_tables.csv_table import csv_table, focus_table
from callsheet.emit.price_tables.json_table import json_table
from callsheet.emit.price_tables.litellm_map import litellm_map
from callsheet.emit.price_tables.markdown_table import markdown_table
from callsheet.layers.file import File
from callsheet.layers.model import Provider


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    yield File(path="prices/focus.csv", text=focus_table(providers))
    yield File(path="prices/litellm.json", text=litellm_map(providers))
    yield File(path="prices/prices.csv", text=csv_table(providers))
    yield File(path="prices/prices.json", text=json_table(providers))
    yield File(path="prices/prices.md", text=markdown_table(providers))
