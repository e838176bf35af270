"""Pages fetched before, in the ignored cache: they belong to their publishers and never enter a repository."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from callsheet import disk
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.document import Page
from callsheet.pulling.pulled import Got, Wanted, gone

if TYPE_CHECKING:
    from callsheet.fetch import Fetched

PAUSE = 1.0
"""Seconds between two requests to one host."""

Fetch = Callable[..., "Fetched"]


def _over_the_network(url: str, **rest: Any) -> Fetched:
    from callsheet.fetch import fetch  # noqa: PLC0415  with the first page that is not at hand

    return fetch(url, **rest)


@dataclass(slots=True, kw_only=True)
class Store:
    """``folder`` is ``.callsheet/pages``. ``fetching`` and ``sleep`` are for tests."""

    folder: Path
    fetching: Fetch = _over_the_network
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, wanted: Wanted, hosts: frozenset[str]) -> Got:
        """From its address, unless the server says that the copy here is still it."""
        before, etag = self._known(wanted)
        self._wait(wanted.url)
        try:
            found = self.fetching(wanted.url, hosts=hosts, etag=etag if before else "")
        except CallsheetError as error:
            return Got(wanted=wanted, before=before, faults=(gone(wanted, error),))
        page = before if found.page is None else _named(found.page, wanted)
        return Got(wanted=wanted, page=page, etag=found.etag, before=before)

    def take(self, wanted: Wanted, page: Page) -> Got:
        """From a file that somebody has at hand."""
        before, _ = self._known(wanted)
        return Got(wanted=wanted, page=_named(page, wanted), before=before)

    def keep(self, got: Got) -> None:
        """One file a page, replaced as a whole."""
        page = got.page
        if page is None:
            return
        kept = {
            "url": got.wanted.url,
            "etag": got.etag,
            "media_type": page.media_type,
            "data": base64.b64encode(page.data).decode(),
            "siblings": {
                name: base64.b64encode(data).decode() for name, data in sorted(page.siblings.items())
            },
        }
        path, text = self._path(got.wanted), json.dumps(kept)
        if not path.is_file() or disk.read_bytes(path) != text.encode():
            disk.write_text(path, text)

    def _known(self, wanted: Wanted) -> tuple[Page | None, str]:
        """None where nothing was kept, or nothing that can be read, or a page of another address."""
        path = self._path(wanted)
        if not path.is_file():
            return None, ""
        try:
            kept: dict[str, Any] = json.loads(disk.read_bytes(path))
            data = base64.b64decode(kept["data"], validate=True)
            siblings = {name: base64.b64decode(each) for name, each in kept["siblings"].items()}
            page = Page(name=wanted.name, data=data, media_type=kept["media_type"], siblings=siblings)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None, ""
        return (page, kept["etag"]) if kept["url"] == wanted.url else (None, "")

    def _path(self, wanted: Wanted) -> Path:
        return self.folder / wanted.provider / f"{wanted.key}.json"

    def _wait(self, url: str) -> None:
        host = urlsplit(url).netloc
        since = time.monotonic() - self._asked.get(host, float("-inf"))
        if since < PAUSE:
            self.sleep(PAUSE - since)
        self._asked[host] = time.monotonic()


def _named(page: Page, wanted: Wanted) -> Page:
    """By its key, so that two versions of it go by one name."""
    suffix = Path(page.name).suffix if "://" not in page.name else Path(urlsplit(page.name).path).suffix
    return Page(
        name=f"{wanted.name}{suffix}", data=page.data, media_type=page.media_type, siblings=page.siblings
    )
