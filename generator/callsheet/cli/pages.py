"""Where pages come from: files, folders, https addresses, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from callsheet import disk
from callsheet.layers.document import Page

ENDINGS = frozenset({".md", ".mdx", ".txt", ".html", ".htm", ".json", ".yaml", ".yml"})
SCHEMAS = frozenset({".json", ".yaml", ".yml"})


def sources(named: Iterable[str]) -> Iterator[str]:
    """Each page once, a folder as all pages below it in order of path."""
    for name in named:
        folder = Path(name)
        if name != "-" and not is_address(name) and folder.is_dir():
            yield from sorted(str(path) for path in folder.rglob("*") if path.suffix in ENDINGS)
        else:
            yield name


def is_address(name: str) -> bool:
    """Whether a name is to be fetched."""
    return name.startswith(("https://", "http://"))


def open_page(source: str) -> Page:
    """Read or fetch one page. A page that somebody names himself may be fetched from wherever it stands."""
    if source == "-":
        return Page(name="standard input", data=sys.stdin.buffer.read(disk.LARGEST + 1))
    if is_address(source):
        return _fetched(source)
    path = Path(source)
    data = disk.read_bytes(path)
    return Page(name=path.name, data=data, siblings=_beside(path, data))


def _fetched(url: str) -> Page:
    """With the schemas that it embeds, as far as they stand on the same host."""
    import httpx  # noqa: PLC0415  with the first page that is fetched

    from callsheet import fetch  # noqa: PLC0415
    from callsheet.pulling.siblings import siblings  # noqa: PLC0415

    hosts = frozenset({httpx.URL(url).host})
    found = fetch.fetch(url, hosts=hosts)
    assert found.page is not None  # no ETag was sent
    beside = siblings(found.page, found.url, {}, lambda link, _: fetch.fetch(link, hosts=hosts))
    return replace(found.page, siblings={name: each.data for name, each in beside.found.items()})


def _beside(path: Path, data: bytes) -> dict[str, bytes]:
    """Schemas in the same folder that the page speaks of by name."""
    if b"openapi" not in data:
        return {}
    near = (
        each for each in path.parent.iterdir() if each.suffix in SCHEMAS and each.is_file() and each != path
    )
    words = data.decode("utf-8", "replace").lower().replace(".", "-")
    return {each.name: disk.read_bytes(each) for each in near if each.stem.lower().replace(".", "-") in words}
