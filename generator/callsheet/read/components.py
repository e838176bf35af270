"""What each component tag means for the document. A tag without a row here is transparent: its content counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from callsheet.layers.document import Page, Text
from callsheet.read import html, limits
from callsheet.read.builder import ASIDE, Builder
from callsheet.read.markdown import MarkdownReader
from callsheet.read.operations import add_operation
from callsheet.read.pieces import Piece, pieces
from callsheet.read.refusals import refusal

FIELDS = {
    "ParamField": "",
    "Param": "",
    "ApiParam": "",
    "Parameter": "",
    "PropertyField": "",
    "Property": "",
    "ResponseField": "response",
}
"""Tags that are one parameter, with where it goes if the tag says so."""
NAMES = ("body", "query", "path", "header", "cookie", "form", "name", "field", "param", "response")
"""Attributes that hold a parameter's name; all but the last four also say where it goes."""
NOTES = frozenset(
    [
        "Note",
        "Tip",
        "Warning",
        "Info",
        "Check",
        "Callout",
        "Danger",
        "Caution",
        "Important",
        "Aside",
        "Admonition",
        "hint",
    ]
)
TITLED = frozenset(["Tab", "Accordion", "Step", "TabItem", "tab", "step"])
SECTIONS = {"RequestExample": "Request example", "ResponseExample": "Response example"}
DROPPED = frozenset(["Card", "CardGroup", "Frame", "Columns", "content-ref", "embed"])
"""Links to other pages, and pictures."""
OPERATIONS = frozenset(("openapi-operation", "openapi", "swagger"))


@dataclass(slots=True)
class _Open:
    """A parameter tag whose end has not come yet."""

    name: str
    attributes: dict[str, str]
    said: list[str] = field(default_factory=list)
    inner: list[tuple[str, dict[str, str], str]] = field(default_factory=list)


class ComponentReader:
    """Reads a Markdown page with component tags into a builder."""

    def __init__(self, builder: Builder, page: Page) -> None:
        self._builder = builder
        self._page = page
        self._markdown = MarkdownReader(builder)
        self._fields: list[_Open] = []
        self._within: list[str] = []

    def read(self, text: str) -> None:
        for piece in pieces(text):
            if piece.kind == "open":
                self._open(piece)
            elif piece.kind == "close":
                self._close(piece)
            elif not any(name in DROPPED for name in self._within):
                self._content(piece)
        while self._fields:
            self._end_field()

    def _open(self, piece: Piece) -> None:
        name = piece.name
        if name in FIELDS and any(key in piece.attributes for key in NAMES):
            if len(self._fields) >= limits.FIELDS:
                raise refusal(
                    self._page.name, "CR107", f"more than {limits.FIELDS} parameters within parameters"
                )
            self._fields.append(self._opened(piece))
            if piece.closed:
                self._end_field()
            return
        if name in OPERATIONS:
            add_operation(self._builder, self._page, piece.attributes)
        title = SECTIONS.get(name) or (piece.attributes.get("title", "") if name in TITLED else "")
        if title and not self._fields:
            self._builder.heading(ASIDE, self._markdown.plain(title))
        if not piece.closed and name not in OPERATIONS:
            self._within.append(name)

    def _opened(self, piece: Piece) -> _Open:
        key = next(key for key in NAMES if key in piece.attributes)
        attributes = {k: v for k, v in piece.attributes.items() if k != key}
        attributes["in"] = FIELDS[piece.name] or (key if key in NAMES[:6] else attributes.get("in", ""))
        if self._fields:
            attributes["parent"] = self._fields[-1].name
        name = piece.attributes[key]
        if self._fields and "." not in name:
            attributes["nested"] = "true"
        return _Open(name=name, attributes=attributes)

    def _close(self, piece: Piece) -> None:
        if piece.name in FIELDS and self._fields:
            self._end_field()
            return
        if piece.name in self._within:
            while self._within and self._within.pop() != piece.name:
                pass
            if piece.name in TITLED or piece.name in SECTIONS:
                self._builder.heading(ASIDE, "")

    def _end_field(self) -> None:
        done = self._fields.pop()
        made = [(done.name, done.attributes, "\n".join(done.said)), *done.inner]
        if self._fields:
            self._fields[-1].inner.extend(made)
            return
        for name, attributes, text in made:
            self._builder.field(name, attributes, text)

    def _content(self, piece: Piece) -> None:
        note = any(name in NOTES for name in self._within)
        if self._fields:
            self._fields[-1].said.extend(self._words(piece))
        elif piece.kind == "html":
            html.read_fragment(self._builder, piece.text)
        else:
            self._markdown.read(piece.text, note=note)

    def _words(self, piece: Piece) -> Sequence[str]:
        """The lines of a parameter's description, list items with a dash."""
        inner = Builder(self._page.name)
        if piece.kind == "html":
            html.read_fragment(inner, piece.text)
        else:
            MarkdownReader(inner).read(piece.text)
        return [
            f"- {block.text}" if block.kind == "item" else block.text
            for block in inner.blocks
            if isinstance(block, Text)
        ]
