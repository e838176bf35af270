"""What follows from the releases: ``pyproject.toml`` with the newest version, and ``CHANGELOG.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from callsheet.emit.encode.markdown_text import Markdown, code, text
from callsheet.emit.encode.toml_text import Toml, toml_string
from callsheet.emit.template import render
from callsheet.layers.change import Entry, Release
from callsheet.layers.file import File
from callsheet.layers.place import Place

FIRST = "0.1.0"
"""Before any release."""
TITLES = {
    "breaking": "Breaking",
    "price": "Prices",
    "unclear": "To be read",
    "additive": "Added",
    "cosmetic": "Words and places",
}


def released(releases: Sequence[Release]) -> Iterable[File]:
    """``releases`` newest first; without any there is no changelog."""
    version = releases[0].version if releases else FIRST
    yield File(
        path="pyproject.toml", text=render("package", "pyproject.toml", Toml, version=toml_string(version))
    )
    if releases:
        lines = [line for each in releases for line in _release(each)]
        yield File(path="CHANGELOG.md", text=render("package", "CHANGELOG.md", Markdown, lines=lines))


def _release(release: Release) -> Iterator[Markdown]:
    yield Markdown(f"## {text(release.version)} ({release.date.isoformat()})")
    for effect, title in TITLES.items():
        entries = [each for each in release.entries if each.effect == effect]
        if entries:
            yield from (Markdown(""), Markdown(f"### {title}"), Markdown(""), *map(_entry, entries))
    yield Markdown("")


def _entry(entry: Entry) -> Markdown:
    place = Place.parse(entry.at).path
    at = f" ({text(place)})" if place else ""
    return Markdown(f"- {code(entry.subject)}: {text(entry.message)}{at}")
