"""The table of the generated README: providers and their models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet.emit.encode.markdown_text import Markdown, cell, code, link, text
from callsheet.layers.model import Model, Provider


def readme_rows(providers: Sequence[Provider]) -> list[Markdown]:
    return [row for provider in providers for row in _rows(provider)]


def _rows(provider: Provider) -> Iterator[Markdown]:
    for model in provider.models:
        name = link(model.title, model.page)
        cells = [text(provider.title), name, code(model.id), code(f"validate_{model.name}"), _counts(model)]
        yield Markdown(f"| {cell(cells, ' | ')} |")


def _counts(model: Model) -> Markdown:
    errors = sum(rule.is_error for rule in model.rules)
    return text(f"{sum(1 for _ in model.walk())} / {errors} / {len(model.rules) - errors}")
