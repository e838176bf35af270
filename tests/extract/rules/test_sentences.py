"""Whole sentences: lists, guards, elided subjects, and what must not widen a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, Vocabulary
from callsheet.extract.rules.token import parted
from callsheet.layers.facts import ParameterFact

Fact = Callable[..., ParameterFact]
Read = Callable[..., Claims]

READ = [
    ("10s is not available with Loop, HDR, or `mask`.", None,
     ["forbid: duration=10s, loop=true", "forbid: duration=10s, hdr=true", "forbid: duration=10s, mask set"]),
    ("`hdr` requires 720p/1080p, and is not supported with loop.", None,
     ["forbid: hdr=true, resolution not in 720p|1080p", "forbid: hdr=true, loop=true"]),
    ("The prompt of the clip. Required if `style` is `Custom`. Otherwise this value is ignored.", "style_text",
     ["forbid: style=Custom, style_text unset", "ignored style_text: style!=Custom"]),
    ('When `style` is "Custom", `style_text` is required; otherwise it is ignored.', None,
     ["forbid: style=Custom, style_text unset", "ignored style_text: style!=Custom"]),
    ("If `mask` is set, `seed` and `strength` are ignored.", None,
     ["ignored seed: mask set", "ignored strength: mask set"]),
    ("Not supported when `mask` is set and `duration` is 10s.", "hdr", ["forbid: hdr=true, mask set, duration=10s"]),
    ("Not supported when `mask` is set or `duration` is 10s.", "hdr",
     ["forbid: hdr=true, mask set", "forbid: hdr=true, duration=10s"]),
    ("Needs `mode: pro` or `mode: turbo`.", "hdr", ["forbid: hdr=true, mode not in pro|turbo"]),
    ("Requires both seed and mask.", "hdr", ["forbid: hdr=true, seed unset", "forbid: hdr=true, mask unset"]),
    ("Requires either seed or mask.", "hdr", ["forbid: hdr=true, seed unset, mask unset"]),
    ("* `fast` - Quick. * `turbo` - Quickest. If this mode is selected, then `resolution` must be `540p`.", "mode",
     ["forbid: mode=turbo, resolution!=540p"]),
    ("`turbo`: Requires `mask` to be connected.", None, ["forbid: mode=turbo, mask unset"]),
    ("Looping is not supported for 10s videos.", "loop", ["forbid: loop=true, duration=10s"]),
    ("High range (requires 1080p).", "hdr", ["forbid: hdr=true, resolution!=1080p"]),
    ("In `turbo` mode, at least one of seed or mask must be provided.", None, ["forbid: mode=turbo, count(seed, mask)<1"]),
    ("You must provide at least one seed or mask in the `seed` or `mask` field.", None, ["forbid: count(seed, mask)<1"]),
    ("When `resolution` is not 540p, it overrides the `width` setting.", None, ["ignored width: resolution!=540p"]),
    ("This cannot be used at the same time as `mask`.", "seed", ["forbid: seed set, mask set"]),
    ("When hdr is on, the seed is ignored since noise is fixed then.", None, ["ignored seed: hdr=true"]),
    ("Note on `mode` and more: If hdr is on, `mode` must be `pro`.", None, ["forbid: hdr=true, mode!=pro"]),
    ("Frobbing handling: `loop` requires `hdr`.", None, ["forbid: loop=true, hdr!=true"]),
    ("`turbo` is only available when using 5s, 1080p does not support loop.", "mode",
     ["forbid: mode=turbo, duration!=5s", "forbid: resolution=1080p, loop=true"]),
    ("When hdr is on, the resolution is automatically set to 1080p.", None, ["forced resolution=1080p: hdr=true"]),
    ("1080p clips are limited to 5 or 10 seconds with hdr.", None, []),
    ('1080p clips are limited to 5 seconds Default value: `"5s"`', "duration", ["forbid: resolution=1080p, duration!=5s"]),
    ("`turbo` only supports durations of 5 or 10 seconds.", None, []),
    ("为 `true` 时 `seed` 无效；为 `false` 时 `mask` 无效", "hdr", ["ignored seed: hdr=true", "ignored mask: hdr=false"]),
    ("用于遮罩，当 `hdr` 为 true 时必填", "mask", ["forbid: hdr=true, mask unset"]),
    ("`mode` 为 `turbo` 时，`seed` 才生效", "mode", ["ignored seed: mode!=turbo"]),
    ("`first_image_url` / `last_image_url` and `mask` are mutually exclusive.", None, []),
    ("`turbo` is only used with hdr.", None, ["forbid: mode=turbo, hdr!=true"]),
    ("Durations longer than 8 seconds are not supported.", None, []),
    ("Requires HDR access on the account and a resolution of 1080p.", "hdr",
     ["forbid: hdr=true, resolution!=1080p", "account: hdr"]),
    ("使用裁剪功能（“mode”:“fast”）时，输出与原片相同，此时当前参数无效", "duration", ["ignored duration: mode=fast"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row", "rules"), [pytest.param(*case, id=case[0]) for case in READ])
def test_read(text: str, row: str | None, rules: list[str], read: Read) -> None:
    assert [rule.says for rule in read(text, row=row).rules] == rules


GLUED = (
    "10sis not supported withhdr,first_image_url, orloop.loopis not supported with10s;hdrrequires 720p/1080p"
)


def test_words_that_ran_together_are_parted(read: Read) -> None:
    assert sorted(rule.says for rule in read(GLUED).rules) == [
        "forbid: duration=10s, first_image_url set",
        "forbid: duration=10s, hdr=true",
        "forbid: duration=10s, loop=true",
        "forbid: hdr=true, resolution not in 720p|1080p",
    ]


PARTLY = [
    ("10s is not available with hdr or anchor frames.", "forbid: duration=10s, hdr=true", "anchor frames"),
    (
        "`hdr` requires 1080p and is rejected on extend.",
        "forbid: hdr=true, resolution!=1080p",
        "is rejected on extend",
    ),
    (
        "`loop` is not supported with hdr; on extend it is forward-only.",
        "forbid: loop=true, hdr=true",
        "on extend",
    ),
]


@pytest.mark.parametrize(("text", "rule", "left"), PARTLY)
def test_what_is_not_understood_of_a_sentence_is_left(text: str, rule: str, left: str, read: Read) -> None:
    claims = read(text)
    assert [one.says for one in claims.rules] == [rule]
    assert len(claims.unclaimed) == 1
    assert left in claims.unclaimed[0].text + claims.unclaimed[0].because


WIDER = [
    "In text-to-video generation, `loop` requires `hdr`.",
    "When extending a clip, hdr is not supported with loop.",
    "`loop` requires `hdr`, when a storyboard is used.",
    "`hdr` requires 1080p or a storyboard.",
    "Not supported unless `mask` or a storyboard is given.",
    "For image-to-video: `loop` requires `hdr`.",
    "Not supported unless `mask` or storyboards.",
    "The mask is blurred, and is not supported with hdr.",
    "Not supported with 10s when `duration` is 5s.",
    "Not available for fast videos.",
    "Not supported when `mask` is set and a storyboard is open.",
    "使用文生视频时，`loop` 需要开启 `hdr`",
    "If `first_image_url` / `last_image_url` and `mask` are set, `seed` is ignored.",
]


@pytest.mark.parametrize("text", WIDER)
def test_a_condition_that_is_not_understood_makes_no_rule_wider(text: str, read: Read) -> None:
    claims = read(text, row="strength")
    assert [rule for rule in claims.rules if rule.kind in ("forbid", "ignored")] == []
    assert len(claims.unclaimed) == 1


def test_bullets_that_run_on_in_one_line_lend_no_subject(read: Read) -> None:
    claims = read("* `fast` - Quick. * `turbo` - Quickest. Cannot be combined with `mask`.", row="mode")
    assert claims.rules == ()
    assert len(claims.unclaimed) == 1


def test_a_bullet_lends_its_value_as_the_subject(read: Read) -> None:
    claims = read("- `fast`: Quick.\n- `turbo`: Quickest. Cannot be combined with `mask`.", row="mode")
    assert [rule.says for rule in claims.rules] == ["forbid: mode=turbo, mask set"]


def test_the_heading_above_lends_its_parameter(read: Read) -> None:
    assert [rule.says for rule in read("Requires 1080p.", section=("Inputs", "`hdr`")).rules] == [
        "forbid: hdr=true, resolution!=1080p"
    ]
    assert read("Requires 1080p.", section=("Inputs", "Notes")).rules == ()


def test_a_rule_on_a_required_parameter_says_no_more_than_that_it_is_required(fact: Fact, read: Read) -> None:
    given = Vocabulary(
        parameters=(fact("prompt", required=True), fact("hdr", "boolean"), fact("mask", "file"))
    )
    assert read("Requires a prompt.", row="hdr", given=given).rules == ()
    left = read("Cannot be combined with prompt.", row="mask", given=given)
    assert left.rules == ()
    assert len(left.unclaimed) == 1


def test_a_parameter_that_no_table_lists_is_doubtful(read: Read) -> None:
    rule = read("When using `turbo` mode, you must provide the `matte_url` video.").rules[0]
    assert rule.says == "forbid: mode=turbo, matte_url unset"
    assert rule.doubt


def test_literals_have_the_documented_form(read: Read) -> None:
    rules = read("At least one of seed, mask must be set. hdr requires 720p or 1080p.").rules
    assert rules[0].all == ([["count", ["seed", "mask"]], "<", 1],)
    assert rules[1].all == (["hdr", "=", True], ["resolution", "not in", ["720p", "1080p"]])
    assert rules[1].fields == ("hdr", "resolution")
    less = read("min_scale must be less than max_scale.").rules[0]
    assert less.all == (["min_scale", ">=", {"field": "max_scale"}],)
    ignored = read("Ignored when hdr is on.", row="seed").rules[0]
    assert (ignored.kind, ignored.field, ignored.all) == ("ignored", "seed", (["hdr", "=", True],))


def test_only_words_of_a_likely_length_are_parted() -> None:
    def known(text: str) -> bool:
        return text == "hdr"

    assert parted("withhdr", known) == ["with", "hdr"]
    assert parted("withhdrz", known) == ["withhdrz"]
    assert parted("hdr" * 40, known) == ["hdr" * 40]


def test_a_stop_within_a_name_ends_no_sentence(read: Read) -> None:
    assert [one.text for one in read("Must be frobbed to H.264 first. Soon.").unclaimed] == [
        "Must be frobbed to H.264 first"
    ]
