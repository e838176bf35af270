"""Values that look like what people send: a sentence for a prompt, an example address for a URL."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from callsheet.constraints.exact import exact
from callsheet.constraints.kleene import same
from callsheet.layers.facts import Json
from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Format, Parameter
from callsheet.solve.limits import key_of
from callsheet.solve.requests import wire

_SENTENCE: Final = "A red fox runs through fresh snow at dawn. "
_DIGITS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_KEPT_OUT: Final = "Blurry, distorted, low quality. "

_FORMATS: Final[dict[Format, Callable[[str, int], str]]] = {
    "date-time": lambda _, n: f"2030-01-01T00:00:{n % 60:02}Z",
    "email": lambda stem, n: f"{stem}{n or ''}@example.com",
    "uri": lambda stem, n: f"https://example.com/{stem}{f'-{n}' if n else ''}",
    "uuid": lambda _, n: f"00000000-0000-4000-8000-{n + 1:012x}",
}


def text(parameter: Parameter, number: int = 0) -> str:
    """A string for a parameter, within its limits; each ``number`` has its own."""
    natural = _natural(parameter, number)
    size = max(len(natural), parameter.min_length or 0)
    if parameter.max_length is not None:
        size = min(size, parameter.max_length)
    return fit(natural, size, parameter.format)


def _natural(parameter: Parameter, number: int) -> str:
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key_of(parameter)).lower())
    stem = "-".join(words) or "value"
    if parameter.format:
        return _FORMATS[parameter.format](stem, number)
    if parameter.type == "file":
        return f"asset_{'_'.join(words)}{f'_{number}' if number else ''}"
    if "url" in words or "uri" in words:
        return _FORMATS["uri"](stem, number)
    if words[-1:] == ["id"]:
        return _FORMATS["uuid"](stem, number)
    tail = f" {number}" if number else ""
    if {"prompt", "text", "description"} & {*words}:
        return (_KEPT_OUT if "negative" in words else _SENTENCE).strip() + tail
    return f"example {' '.join(words)}{tail}"


def fit(natural: str, size: int, form: Format | None = None) -> str:
    """The same string at exactly that length, still of its format where any such string is."""
    if len(natural) == size:
        return natural
    if form is None:
        return (natural + " " + _SENTENCE * (size // len(_SENTENCE) + 1))[:size].ljust(size, ".")
    candidates = (make(size) for make in _STRETCH[form])
    return next((each for each in candidates if _is(each, size, form)), natural)


def varied(text: str, number: int) -> str:
    """Another string of the same length, with the number written at its end."""
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return text[: max(len(text) - len(digits), 0)] + digits[-len(text) :]


def _is(candidate: str, size: int, form: Format) -> bool:
    return len(candidate) == size and re.fullmatch(PATTERNS[form], candidate) is not None


_STRETCH: Final[dict[Format, tuple[Callable[[int], str], ...]]] = {
    "date-time": (
        lambda _: "2030-01-01T00:00:00Z",
        lambda n: f"2030-01-01T00:00:00.{'0' * (n - 21)}Z",
    ),
    "email": (lambda n: f"{'a' * (n - 12)}@example.com", lambda n: f"a@{'b' * (n - 2)}"),
    "uri": (lambda n: f"https://example.com/{'a' * (n - 20)}", lambda n: f"a:{'b' * (n - 2)}"),
    "uuid": (lambda _: "00000000-0000-4000-8000-000000000001",),
}


def wrong_format(form: Format, size: int | None = None) -> str:
    """A string that is not of a format, of a length where one is asked for."""
    plain = f"not a {form}".replace("uri", "url")
    return fit(plain, len(plain) if size is None else size).replace(":", " ").replace("@", " ")


def value(parameter: Parameter, number: int = 0, *, along: str = "") -> Json:
    """A valid value, least of all optional members; those on the way to the path ``along`` are there."""
    if parameter.enum:
        return wire(parameter.enum[number % len(parameter.enum)])
    match parameter.type:
        case "boolean":
            return bool((number + 1) % 2)
        case "integer" | "number":
            return _number(parameter, number)
        case "array":
            return _array(parameter, along)
        case "object":
            return {
                key_of(m): value(m, along=along)
                for m in parameter.members
                if m.required or _is_along(m, along)
            }
        case _:
            return text(parameter, number)


def _is_along(member: Parameter, along: str) -> bool:
    return along == member.path or along.startswith((f"{member.path}.", f"{member.path}[]"))


def _array(parameter: Parameter, along: str) -> list[Json]:
    wanted = max(parameter.min_items or 0, 1 if along.startswith(f"{parameter.path}[]") else 0)
    return [] if parameter.item is None else [value(parameter.item, n, along=along) for n in range(wanted)]


def _number(parameter: Parameter, number: int) -> Json:
    """The least that the limits allow, or near 0; whole steps up for others."""
    least = _least(parameter)
    whole = parameter.step or (Decimal(1) if parameter.type == "integer" else None)
    start = least if whole is None else math.ceil(least / whole) * whole
    return wire(exact(start + number * (whole or 1)))


def _least(parameter: Parameter) -> Decimal:
    step = parameter.step or Decimal(1)
    if parameter.minimum is not None:
        return parameter.minimum
    high = parameter.below if parameter.below is not None else parameter.maximum
    if parameter.above is None:
        return Decimal(0) if high is None or high > 0 else high - step
    narrow = high is not None and parameter.above + step >= high and parameter.type == "number"
    return (parameter.above + (high or 0)) / 2 if narrow else parameter.above + step


def distinct(parameter: Parameter, taken: list[Json], count: int) -> list[Json]:
    """That many valid values that are not among ``taken``, and differ from each other where they can."""
    found: list[Json] = []
    for number in range(count + len(taken)):
        candidate = value(parameter, number)
        if len(found) < count and not any(same(candidate, each) for each in (*taken, *found)):
            found.append(candidate)
    return found + [value(parameter)] * (count - len(found))
