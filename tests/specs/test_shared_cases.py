"""Requests that others wrote by hand for the first five pages get their verdict, and the limit or rule meant is named.

They are not part of this repository; without them there is nothing to judge.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from golden_cases import SHARED

from callsheet.emit.schemas.request import request_schema
from callsheet.layers.model import Model
from callsheet.live import Package

CASES = SHARED / "pages" / "cases"
FILES = {
    "aimlapi-luma-ray-2": "aimlapi",
    "apiframe-luma-ray-flash-2": "apiframe",
    "gmicloud-luma-ray-3-2-generate": "gmicloud",
    "oxen-luma-ray-v3-2-video-to-video": "oxen",
    "scenario-luma-labs": "scenario",
}
NESTED = {"start_image", "end_image", "loop", "concepts", "duration", "aspect_ratio"}
"""What stands below lumaParams at Apiframe."""

RULES = {
    "10s not with an end frame": {"end-frame-url-not-10s"},
    "10s not with hdr": {"hdr-not-10s"},
    "edit_strength and auto_controls together": {"auto-controls-not-edit-strength"},
    "endImage needs a first frame image": {"end-image-needs-image"},
    "exr_export needs hdr = true": {"exr-requires-hdr"},
    "exr_export refused on a backward extend": {"exr-not-backward-extend", "hdr-not-backward-extend"},
    "hdr needs 720p or 1080p": {"hdr-needs-720p"},
    "hdr refused on a backward extend": {"hdr-not-backward-extend"},
    "hdr refused on a forward extend": {"hdr-not-forward-extend"},
    "loop not with 10s": {"loop-not-10s"},
    "loop not with an end frame": {"loop-not-end-frame-url"},
    "loop on extend only forward": {"loop-not-backward-extend"},
}
"""How a broken rule is described there. EXR needs the HDR that an extend refuses: those two cannot be parted."""

ITEMS = {"concept": "concepts[]", "one concept": "concepts[]"}

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")


@pytest.mark.parametrize("name", FILES)
def test_verdicts_and_names(name: str, models: dict[str, Model], package: Package) -> None:
    by_id = {(model.provider, model.id): model for model in models.values()}
    cases = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    assert cases
    for case in cases:
        model = by_id[FILES[name], case["model"]]
        found = package.module(f"{model.provider}.validators").VALIDATORS[model.id](case["request"])
        assert {_named(each.rule) for each in found} == _meant(case, model.provider), case
        schema = jsonschema_rs.Draft202012Validator(request_schema(model), validate_formats=True)
        assert schema.is_valid(case["request"]) is case["valid"], case


def _named(rule: str) -> str:
    return rule.rpartition(":")[0] or rule


def _meant(case: dict[str, Any], provider: str) -> set[str]:
    """The rules, or the parameter, that ``violates`` speaks of: ``duration outside 5 and 9``."""
    if case["valid"]:
        return set()
    for start, rules in RULES.items():
        if case["violates"].startswith(start):
            return rules
    subject = next((path for words, path in ITEMS.items() if case["violates"].startswith(f"{words} ")), None)
    subject = subject or case["violates"].split()[0]
    return {f"lumaParams.{subject}" if provider == "apiframe" and subject in NESTED else subject}
