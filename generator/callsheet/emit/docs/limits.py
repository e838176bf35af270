"""What a parameter may be, in a cell."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.emit.encode.markdown_text import Markdown, cell, code, text
from callsheet.layers.model import Parameter


def limits_of(parameter: Parameter) -> Markdown:
    return cell([*_values(parameter), *map(text, _limits(parameter))], "; ")


def _values(parameter: Parameter) -> Iterator[Markdown]:
    if parameter.enum:
        yield cell(
            code(str(value).lower() if isinstance(value, bool) else str(value)) for value in parameter.enum
        )


def _limits(parameter: Parameter) -> Iterator[str]:
    yield from _between(parameter.minimum, parameter.maximum, "")
    if parameter.above is not None:
        yield f"more than {parameter.above}"
    if parameter.below is not None:
        yield f"less than {parameter.below}"
    if parameter.step is not None:
        yield f"a multiple of {parameter.step}"
    yield from _between(parameter.min_length, parameter.max_length, " characters")
    yield from _between(parameter.min_items, parameter.max_items, " items")
    flags = {"no value twice": parameter.unique_items, "may be null": parameter.nullable}
    yield from (words for words, holds in flags.items() if holds)
    if parameter.format:
        yield parameter.format
    for media in parameter.media:
        bounds = _between(media.min, media.max, "")
        yield f"{media.what} of the file: {', '.join([*bounds, *media.values])} (not checked)"
    yield from (f"{what} not given by the page" for what in parameter.open)


def _between(low: object, high: object, unit: str) -> Iterator[str]:
    if low is not None and high is not None:
        yield f"{low} to {high}{unit}"
    elif low is not None:
        yield f"at least {low}{unit}"
    elif high is not None:
        yield f"at most {high}{unit}"
