"""What people read: one line a rule, fixes as single changes."""

from __future__ import annotations

import pytest
from rule_samples import BY_PATH

from callsheet.constraints import lower
from callsheet.layers.model import Fix

CASES = [
    (
        {"forbid": {"resolution": "540p", "hdr": True}},
        "resolution 540p is not available when hdr is true",
        (
            Fix(path="resolution", action="set", values=("720p", "1080p")),
            Fix(path="hdr", action="set", values=(False,)),
        ),
    ),
    (
        {"when": {"exr_export": True}, "require": {"hdr": True}},
        "when exr_export is true, hdr must be true",
        (
            Fix(path="hdr", action="set", values=(True,)),
            Fix(path="exr_export", action="set", values=(False,)),
        ),
    ),
    (
        {"when": {"end_frame_url": {"sent": True}}, "require": {"image": {"sent": True}}},
        "when end_frame_url is sent, image must be sent",
        (Fix(path="image", action="send"), Fix(path="end_frame_url", action="omit")),
    ),
    (
        {"when": {"duration": "10s"}, "allow": {"resolution": ["540p", "720p"]}},
        "when duration is 10s, resolution must be 540p or 720p",
        (
            Fix(path="resolution", action="set", values=("540p", "720p")),
            Fix(path="duration", action="set", values=("5s",)),
        ),
    ),
    (
        {"at_least_one": ["prompt", "image"]},
        "send at least one of prompt or image",
        (Fix(path="prompt", action="send"), Fix(path="image", action="send")),
    ),
    (
        {"at_most_one": ["prompt", "image", "video"]},
        "send at most one of prompt, image or video",
        tuple(Fix(path=path, action="omit") for path in ("prompt", "image", "video")),
    ),
    (
        {"exactly_one": ["prompt", "image"]},
        "send exactly one of prompt or image",
        (Fix(path="prompt", action="send"), Fix(path="image", action="omit")),
    ),
    (
        {"exactly_one": ["prompt", {"hdr": True}]},
        "exactly one must hold: prompt is sent; hdr is true",
        (Fix(path="prompt", action="send"), Fix(path="hdr", action="set", values=(False,))),
    ),
    (
        {"all_or_none": ["width", "height"]},
        "send all of width and height, or none",
        (Fix(path="width", action="send"), Fix(path="height", action="send")),
    ),
    (
        {"relation": {"left": "start", "op": "<", "right": "end"}},
        "start must be less than end",
        (Fix(path="start", action="omit"),),
    ),
    (
        {"relation": {"left": {"length": "prompt"}, "op": ">=", "right": 1}},
        "prompt must have at least 1 character",
        (Fix(path="prompt", action="omit"),),
    ),
    (
        {"relation": {"left": {"items": "keyframes"}, "op": "=", "right": 2}},
        "keyframes must have 2 items",
        (Fix(path="keyframes", action="omit"),),
    ),
    (
        {"relation": {"left": {"*": [{"+": ["width", 1]}, "height"]}, "op": "!=", "right": 9}},
        "(width + 1) * height must be other than 9",
        (Fix(path="width", action="omit"), Fix(path="height", action="omit")),
    ),
    (
        {"items": {"keyframes": [1, 64], "concepts": [None, 2]}},
        "keyframes must have 1 to 64 items and concepts must have at most 2 items",
        (Fix(path="keyframes", action="omit"), Fix(path="concepts", action="omit")),
    ),
    (
        {"when": {"mode": "edit"}, "items": {"keyframes": [1, 1]}},
        "when mode is edit, keyframes must have 1 items",
        (Fix(path="keyframes", action="omit"), Fix(path="mode", action="set", values=("draft",))),
    ),
    ({"sum": ["images", "videos"], "range": [None, 4]}, "images + videos must be at most 4", None),
    ({"product": ["width", "height"], "range": [1, 9]}, "width * height must be 1 to 9", None),
    (
        {"lengths": ["prompt", "negative_prompt"], "range": [5, None]},
        "prompt and negative_prompt together must have at least 5 characters",
        (),
    ),
    (
        {"ignored": ["aspect_ratio", "duration"], "when": {"image": {"sent": True}}},
        "aspect_ratio and duration are ignored when image is sent",
        (Fix(path="image", action="omit"),),
    ),
    (
        {"forced": {"resolution": "720p"}, "when": {"mode": "draft"}},
        "resolution is taken as 720p when mode is draft",
        (
            Fix(path="resolution", action="set", values=("720p",)),
            Fix(path="mode", action="set", values=("edit",)),
        ),
    ),
    (
        {"forbid": {"$any": [{"hdr": True}, {"seed": {"min": 3}}]}},
        "not available: hdr is true or seed is at least 3",
        (),
    ),
    (
        {"forbid": {"seed": {"above": 3}}},
        "not available: seed is more than 3",
        (Fix(path="seed", action="set", values=(3,)),),
    ),
    (
        {"forbid": {"image": {"sent": True}, "concepts": {"contains": ["pan", "tilt"]}}},
        "image is not available when concepts has pan or tilt among its items",
        (Fix(path="image", action="omit"), Fix(path="concepts", action="omit")),
    ),
    (
        {"idl": "IF prompt LIKE '*test*' THEN NOT (hdr==true OR image) AND OnlyOne(width, height);"},
        (
            "when prompt matches *test*, hdr must not be true and image must be left out and "
            "1 of (width is sent; height is sent) must hold"
        ),
        (Fix(path="prompt", action="omit"),),
    ),
    (
        {"idl": "IF NOT (prompt AND image) AND hdr==true THEN (width OR height) AND NOT (mode AND seed);"},
        (
            "when (prompt is not sent or image is not sent) and hdr is true, "
            "(width must be sent or height must be sent) and (mode must be left out or seed must be left out)"
        ),
        (Fix(path="hdr", action="set", values=(False,)),),
    ),
    (
        {"idl": "NOT ZeroOrOne(image, video);"},
        "not available: at most 1 of (image is sent; video is sent) holds",
        (),
    ),
]


@pytest.mark.parametrize(("raw", "message", "fixes"), CASES, ids=[case[1] for case in CASES])
def test_message_and_fixes(raw: dict, message: str, fixes: tuple[Fix, ...] | None) -> None:
    rule = lower({"id": "r", **raw}, parameters=BY_PATH)
    assert rule.message == message
    if fixes is not None:
        assert rule.fixes == fixes
