"""Data to YAML in the house layout: inline where it fits a line, else a block; strings that are values are quoted."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from callsheet.draft.scalar import is_plain

WIDTH: Final = 118
_KEY: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$./-]*\Z")
_INDEXED: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\[\]-]*\Z")
_UNSAFE: Final = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|.*(?::\s|\s#|:\Z|\s\Z|[\n\t])", re.DOTALL)


class Quoted(str):
    """A string that is a value and not a word: always in quotes, so that no reader takes it for something else."""

    __slots__ = ()


def word(value: object, *, inline: bool = False) -> str:
    """One scalar."""
    if isinstance(value, str):
        return _text(value, inline=inline)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        value = Decimal(str(value))
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def flow(value: object) -> str:
    """On one line, in brackets: ``{type: string, enum: ["540p"]}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key, inline=True)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return word(value, inline=True)


def member(key: str, value: object, indent: int = 0, *, block: bool = False) -> list[str]:
    """The lines of ``key: value``; ``block`` keeps a mapping or list open even where it would fit a line."""
    head = f"{' ' * indent}{_key(key)}:"
    inline = f"{head} {flow(value) if isinstance(value, Mapping | list | tuple) else word(value)}"
    if (not block and len(inline) <= WIDTH) or not value:
        return [inline]
    if isinstance(value, Mapping):
        return [head, *members(value, indent + 2)]
    if isinstance(value, list | tuple):
        scalars = not any(isinstance(each, Mapping | list | tuple) for each in value)
        return _wrapped(f"{head} [", value) if scalars and not block else [head, *items(value, indent + 2)]
    return _folded(head, value, indent) if isinstance(value, str) else [inline]


def members(entries: Mapping[str, Any], indent: int = 0) -> list[str]:
    return [line for key, value in entries.items() for line in member(key, value, indent)]


def items(values: Iterable[Any], indent: int = 0, *, block: bool = False) -> list[str]:
    """A block list: each item on a line where it fits, unless ``block``."""
    return [line for value in values for line in item(value, indent, block=block)]


def item(value: object, indent: int, *, block: bool = False) -> list[str]:
    head = f"{' ' * indent}- "
    inline = head + (flow(value) if isinstance(value, Mapping | list | tuple) else word(value))
    if not isinstance(value, Mapping) or (not block and len(inline) <= WIDTH) or not value:
        fits = len(inline) <= WIDTH or not isinstance(value, str)
        return [inline] if fits else _folded(head.rstrip(), value, indent)
    lines = members(value, indent + 2)
    return [head + lines[0].lstrip(), *lines[1:]]


def _text(text: str, *, inline: bool) -> str:
    plain = is_plain(text) and not _UNSAFE.match(text) and not (inline and re.search(r"[,\[\]{}]", text))
    if plain and not isinstance(text, Quoted):
        return text
    return json.dumps(text, ensure_ascii=False)


def _key(key: str, *, inline: bool = False) -> str:
    plain = _KEY.match(key) or (not inline and _INDEXED.match(key))
    return key if plain and is_plain(key) else json.dumps(key, ensure_ascii=False)


def _wrapped(head: str, values: Iterable[object]) -> list[str]:
    """A long list of scalars, aligned below its first one."""
    lines, line = [], head
    for value in values:
        text = flow(value)
        if line != head and len(line) + len(text) + 2 > WIDTH:
            lines.append(line.rstrip())
            line = " " * len(head)
        line += f"{text}, "
    return [*lines, line.rstrip(", ") + "]"]


def _folded(head: str, value: object, indent: int) -> list[str]:
    """A long sentence over several lines; what folding would change stays quoted on one."""
    text = str(value)
    if text != " ".join(text.split()) or isinstance(value, Quoted):
        return [f"{head} {word(value)}"]
    margin = " " * (indent + 2)
    return [
        f"{head} >-",
        *textwrap.wrap(
            text,
            WIDTH,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        ),
    ]
