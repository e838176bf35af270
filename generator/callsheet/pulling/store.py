"""Pages fetched before, in the ignored cache: they belong to their publishers and never enter a repository."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from callsheet import disk
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.document import Page
from callsheet.pulling.pulled import Got, Wanted, gone
from callsheet.pulling.siblings import Sibling, siblings

if TYPE_CHECKING:
    from callsheet.fetch import Fetched

PAUSE = 1.0
"""Seconds between two requests to one host."""

Fetch = Callable[..., "Fetched"]


def _over_the_network(url: str, **rest: Any) -> Fetched:
    from callsheet.fetch import fetch  # noqa: PLC0415  with the first page that is not at hand

    return fetch(url, **rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """What was kept of a page."""

    page: Page | None = None
    etag: str = ""
    siblings: Mapping[str, Sibling] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Store:
    """``folder`` is ``.callsheet/pages``. ``fetching``, ``sleep`` and ``clock`` are for tests."""

    folder: Path
    fetching: Fetch = _over_the_network
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, wanted: Wanted, hosts: frozenset[str]) -> Got:
        """From its address, with the schemas that it embeds, unless the server says that the copy here is still it."""
        copy = self._copy(wanted)

        def ask(url: str, etag: str) -> Fetched:
            self._wait(url)
            return self.fetching(url, hosts=hosts, etag=etag)

        try:
            found = ask(wanted.url, copy.etag)
        except CallsheetError as error:
            return Got(wanted=wanted, before=copy.page, faults=(gone(wanted, error),))
        page = copy.page if found.page is None else _named(found.page, wanted)
        assert page is not None  # an ETag was sent only where there is a copy
        beside = siblings(replace(page, name=wanted.name), found.url, copy.siblings, ask)
        whole = replace(page, siblings={name: each.data for name, each in beside.found.items()})
        return Got(
            wanted=wanted,
            page=whole,
            etag=found.etag,
            siblings=beside.found,
            before=copy.page,
            lost=beside.lost,
        )

    def take(self, wanted: Wanted, page: Page) -> Got:
        """From a file that somebody has at hand."""
        return Got(wanted=wanted, page=_named(page, wanted), before=self._copy(wanted).page)

    def keep(self, got: Got) -> None:
        """One file a page, replaced as a whole."""
        page = got.page
        if page is None:
            return
        beside = {name: Sibling(url="", etag="", data=data) for name, data in page.siblings.items()}
        kept = {
            "url": got.wanted.url,
            "etag": got.etag,
            "media_type": page.media_type,
            "data": base64.b64encode(page.data).decode(),
            "siblings": {name: _packed(each) for name, each in sorted({**beside, **got.siblings}.items())},
        }
        path, text = self._path(got.wanted), json.dumps(kept)
        if not path.is_file() or disk.read_bytes(path) != text.encode():
            disk.write_text(path, text)

    def _copy(self, wanted: Wanted) -> _Copy:
        """Empty where nothing was kept, or nothing that can be read, or a page of another address."""
        path = self._path(wanted)
        if not path.is_file():
            return _Copy()
        try:
            kept: dict[str, Any] = json.loads(disk.read_bytes(path))
            data = base64.b64decode(kept["data"], validate=True)
            beside = {name: _unpacked(each) for name, each in kept["siblings"].items()}
            content = {name: each.data for name, each in beside.items()}
            page = Page(name=wanted.name, data=data, media_type=str(kept["media_type"]), siblings=content)
            copy = _Copy(page=page, etag=str(kept["etag"]), siblings=beside)
        except (CallsheetError, ValueError, KeyError, TypeError, AttributeError):
            return _Copy()
        return copy if kept["url"] == wanted.url else _Copy()

    def _path(self, wanted: Wanted) -> Path:
        return self.folder / wanted.provider / f"{wanted.key}.json"

    def _wait(self, url: str) -> None:
        host = urlsplit(url).netloc
        since = self.clock() - self._asked.get(host, float("-inf"))
        if since < PAUSE:
            self.sleep(PAUSE - since)
        self._asked[host] = self.clock()


def _packed(sibling: Sibling) -> dict[str, str]:
    return {"url": sibling.url, "etag": sibling.etag, "data": base64.b64encode(sibling.data).decode()}


def _unpacked(kept: Mapping[str, Any]) -> Sibling:
    data = base64.b64decode(kept["data"], validate=True)
    return Sibling(url=str(kept["url"]), etag=str(kept["etag"]), data=data)


def _named(page: Page, wanted: Wanted) -> Page:
    """By its key, so that two versions of it go by one name."""
    suffix = Path(page.name).suffix if "://" not in page.name else Path(urlsplit(page.name).path).suffix
    return replace(page, name=f"{wanted.name}{suffix}")
