"""``docs/<provider>.md``: parameters, rules with their places, and prices, in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.docs.model import ModelPage
from callsheet.emit.encode.markdown_text import Markdown, text
from callsheet.emit.template import render
from callsheet.layers.file import File
from callsheet.layers.model import Provider


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for provider in providers:
        pages = [ModelPage.of(model) for model in provider.models]
        page = render("docs", "provider.md", Markdown, title=text(provider.title), models=pages)
        yield File(path=f"docs/{provider.id}.md", text=page)
