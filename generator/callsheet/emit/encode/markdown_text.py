"""Markdown: text of a spec reads as itself, and never as mark-up, HTML or a template."""

from __future__ import annotations

import re
from collections.abc import Iterable

from callsheet.emit.encode.python_text import one_line


class Markdown(str):
    """Markdown that is safe to print."""

    __slots__ = ()


def text(value: str) -> Markdown:
    """Prose on one line; marks become entities, so it also stays one cell of a table."""
    return Markdown(
        re.sub(r"[^\w .,:;/()=%$'\"?@+-]|_(?=\W|$)|(?<!\w)_|www\.|(?<=\w):(?=//)", _entities, one_line(value))
    )


def code(value: str) -> Markdown:
    """A code span where the value can be one, else prose."""
    plain = one_line(value)
    if plain and re.fullmatch(r"[\w .,:;/()=%$'?@+\[\]#-]+", plain):
        return Markdown(f"`{plain}`")
    return text(value) if plain else Markdown("(empty)")


def cell(parts: Iterable[Markdown], separator: str = ", ") -> Markdown:
    return Markdown(separator.join(parts))


def link(label: str, url: str) -> Markdown:
    """A link, if the address is a plain web address; else its label alone."""
    if re.fullmatch(r"https://[\w./~%-]+(#[\w.-]+)?", url):
        return Markdown(f"[{text(label)}]({url})")
    return text(label)


def _entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])
