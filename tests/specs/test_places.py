"""Each place in a spec is on the page, and the text there is still the text that was read.

The pages are other people's work and not part of this repository; without them there is nothing to compare.
"""

from __future__ import annotations

import re

import pytest
from golden_cases import ROOT, SHARED

from callsheet.layers.document import Document, Page, Table
from callsheet.layers.place import Place
from callsheet.read import read

SCENARIO_OLD = "seeds/scenario-luma-labs.txt"
SCENARIO_NEW = "dev/scenario__video-luma-labs-2026-06-15.md"
PAGES = {
    "aimlapi/get-v2-video-generations": "seeds/aimlapi-luma-ray-2.txt",
    "aimlapi/luma-ray-2": "seeds/aimlapi-luma-ray-2.txt",
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

WITHOUT = {
    "aimlapi/luma-ray-3-2",
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
    path = SHARED / "pages" / PAGES[name]
    on_page = _places(read(Page(name=path.name, data=path.read_bytes())))
    stated = [place for place in _stated(name) if not _is_elsewhere(place)]
    assert stated
    assert [str(place) for place in stated if place not in on_page] == []


def _stated(name: str) -> list[Place]:
    text = (ROOT / "specs" / f"{name}.yaml").read_text(encoding="utf-8")
    return [Place.parse(found) for found in re.findall(r'at: "([^"]+)"', text)]


def _is_elsewhere(place: Place) -> bool:
    """Whether the place is on another page, whose key comes first."""
    return re.match(r"[a-z0-9.-]+: ", place.path) is not None


def _places(document: Document) -> set[Place]:
    places = {block.at for block in document.blocks}
    for block in document.blocks:
        if isinstance(block, Table):
            places |= {row.at for row in block.rows}
    return places
