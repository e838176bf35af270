"""Schemas that a page only points at, fetched under the rules of pages: the same hosts, the same limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from callsheet import pipeline
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page

if TYPE_CHECKING:
    from callsheet.fetch import Fetched

MOST: Final = 8
"""Schemas of one page."""
_MARKS: Final = (b"openapi", b"swagger")

Ask = Callable[[str, str], "Fetched"]
"""An address, and the ETag of the copy that is here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """One schema: ``Sibling(url="https://…/ray-2.json", etag='"5f0c"', data=b"{…}")``."""

    url: str
    etag: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Siblings:
    """``found`` by what the page calls each; ``lost`` has a CH106 for each that could not be had."""

    found: Mapping[str, Sibling] = field(default_factory=dict)
    lost: tuple[Diagnostic, ...] = ()


def siblings(page: Page, url: str, known: Mapping[str, Sibling], ask: Ask) -> Siblings:
    """``url`` is the page's own, which relative links start from; ``known`` are the copies here."""
    if not any(mark in page.data for mark in _MARKS):
        return Siblings()
    links = {name: urljoin(url, link) for name, link in pipeline.embedded(page).items()}
    copies = {each.url: each for each in known.values()}
    found: dict[str, Sibling] = {}
    lost: list[Diagnostic] = []
    for link in list(dict.fromkeys(links.values()))[:MOST]:
        try:
            found[link] = _asked(link, copies.get(link), ask)
        except CallsheetError as error:
            lost.append(_lost(page, link, error))
    return Siblings(
        found={name: found[link] for name, link in links.items() if link in found}, lost=tuple(lost)
    )


def _asked(url: str, copy: Sibling | None, ask: Ask) -> Sibling:
    answer = ask(url, copy.etag if copy else "")
    if answer.page is None:
        assert copy is not None  # no other ETag was sent
        return copy
    return Sibling(url=url, etag=answer.etag, data=answer.page.data)


def _lost(page: Page, url: str, error: CallsheetError) -> Diagnostic:
    found = error.diagnostics[0]
    message = f"a schema that the page embeds cannot be had: {url}: {found.code}, {found.message}"
    hint = "name its host among the pages of provider.yaml, or confirm the page without it: --confirm"
    return Diagnostic(code="CH106", severity=Severity.ERROR, where=page.name, message=message, hint=hint)
