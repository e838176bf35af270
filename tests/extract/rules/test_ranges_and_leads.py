"""Ranges and counts as conditions, lines that only announce cases, and what is too ambiguous to be a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, Vocabulary

from .conftest import VOCABULARY, Fact, gists

Read = Callable[..., Claims]


@pytest.fixture
def given(fact: Fact) -> Vocabulary:
    return Vocabulary(
        parameters=(
            *VOCABULARY.parameters,
            fact("seconds", "integer", min=3, max=15),
            fact("draft", "boolean"),
            fact("version", enum=("V4", "V4_5")),
            fact("clips", "array"),
            fact("clips[].clip_url"),
        ),
        described={"draft": "控制是否开启样片模式，默认关闭", "clips[].clip_url": "视频地址"},
    )


@pytest.mark.parametrize(
    ("text", "row", "rules"),
    [
        ("使用 `mask` 时仅支持 `3` ~ `10` 秒", "seconds", ["forbid: mask set, seconds>10"]),
        ("In `turbo` mode, must be between 4 and 8.", "seconds", ["forbid: mode=turbo, seconds<4", "forbid: mode=turbo, seconds>8"]),
        ("样片模式只支持540p", "resolution", ["forbid: draft=true, resolution!=540p"]),
        ("只有v4.5的模型才可使用", "seed", ["forbid: seed set, version!=V4_5"]),
        ("有视频时，`seed` 无效", "seed", ["ignored seed: clips set"]),
        ("When more than one image is supplied in `references`, it is ignored.", "seed", ["ignored seed: items(references)>1"]),
        ("A `mask` cannot be used with multiple references.", None, ["forbid: mask set, items(references)>1"]),
        ("种子，当 `hdr` 为 `true` 时必填，可选值：`one`", "style_text", ["forbid: hdr=true, style_text unset"]),
        ("不要与 `mask` 同时使用，与 `mask` 二选一", "seed", ["forbid: seed set, mask set"]),
    ],
)  # fmt: skip
def test_conditions_in_other_forms(
    text: str, row: str | None, rules: list[str], read: Read, given: Vocabulary
) -> None:
    assert gists(read(text, row=row, given=given)) == rules


@pytest.mark.parametrize(
    "text",
    [
        "When provided, audio duration must be 10s.",  # the length of a file, and not of the clip
        "使用 `mask` 时，`seed` 和 `width` 不可同时传入",  # each with the mask, or the two of them?
        "The `references` duration must be between 3 and 10.",
    ],
)
def test_what_may_mean_two_things_is_no_rule(text: str, read: Read) -> None:
    claims = read(text, row="audio_url")
    assert [rule for rule in claims.rules if rule.kind == "forbid"] == []
    assert claims.unclaimed or claims.rules


def test_a_higher_priority_ignores_nothing_that_is_required(read: Read, fact: Fact) -> None:
    given = Vocabulary(parameters=(fact("prompt", required=True), fact("mask"), fact("shots")))
    assert gists(read("参数优先级：`shots` > `mask`", given=given)) == ["ignored mask: shots set"]
    claims = read("参数优先级：`shots` > `prompt`", given=given)
    assert (claims.rules, len(claims.unclaimed)) == ((), 1)


@pytest.mark.parametrize(
    "lead",
    [
        "数量与有无 `mask`、`hdr` 为 `true` 有关，其中：",
        "The number depends on `mode`, as follows:",
        "支持如下：",
    ],
)
def test_a_line_that_announces_cases_is_no_condition(lead: str, read: Read) -> None:
    assert gists(read(f"{lead}\n- `loop` requires `hdr`")) == ["forbid: loop=true, hdr!=true"]


def test_a_line_that_opens_a_case_stays_one(read: Read) -> None:
    assert gists(read("In `turbo` mode, as follows:\n- `loop` requires `hdr`")) != [
        "forbid: loop=true, hdr!=true"
    ]


def test_one_rule_said_in_two_rows_is_one_in_whatever_order(read: Read) -> None:
    text = "One of seed or mask is required. One of mask or seed is required."
    assert gists(read(text)) == ["forbid: count(seed, mask)<1"]


def test_an_array_and_its_own_items_make_no_rule(read: Read, given: Vocabulary) -> None:
    claims = read("Cannot be used with `clips[].clip_url`.", row="clips", given=given)
    assert claims.rules == ()
    assert len(claims.unclaimed) == 1
