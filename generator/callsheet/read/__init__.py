"""Page → Document: the same blocks, whatever a page was written in.

``READERS`` picks by content, in this order; the last takes everything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from callsheet.layers.document import Document, Page
from callsheet.layers.facts import Json
from callsheet.read import html, schema
from callsheet.read.builder import Builder
from callsheet.read.components import ComponentReader
from callsheet.read.decode import text_of
from callsheet.read.embedded import embedded
from callsheet.read.flattened import repaired
from callsheet.read.front import split_front
from callsheet.read.operations import front_operation
from callsheet.read.soundness import refuse_long_tables, refuse_unsound

__all__ = ["READERS", "embedded", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One format: whether a text is in it, and how it is read."""

    name: str
    takes: Callable[[str], bool]
    read: Callable[[Builder, Page, str], dict[str, Json]]
    """Adds the blocks; returns the front matter."""


def _schema(builder: Builder, _page: Page, text: str) -> dict[str, Json]:
    schema.read_page(builder, text)
    return {}


def _html(builder: Builder, _page: Page, text: str) -> dict[str, Json]:
    html.read_page(builder, text)
    return {}


def _markdown(builder: Builder, page: Page, text: str) -> dict[str, Json]:
    front, body = split_front(text)
    front_operation(builder, page, front.get("openapi") or front.get("api"))
    text = repaired(body)
    refuse_long_tables(page.name, text)
    ComponentReader(builder, page).read(text)
    return front


def _is_html(text: str) -> bool:
    return bool(
        re.match(
            r"\s*(?:<\?xml[^<>]{0,100}>\s*)?(?:<!--[^<>]{0,500}-->\s*)?<(?:!doctype html|html|head|body)\b",
            text,
            re.IGNORECASE,
        )
    )


READERS = (
    Reader(name="schema", takes=schema.looks_like_schema, read=_schema),
    Reader(name="html", takes=_is_html, read=_html),
    Reader(name="markdown", takes=lambda _text: True, read=_markdown),
)


def read(page: Page) -> Document:
    """The blocks of a page in reading order.

    Raises CallsheetError with one diagnostic CR101–CR110 for what is no whole, sound documentation page.
    """
    text, notes = text_of(page)
    builder = Builder(page.name)
    builder.notes.extend(notes)
    reader = next(reader for reader in READERS if reader.takes(text))
    front = reader.read(builder, page, text)
    refuse_unsound(page.name, text, builder.blocks)
    return Document(
        page=page.name,
        sha256=hashlib.sha256(page.data).hexdigest(),
        blocks=tuple(builder.blocks),
        front=front,
        notes=tuple(dict.fromkeys(builder.notes)),
    )
