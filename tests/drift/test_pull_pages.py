"""Pages that are pulled: fetched once, politely, from their own hosts, and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import KITE_PAGE

from callsheet.fetch import Fetched
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page
from callsheet.pulling import Store, Wanted


class Server:
    """Answers for one page, with an ETag, and counts."""

    def __init__(self, text: str) -> None:
        self.text, self.asked, self.naps = text, [], []

    def __call__(self, url: str, *, hosts: frozenset[str], etag: str = "") -> Fetched:
        self.asked.append((url, sorted(hosts), etag))
        if not self.text:
            gone = Diagnostic(
                code="CF107", severity=Severity.ERROR, where=url, message="the server answered 404"
            )
            raise CallsheetError(gone)
        if etag == f'"{len(self.text)}"':
            return Fetched(url=url, page=None, etag=etag)
        fetched = Page(name=url, data=self.text.encode(), media_type="text/markdown")
        return Fetched(url=url, page=fetched, etag=f'"{len(self.text)}"')


def test_pages_are_fetched_once_politely_and_from_their_hosts(tmp_path: Path) -> None:
    server = Server(KITE_PAGE)
    store = Store(folder=tmp_path / "pages", fetching=server, sleep=server.naps.append)
    wanted = Wanted(provider="acme", key="kite", url="https://docs.acme.example/kite")
    hosts = frozenset({"docs.acme.example"})
    first = store.fetch(wanted, hosts)
    store.keep(first)
    again = store.fetch(wanted, hosts)
    assert [etag for _, _, etag in server.asked] == ["", f'"{len(KITE_PAGE)}"']
    assert again.page is not None
    assert again.page.data == KITE_PAGE.encode()
    assert len(server.naps) == 1
    assert 0 < server.naps[0] <= 1
    server.text = ""
    assert [each.code for each in store.fetch(wanted, hosts).faults] == ["CH105"]
    moved = Wanted(provider="acme", key="kite", url="https://docs.acme.example/other")
    server.text = KITE_PAGE
    assert store.fetch(moved, hosts).before is None


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"url": 1}', '{"url": "x", "data": "%", "siblings": {}}'])
def test_a_broken_cache_is_no_cache(tmp_path: Path, broken: str) -> None:
    server = Server(KITE_PAGE)
    store = Store(folder=tmp_path / "pages", fetching=server, sleep=server.naps.append)
    wanted = Wanted(provider="acme", key="kite", url="https://docs.acme.example/kite")
    (tmp_path / "pages/acme").mkdir(parents=True)
    (tmp_path / "pages/acme/kite.json").write_text(broken)
    assert store.fetch(wanted, frozenset()).before is None
