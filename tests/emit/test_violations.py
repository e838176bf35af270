"""What a violation says: which limit, where, and how to mend it."""

from __future__ import annotations

from collections import defaultdict

import emit_samples as samples
import pytest

from callsheet import live
from callsheet.emit import package, validators

REQUEST = {"model": "acme/everything"}


@pytest.fixture(scope="module")
def check():
    files = [f for e in (package, validators) for f in e.emit(samples.PROVIDERS)]
    with live.package(files, "video_gateways") as modules:
        validate = modules.module("acme.validators").validate_acme_everything
        yield lambda **values: validate({**REQUEST, **values})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "x"}, "text:length: text must have 2 to 5 characters, not 1"),
        ({"seed": -1}, "seed:min: seed must be at least 0, not -1"),
        ({"strength": 1}, "strength:max: strength must be less than 1, not 1"),
        ({"scale": 0.6}, "scale:step: scale must be a multiple of 0.25, not 0.6"),
        ({"steps": 2}, "steps:enum: steps must be 0, 1 or 5, not 2 (set steps to 0, 1 or 5)"),
        ({"seed": "5"}, 'seed:type: seed must be a whole number, not "5"'),
        ({"fast": None}, "fast:null: fast may not be null (leave out fast)"),
        ({"uid": "x"}, 'uid:format: uid must be a UUID, not "x"'),
        ({"colour": 1}, "colour:unknown-key: colour is unknown (leave out colour)"),
        ({"camera": {}}, "camera.kind:required: camera.kind must be sent (send camera.kind)"),
        ({"tags": []}, "tags:items: tags must have 1 to 3 items, not 0"),
        ({"tags": ["pan", "pan"]}, "tags:unique: tags may not hold a value twice"),
        ({"tags": ["pan", "dolly"]}, 'tags[]:enum: tags[1] must be pan, tilt or static, not "dolly" (set tags[1] to pan, tilt or static)'),
        ({"keyframes": [{"index": 1}, {"index": -2}]}, "keyframes[].index:min: keyframes[1].index must be at least 0, not -2"),
    ],
)  # fmt: skip
def test_a_broken_limit_says_which_and_how_to_mend_it(check, values, said) -> None:
    (found,) = check(**values)
    assert str(found) == said
    assert found.is_error


def test_a_broken_rule_says_its_place_and_its_fixes() -> None:
    files = [f for e in (package, validators) for f in e.emit(samples.PROVIDERS)]
    with live.package(files, "video_gateways") as modules:
        validate = modules.module("gmicloud.validators").validate_luma_ray_3_2_generate
        request = {"model": "luma-ray-3-2-generate", "prompt": "p", "resolution": "540p", "hdr": True}
        (found,) = validate(request)
        assert str(found) == (
            "540p-no-hdr: 540p is not available with hdr (set resolution to 720p or 1080p or set hdr to false)"
        )
        assert (found.fields, found.at) == (("resolution", "hdr"), "Constraints/2#0123456789ab")


def test_advice_is_given_only_when_asked_for() -> None:
    files = [f for e in (package, validators) for f in e.emit(samples.PROVIDERS)]
    with live.package(files, "video_gateways") as modules:
        validate = modules.module("acme.validators").validate_acme_everything
        request = {**REQUEST, "fast": True, "seed": 1, "mode": "b", "type": 5}
        assert validate(request) == []
        advice = {
            found.rule: (found.basis, found.effect, found.is_error)
            for found in validate(request, advice=True)
        }
    assert advice == {
        "same": ("upstream", "refused", False),
        "fast-ignored": ("documented", "ignored", False),
        "type:type": ("inferred", "refused", False),
    }


def test_subclasses_of_json_types_are_taken_for_what_they_are(check) -> None:
    import enum

    class Mode(enum.StrEnum):
        A = "a"

    class Steps(enum.IntEnum):
        FIVE = 5

    assert check(mode=Mode.A, steps=Steps.FIVE, tags=("pan",)) == []
    assert [found.rule for found in check(seed=float("nan"), scale=float("inf"))] == [
        "seed:type",
        "scale:type",
    ]


def test_a_boolean_is_no_number_to_a_rule(check) -> None:
    assert {found.rule for found in check(steps=1, camera={"kind": "dolly"})} == {"five-steps"}
    assert {found.rule for found in check(steps=True, camera={"kind": "dolly"})} == {"steps:type"}


def test_a_request_that_makes_up_missing_keys_is_neither_believed_nor_changed() -> None:
    """JSON encoders send what stands in a ``defaultdict``, not what it would answer."""
    files = [f for e in (package, validators) for f in e.emit(samples.PROVIDERS)]
    with live.package(files, "video_gateways") as modules:
        validate = modules.module("acme.validators").validate_acme_everything
        request = defaultdict(lambda: "acme/everything")
        camera = defaultdict(lambda: "dolly")
        assert [found.rule for found in validate(request)] == ["model:required"]
        assert [found.rule for found in validate({**REQUEST, "camera": camera})] == ["camera.kind:required"]
        assert (dict(request), dict(camera)) == ({}, {})
