"""What is dumped loads as what it was; what people wrote in the house layout comes out as they wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import models

from callsheet.draft import dump, load
from callsheet.draft.layout import WIDTH
from callsheet.layers.spec import ModelSpec

SPECS = sorted(p for p in Path(__file__).parents[2].glob("specs/*/*.yaml") if p.name != "provider.yaml")

HOUSE = """\
model: luma-ray-3-2-generate
title: Luma Ray 3.2 Generate
page: luma-ray-3-2-generate
summary: Text to video.
capabilities: [txt2video, extend]

parameters:
  prompt: {type: string, required: true, length: [1, 6000], at: "Request Parameters/prompt#2495030432f0"}
  keyframes[].index: {type: integer, required: true, range: [0, null]}
  aspect_ratio:
    type: string
    enum: ["9:16", "3:4", "1:1", "4:3", "16:9", "21:9"]
    default: "16:9"
    summary: Width to height of the video, which is what this line is long enough for.
    basis: elsewhere
    page_says: {enum: null}
    because: >-
      The values are in the schema that the page renders, and this sentence is so long that it has to go on in a
      second line.

rules:
  - id: hdr-not-540p
    forbid: {aspect_ratio: "1:1", prompt: {sent: true}}
    at: "Constraints/2#1eaaa1f1d622"
  - id: once
    at_most_one: [prompt, aspect_ratio]
    basis: inferred
    because: Upstream takes one.

needs:
  - {id: hdr-access, when: {prompt: "x"}, summary: The account needs access.}

prices:
  - since: 2026-06-17
    unit: USD
    per: 5s block
    at: "Pricing/1#67e7d4834765"
    rows:
      - {when: {aspect_ratio: "1:1"}, amount: "0.15"}
      - {amount: "2.10"}
    quantities:
      - {when: {aspect_ratio: "1:1"}, count: 2}
  - {since: 2026-07-01, unknown: The page was taken down.}

waivers:
  - {at: "Status/1#1eaaa1f1d622", because: Speaks of waiting times.}

open:
  - Whether anybody knows.
"""


def test_house_layout_is_kept_to_the_byte() -> None:
    assert dump(load(HOUSE, "f")) == HOUSE


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_shipped_specs_come_back(path: Path) -> None:
    spec = load(path.read_bytes(), str(path))
    text = dump(spec)
    assert load(text, str(path)) == spec
    assert dump(load(text, str(path))) == text
    assert max(map(len, text.split("\n"))) <= WIDTH


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(models())
def test_any_spec_comes_back(spec: ModelSpec) -> None:
    text = dump(spec)
    assert load(text, "f") == spec
    assert dump(load(text, "f")) == text
