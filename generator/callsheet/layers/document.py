"""A page as a sequence of blocks, the same whatever it was written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from callsheet.layers.facts import Json
from callsheet.layers.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was fetched or opened: ``Page(name="gmicloud/luma-ray-3-2-generate.md", data=b"# Luma…")``."""

    name: str
    data: bytes
    media_type: str = ""
    """As the server says, with its charset; empty when unknown."""
    siblings: Mapping[str, bytes] = field(default_factory=dict)
    """Files that the page embeds by a relative link (GitBook's OpenAPI schema), by that link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``## Constraints``: level 2."""

    level: int
    text: str
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Prose: a paragraph, a list item, a note. Code spans keep their backticks, other marks are gone."""

    text: str
    at: Place
    kind: Literal["paragraph", "item", "note"] = "paragraph"
    depth: int = 0
    """Nesting of a list item, 0 at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells as text, in the order of the header; ``<br>`` is a newline, code spans keep their backticks."""

    cells: tuple[str, ...]
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header and rows, each row as wide as the header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A fenced or indented block, untouched."""

    language: str
    text: str
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """A machine-readable block: an OpenAPI description or a JSON Schema, in the page or as the page."""

    kind: Literal["openapi", "json-schema"]
    value: Json
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter marked up as such: ``<ParamField body="seed" type="integer" default="0">…</ParamField>``.

    ``attributes`` holds what the mark-up says (name, type, required, default, in …); ``text`` is its prose.
    """

    name: str
    attributes: Mapping[str, str]
    text: str
    at: Place


Block: TypeAlias = Heading | Text | Table | Code | Data | Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The blocks of a page in reading order. ``notes`` says what the reader could not keep."""

    page: str
    sha256: str
    blocks: tuple[Block, ...]
    front: Mapping[str, Json] = field(default_factory=dict)
    """Front matter, if any."""
    notes: tuple[str, ...] = ()
