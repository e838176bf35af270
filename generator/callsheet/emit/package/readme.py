"""What the generated README shows: a first use, and the table of providers and their models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet.emit.encode.markdown_text import Markdown, cell, code, link, text
from callsheet.emit.encode.python_text import Code, identifier, literal
from callsheet.emit.encode.python_text import code as source
from callsheet.emit.scope import wire_key
from callsheet.layers.model import Model, Parameter, Provider


def example(providers: Sequence[Provider]) -> list[Markdown]:
    """Lines that check and price a request to the first model with a price; none where there is no model."""
    sold = [model for provider in providers for model in provider.models if model.operation == "generate"]
    model = next(
        (each for each in sold if any(table.rows for table in each.prices)), sold[0] if sold else None
    )
    if model is None:
        return []
    home, name = identifier(model.provider), identifier(model.name)
    request = {wire_key(each): _sample(each) for each in model.parameters if each.required}
    lines = [
        source("from video_gateways.{} import price_{}, validate_{}", home, name, name),
        Code(""),
        source("request = {}", literal(request)),
        source("for violation in validate_{}(request):", name),
        Code("    print(violation, violation.at)"),
        source("print(price_{}(request))", name),
    ]
    return [Markdown(line) for line in lines]


def _sample(parameter: Parameter) -> object:
    """Something of the right type; a value from the page where it has any."""
    if parameter.enum or parameter.default is not None:
        return parameter.default if parameter.default is not None else parameter.enum[0]
    samples: dict[str, object] = {"boolean": True, "array": [], "object": {}, "integer": 1, "number": 1}
    return samples.get(
        parameter.type, "https://example.com/source" if parameter.format == "uri" else "a tram at dusk"
    )


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
