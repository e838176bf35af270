"""A Markdown page cut at its component tags: Mintlify's ``<ParamField …>``, GitBook's ``{% tab %}``, and tables in HTML.

Inside components authors indent, which plain Markdown would take for code; each piece is therefore dedented.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

_FENCE = re.compile(r"[ \t]*(?:>[ \t]?)*(`{3,}|~{3,})([^`\n]*)$")
_OPENING = re.compile(
    r"<(/?)([A-Z][\w.]*)"
    r"((?:[^<>\"'{}]|\"[^\"]{0,2000}\"|'[^'\n]{0,2000}'|\{[^{}]{0,2000}(?:\{[^{}]{0,500}\}[^{}]{0,2000}){0,20}\})*+)(/?)>"
)
_BLOCK = re.compile(r"\{%[ \t]*(\w[\w-]*)((?:[^%{}]|%(?!\})){0,2000})%\}")
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}))?")
_SPAN = re.compile(r"`+[^`\n]*`+")
_UNFINISHED = re.compile(r"[ \t]*<[A-Z][\w.]*(?:[ \t][^<>]*)?$")
_HTML = re.compile(r"(?im)^[ \t>]*<(table|dl)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of Markdown or HTML, or the start or end of a component."""

    kind: Literal["markdown", "html", "open", "close"]
    text: str = ""
    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    """An open tag that closes itself."""


def pieces(text: str) -> Iterator[Piece]:
    """Cut a page. Tags in fenced code, in code spans and in the middle of a line stay text."""
    buffer: list[str] = []
    opened: list[str] = []
    fence = ""
    for line in _joined(text.split("\n")):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark.group(1).startswith(fence) and not mark.group(2).strip())):
            fence = "" if fence else mark.group(1)
        if fence or mark or ("<" not in line and "{%" not in line):
            buffer.append(line)
            continue
        for piece in _line(line, opened):
            if piece.kind == "markdown":
                buffer.append(piece.text)
                continue
            yield from _flushed(buffer)
            yield piece
    yield from _flushed(buffer)


def _joined(lines: list[str]) -> Iterator[str]:
    """Put an opening tag that runs over several lines on one."""
    held: list[str] = []
    for line in lines:
        if held:
            held.append(line.strip())
            if ">" in line or len(held) > 40:
                yield " ".join(held)
                held = []
        elif _UNFINISHED.match(line):
            held = [line.rstrip()]
        else:
            yield line
    yield from held


def _flushed(buffer: list[str]) -> Iterator[Piece]:
    text = textwrap.dedent("\n".join(buffer))
    buffer.clear()
    if text.strip():
        yield from _split_html(text)


def _split_html(text: str) -> Iterator[Piece]:
    at, lower = 0, text.lower()
    for found in _HTML.finditer(text):
        if found.start() < at:
            continue
        end = lower.find(f"</{found.group(1).lower()}>", found.end())
        if end < 0:
            break
        if text[at : found.start()].strip():
            yield Piece(kind="markdown", text=text[at : found.start()])
        at = end + len(found.group(1)) + 3
        yield Piece(kind="html", text=text[found.start() : at])
    if text[at:].strip():
        yield Piece(kind="markdown", text=text[at:])


def _line(line: str, opened: list[str]) -> Iterator[Piece]:
    """Cut one line at the tags it begins with, and at the ends of what was opened before."""
    spans = {at for found in _SPAN.finditer(line) for at in range(*found.span())} if "`" in line else ()
    tags = sorted((*_OPENING.finditer(line), *_BLOCK.finditer(line)), key=lambda found: found.start())
    at, leads = 0, True
    for found in tags:
        piece = _component(found) if found.re is _OPENING else _gitbook(found)
        before = line[at : found.start()]
        leads = leads and not before.strip("> \t")
        if found.start() in spans:
            continue
        if piece.kind == "close" and piece.name in opened:
            opened.remove(piece.name)
        elif not leads:
            continue
        elif piece.kind == "open" and not piece.closed:
            opened.append(piece.name)
        if before.strip():
            yield Piece(kind="markdown", text=before)
        yield piece
        at = found.end()
    if line[at:].strip() or at == 0:
        yield Piece(kind="markdown", text=line[at:])


def _component(found: re.Match[str]) -> Piece:
    name = found.group(2)
    if found.group(1):
        return Piece(kind="close", name=name)
    return Piece(
        kind="open", name=name, attributes=attributes_of(found.group(3)), closed=bool(found.group(4))
    )


def _gitbook(found: re.Match[str]) -> Piece:
    name = found.group(1)
    if name.startswith("end"):
        return Piece(kind="close", name=name[3:])
    return Piece(kind="open", name=name, attributes=attributes_of(found.group(2)))


def attributes_of(text: str) -> dict[str, str]:
    """``body="seed" default={0} required`` as a mapping; a bare attribute is ``"true"``."""
    made: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        values = [value for value in found.groups()[1:] if value is not None]
        made[found.group(1)] = values[0].strip() if values else "true"
    return made
