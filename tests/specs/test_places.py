"""Each place in a spec is on the page, and the text there is still the text that was read.

The pages are other people's work and not part of this repository; without them there is nothing to compare.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import pytest
from golden_cases import ROOT, SHARED

from callsheet.extract import extract
from callsheet.layers.document import Data, Document, Page, Table
from callsheet.layers.place import Place, digest_of
from callsheet.read import read

SCENARIO_OLD = "seeds/scenario-luma-labs.txt"
SCENARIO_NEW = "dev/scenario__video-luma-labs-2026-06-15.md"
PAGES = {
    "aimlapi/get-v2-video-generations": "seeds/aimlapi-luma-ray-2.txt",
    "aimlapi/luma-ray-2": "seeds/aimlapi-luma-ray-2.txt",
    "aimlapi/luma-ray-3-2": "dev/aimlapi__schema-ray-3.2.openapi.json",
    "apiframe/luma-ray-flash-2": "seeds/apiframe-luma-ray-flash-2.txt",
    "gmicloud/luma-ray-3-2-generate": "seeds/gmicloud-luma-ray-3-2-generate.txt",
    "oxen/luma-ray-v3-2-image-to-video": "dev/oxen__luma-ray-v3-2-image-to-video.md",
    "oxen/luma-ray-v3-2-reframe": "dev/oxen__luma-ray-v3-2-reframe.md",
    "oxen/luma-ray-v3-2-text-to-video": "dev/oxen__luma-ray-v3-2-text-to-video.md",
    "oxen/luma-ray-v3-2-video-to-video": "seeds/oxen-luma-ray-v3-2-video-to-video.txt",
    "scenario/model_luma-modify-video": SCENARIO_OLD,
    "scenario/model_luma-ray-3-2": SCENARIO_NEW,
    "scenario/model_luma-ray-3-2-edit": SCENARIO_NEW,
    "scenario/model_luma-ray-3-2-reframe": SCENARIO_NEW,
    "scenario/model_luma-ray-flash-2-540p": SCENARIO_OLD,
    "scenario/model_luma-ray-flash-2-720p": SCENARIO_OLD,
    "scenario/model_luma-reframe-video": SCENARIO_OLD,
}
"""Which stored page each spec was written from; the other specs' pages are not at hand."""

OTHERS = {"ray-2-schema": "dev/aimlapi__schema-ray-2.openapi.json"}
"""Further pages that specs point at, by the key in front of the place."""

WITHOUT = {
    "aimlapi/luma-ray-flash-2",
    "apiframe/luma-ray-2",
    "gmicloud/luma-ray-3-2-edit",
    "gmicloud/luma-ray-3-2-reframe",
    "gmicloud/luma-ray2",
}


def test_every_spec_is_listed() -> None:
    specs = {f"{path.parent.name}/{path.stem}" for path in ROOT.glob("specs/*/*.yaml")}
    assert {name for name in specs if not name.endswith("/provider")} == PAGES.keys() | WITHOUT


@pytest.mark.skipif(not SHARED.is_dir(), reason="the stored pages are not here")
@pytest.mark.parametrize("name", sorted(PAGES))
def test_places_are_on_their_page(name: str) -> None:
    stated = _stated(name)
    assert any(not page for page, _ in stated)
    stored = {"": PAGES[name], **OTHERS}
    on_page = {page: _places(stored[page]) for page in {page for page, _ in stated} & stored.keys()}
    lost = [f"{page} {place}" for page, place in stated if page in on_page and place not in on_page[page]]
    assert lost == []


def _stated(name: str) -> list[tuple[str, Place]]:
    """Each place with the key of its page, empty for the model's own."""
    text = (ROOT / "specs" / f"{name}.yaml").read_text(encoding="utf-8")
    found = re.findall(r'at: "(?:([a-z0-9.-]+): )?([^"]+)"', text)
    return [(page, Place.parse(place)) for page, place in found]


@functools.cache
def _places(file: str) -> frozenset[Place]:
    path = SHARED / "pages" / file
    document = read(Page(name=path.name, data=path.read_bytes()))
    return frozenset((*_blocks(document), *_facts(document)))


def _blocks(document: Document) -> Iterator[Place]:
    for key, value in document.front.items():
        yield Place(path=f"front matter/{key}", digest=digest_of(str(value)))
    for block in document.blocks:
        yield block.at
        if isinstance(block, Table):
            yield from (row.at for row in block.rows)


def _facts(document: Document) -> Iterator[Place]:
    """A schema is one block; what it says of each member has a place of its own."""
    if not any(isinstance(block, Data) for block in document.blocks):
        return
    for model in extract(document).models:
        yield from (each.at for each in (*model.parameters, *model.rules))
