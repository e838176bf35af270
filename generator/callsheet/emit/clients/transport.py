"""The transport of a provider as a literal of the runtime's classes, without places and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from callsheet.emit.encode.python_text import Code, code, identifier, join, literal
from callsheet.emit.python.lines import WIDTH, indented
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.exchange import Fact, Status
from callsheet.layers.model import Provider
from callsheet.layers.transport import Transport
from callsheet.transports import parse_transport

_FACT = {each.name for each in fields(Fact)}
_LEFT_OUT = {("Transport", "sync"), ("Transport", "unknown")}
"""What clients do not use."""


def transport_of(provider: Provider) -> Transport:
    """Raises CallsheetError where provider.yaml's transport is not one."""
    source = provider.source or f"specs/{provider.id}/provider.yaml"
    transport, faults = parse_transport(
        provider.transport, lambda path: f"{source}: transport/{'/'.join(map(str, path))}"
    )
    if transport is None:
        raise CallsheetError(*faults)
    return transport


def transport_lines(provider: Provider) -> tuple[list[Code], list[str]]:
    """``TRANSPORT = Transport(…)`` and the classes that it takes."""
    transport = transport_of(provider)
    names = {"Transport", *_classes(transport)}
    head: list[tuple[str, object]] = [("provider", provider.id), ("title", provider.title)]
    first, *rest = _construct("Transport", [*head, *_arguments(transport)])
    return [code("TRANSPORT = {}", first), *rest], sorted(names)


def _arguments(value: Any) -> list[tuple[str, object]]:
    """What differs from its default, in the order of the fields."""
    kind = type(value).__name__
    pairs = [(each, getattr(value, each.name)) for each in fields(value) if each.name not in _FACT]
    return [
        (each.name, found)
        for each, found in pairs
        if (kind, each.name) not in _LEFT_OUT and found != _default(each)
    ]


def _default(each: Any) -> object:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


def _classes(value: object) -> Iterable[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _classes(each)
    elif is_dataclass(value) and not isinstance(value, Status):
        yield type(value).__name__
        for _, each in _arguments(value):
            yield from _classes(each)


def _construct(name: str, arguments: Iterable[tuple[str, object]]) -> list[Code]:
    parts = []
    for key, value in arguments:
        first, *rest = _expression(value)
        parts.append([code("{}={}", identifier(key), first), *rest])
    return _bracketed(code("{}(", identifier(name)), parts, Code(")"))


def _expression(value: object) -> list[Code]:
    if isinstance(value, tuple) and value and isinstance(value[0], Status):
        return _table({each.word: each.means for each in value})
    if isinstance(value, Mapping):
        return _table(value)
    if isinstance(value, tuple):
        parts = [_expression(each) for each in value]
        return _bracketed(Code("("), parts, Code(")"), last_comma=len(parts) == 1)
    if is_dataclass(value):
        return _construct(type(value).__name__, _arguments(value))
    return [literal(value)]


def _table(value: Mapping[str, object]) -> list[Code]:
    parts = [[code("{}: {}", literal(key), literal(each))] for key, each in value.items()]
    return _bracketed(Code("{"), parts, Code("}"))


def _bracketed(
    opening: Code, parts: list[list[Code]], closing: Code, *, last_comma: bool = False
) -> list[Code]:
    """On one line where that fits, else one part after the other."""
    if all(len(part) == 1 for part in parts):
        flat = join(", ", (part[0] for part in parts))
        if len(flat) < WIDTH - 30:
            return [code("{}{},{}" if last_comma else "{}{}{}", opening, flat, closing)]
    lines = [line for part in parts for line in (*part[:-1], code("{},", part[-1]))]
    return [opening, *indented(lines), closing]
