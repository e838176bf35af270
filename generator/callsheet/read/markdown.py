"""Markdown to blocks, through markdown-it-py; with tables, HTML inside, and the component tags of Mintlify and GitBook."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from callsheet.read import html, schema
from callsheet.read.builder import ASIDE, Builder
from callsheet.read.inline import is_strong, plain
from callsheet.read.rows import cells_of

_ANCHOR = re.compile(r"\[\u200b?\]\([^()\s]*\)")
"""The empty link that site generators put beside a heading."""
_LABEL = re.compile(r"[^.!?。！？]{1,80}[.:：]?")


def parser() -> MarkdownIt:
    """CommonMark with tables; inline marks are read by us, block by block, so that a hostile paragraph costs little."""
    made = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")
    made.core.ruler.enableOnly(["normalize", "block"])
    return made


class MarkdownReader:
    """Feeds stretches of Markdown into one builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._blocks = parser()
        self._inline = MarkdownIt("commonmark")
        self._lists = 0
        self._quotes = 0
        self._fresh = False
        self._level = 0
        self._hollow = 0
        """Level of a heading without words: scraped pages put them into the paragraph below."""

    def plain(self, text: str) -> str:
        return plain(self._inline, _ANCHOR.sub("", text))

    def read(self, text: str, *, note: bool = False) -> None:
        """Add the blocks of one stretch; ``note`` marks its paragraphs as standing in a call-out."""
        lines = text.split("\n")
        skip = ""
        for token in self._blocks.parse(text):
            if skip:
                skip = "" if token.type == skip else skip
            elif token.type == "table_open":
                self._table(token, lines)
                skip = "table_close"
            elif token.type == "heading_open":
                self._level = int(token.tag[1])
            else:
                self._block(token, note=note)

    def _block(self, token: Token, *, note: bool) -> None:
        if token.type in ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"):
            self._lists += token.nesting
        elif token.type in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif token.type == "list_item_open":
            self._fresh = True
        elif token.type in ("fence", "code_block"):
            if not schema.embedded(self._builder, token.content):
                self._builder.code(token.info.strip().split(" ")[0], token.content)
        elif token.type == "html_block":
            html.read_fragment(self._builder, token.content)
        elif token.type == "inline":
            self._words(token.content, note=note or self._quotes > 0)

    def _words(self, content: str, *, note: bool) -> None:
        words = self.plain(content)
        hollow, self._hollow = self._hollow, 0
        if self._level:
            self._builder.heading(self._level, words)
            self._level, self._hollow = 0, 0 if words else self._level
        elif hollow and not self._lists and "\n" not in words and _LABEL.fullmatch(words):
            self._builder.heading(hollow, words.rstrip(":："))
        elif self._lists:
            if self._fresh or not self._builder.extend(words, self._lists - 1):
                self._builder.text(words, "item", self._lists - 1)
            self._fresh = False
        elif not note and is_strong(self._inline, content) and _LABEL.fullmatch(words):
            self._builder.heading(ASIDE, words.rstrip(":："))
        else:
            self._builder.text(words, "note" if note else "paragraph")

    def _table(self, token: Token, lines: Sequence[str]) -> None:
        start, end = token.map or (0, 0)
        header = cells_of(lines[start])
        rows = [cells_of(line, len(header)) for line in lines[start + 2 : end] if line.strip("> \t")]
        self._builder.table([*map(self.plain, header)], [[*map(self.plain, row)] for row in rows])
