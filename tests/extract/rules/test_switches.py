"""Parameters whose list holds a value that turns them off, and what is said of several parameters at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, Vocabulary

from .conftest import VOCABULARY, Fact, gists

Read = Callable[..., Claims]


@pytest.fixture
def given(fact: Fact) -> Vocabulary:
    scenes = fact("scenes", enum=("disabled", "2 scenes", "3 scenes"))
    finish = fact("finish", enum=("none", "film", "dream"), default="none")
    audio = fact("generate_audio", "boolean")
    media = (fact("reference_images", "array"), fact("reference_videos", "array"))
    return Vocabulary(parameters=(*VOCABULARY.parameters, scenes, finish, audio, *media))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Ignored when scenes are enabled.", ["ignored seed: scenes in 2 scenes|3 scenes"]),
        ("Does not work with scenes.", ["forbid: seed set, scenes in 2 scenes|3 scenes"]),
        ("Ignored when finish is enabled.", ["ignored seed: finish!=none"]),
        ("Ignored when finish is disabled.", ["ignored seed: finish=none"]),
        ("Required when scenes and hdr are disabled.", ["forbid: scenes not in 2 scenes|3 scenes, hdr!=true, seed unset"]),
    ],
)  # fmt: skip
def test_on_is_any_value_but_the_one_that_turns_it_off(
    text: str, rules: list[str], read: Read, given: Vocabulary
) -> None:
    assert gists(read(text, row="seed", given=given)) == rules


def test_a_list_with_a_switch_counts_values_and_not_presence(read: Read, given: Vocabulary) -> None:
    assert gists(read("At least one of finish or hdr must be enabled.", given=given)) == [
        "forbid: finish=none, hdr!=true"
    ]
    assert gists(read("finish, hdr and mask are mutually exclusive.", given=given)) == [
        "forbid: finish!=none, hdr=true",
        "forbid: finish!=none, mask set",
        "forbid: hdr=true, mask set",
    ]


def test_required_is_to_be_sent_whatever_the_value(read: Read, given: Vocabulary) -> None:
    assert gists(read("Required when `mode` is `pro`.", row="scenes", given=given)) == [
        "forbid: mode=pro, scenes unset"
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("If both `hdr` and `loop` are set to false, the request fails.", ["forbid: hdr=false, loop=false"]),
        ("When no mask or references are provided, seed is required.", ["forbid: mask unset, references unset, seed unset"]),
        ("If you do not provide a mask or any references, seed is required.", ["forbid: mask unset, references unset, seed unset"]),
        ("If `width` and `resolution` are 720p, seed is ignored.", []),
        ("When no mask and references are provided, seed is required.", []),
    ],
)  # fmt: skip
def test_what_is_said_of_several_holds_for_each(text: str, rules: list[str], read: Read) -> None:
    claims = read(text)
    assert gists(claims) == rules
    assert bool(claims.unclaimed) == (not rules)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Neither the mask nor the seed is required with hdr.", []),
        ("hdr requires neither `mask` nor `seed`.", []),
        ("hdr needs no mask.", []),
        ("When hdr is set, no mask is required.", []),
        ("When hdr is set, do not provide a mask or a seed.", []),
        ("`seed` must be sent together with `mask` or `hdr`.", []),
        ("When hdr is set, don't use `mask`.", ["forbid: mask set, hdr=true"]),
        ("Don't send `mask` together with `seed`.", ["forbid: mask set, seed set"]),
        ("If you don't use `mask`, don't set `seed`.", ["forbid: seed set, mask unset"]),
    ],
)  # fmt: skip
def test_what_is_not_needed_may_be_sent_and_an_order_is_no_condition(
    text: str, rules: list[str], read: Read
) -> None:
    claims = read(text)
    assert gists(claims) == rules
    assert bool(claims.unclaimed) == (not rules)


def test_a_name_of_no_parameter_is_no_description(read: Read, fact: Fact) -> None:
    styled = Vocabulary(
        parameters=(fact("codes"), fact("style"), fact("image_urls", "array"), fact("reference_image_url")),
        described={"image_urls": "A set of reference images"},
    )
    claims = read("Cannot be used with style_reference_image or style.", row="codes", given=styled)
    assert gists(claims) == ["forbid: codes set, style set"]
    assert [one.because for one in claims.unclaimed] == [
        "understood in part; not understood: style_reference_image"
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("`mask` cannot be combined with any reference media.", ["forbid: mask set, reference_images set", "forbid: mask set, reference_videos set"]),
        ("`fast` mode does not support audio generation.", ["forbid: mode=fast, generate_audio=true"]),
        ("`fast` mode does not support durations longer than 5 seconds, hdr, or mask.", ["forbid: mode=fast, duration=10s", "forbid: mode=fast, hdr=true", "forbid: mode=fast, mask set"]),
        ("When using `fast` mode with 1080p, the duration is limited to 5 seconds.", ["forbid: mode=fast, resolution=1080p, duration=10s"]),
    ],
)  # fmt: skip
def test_names_in_other_words(text: str, rules: list[str], read: Read, given: Vocabulary) -> None:
    assert gists(read(text, given=given)) == rules


@pytest.mark.parametrize(
    ("text", "row", "rules"),
    [
        ("Required when `mode` is `fast`, ignored when `mode` is `pro`.", "seed", ["forbid: mode=fast, seed unset", "ignored seed: mode=pro"]),
        ("Ignored when an image is provided for `mask`.", "seed", ["ignored seed: mask set"]),
        ("If not set to Custom, this overrides the resolution.", "style", ["ignored resolution: style!=Custom"]),
        ("When provided, it switches to image-to-image mode and `width` is ignored.", "mask", ["ignored width: mask set"]),
        ("Either this or `mask` must be provided.", "seed", ["forbid: count(seed, mask)<1"]),
        ("When `mode` is `pro`, the parameters `seed` and `mask` become required.", None, ["forbid: mode=pro, seed unset", "forbid: mode=pro, mask unset"]),
    ],
)  # fmt: skip
def test_clauses_that_lean_on_each_other(text: str, row: str | None, rules: list[str], read: Read) -> None:
    claims = read(text, row=row)
    assert gists(claims) == rules
    assert claims.unclaimed == ()
