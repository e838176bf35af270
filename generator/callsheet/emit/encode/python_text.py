"""Python source: the only ways by which a value, a name or a sentence gets into generated code.

Everything comes out as ``Code``, in ASCII. Templates and ``code`` take nothing else, so a text of a spec that was
not encoded cannot be printed at all.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from decimal import Decimal

from callsheet.emit.encode.json_text import number


class Code(str):
    """Python source that is safe to print where its encoder says."""

    __slots__ = ()


def code(form: str, *parts: Code) -> Code:
    """Our own source with encoded parts in the place of each ``{}``."""
    for part in parts:
        if not isinstance(part, Code):
            raise TypeError(f"{part!r} was not encoded")
    return Code(form.format(*parts))


def join(separator: str, parts: Iterable[Code]) -> Code:
    listed = list(parts)
    return code(separator.join(["{}"] * len(listed)), *listed)


def literal(value: object) -> Code:
    """A literal that evaluates to the value: scalars, JSON, tuples; decimals as JSON numbers."""
    if value is None or isinstance(value, bool | int | float):
        return Code(repr(value))
    if isinstance(value, Decimal):
        return Code(repr(number(value)))
    if isinstance(value, str):
        return Code(f'"{_escaped(value)}"')
    if isinstance(value, tuple):
        items = join(", ", map(literal, value))
        return code("({},)" if len(value) == 1 else "({})", items)
    if isinstance(value, list):
        return code("[{}]", join(", ", map(literal, value)))
    if isinstance(value, dict):
        return code("{{{}}}", join(", ", (code("{}: {}", literal(k), literal(v)) for k, v in value.items())))
    raise TypeError(f"{type(value).__name__} has no literal")


def identifier(name: str) -> Code:
    """A name that is one already: ASCII letters, digits and underscores, no keyword."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) or keyword.iskeyword(name):
        raise ValueError(f"{name!r} is no identifier")
    return Code(name)


def docstring(text: str) -> Code:
    """A one-line docstring; what tools look for in it (prompts, directives) is broken up."""
    return Code(f'"""{_escaped(one_line(text))}"""')


def prose(text: str) -> Code:
    """One line inside a docstring of several."""
    return Code(_escaped(one_line(text)))


def comment(text: str) -> Code:
    """Words of a comment: of a name or path only what neither ends a line nor is read by a tool."""
    return Code(re.sub(r"[^A-Za-z0-9._/ -]", "_", text))


def one_line(text: str) -> str:
    """Prose on one line: blanks and controls folded, no doctest prompt, no direction marks."""
    folded = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(folded.split()).replace(">>>", "> > >")


_DIGEST = re.compile(r"#[0-9a-f]{12}\Z")


def _escaped(text: str) -> str:
    digest = _DIGEST.search(text)
    kept = digest.start() if digest else -1
    return "".join(c if i == kept else _character(c) for i, c in enumerate(text))


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if " " <= character <= "~":
        return character
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "#": "\\x23"}
"""``#`` too, save before a digest: to tools that read lines it begins a comment, wherever it stands."""
