"""Two versions of a page in our own words: each kind of change is told once, layout and wording never."""

from __future__ import annotations

import pytest
from small import KITE_PAGE, swapped

from callsheet import pipeline
from callsheet.layers.change import Change
from callsheet.layers.document import Page


def changes(new: str, old: str = KITE_PAGE) -> list[Change]:
    before, now = (Page(name="kite.md", data=text.encode()) for text in (old, new))
    return list(pipeline.page_changes(before, now))


TAIL = "| `tail` | boolean | No | `false` | `true`, `false` | Adds ribbons. |\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Words for the kite.", "What the kite looks like."),
        ("| `small`, `large` |", "| `large`, `small` |"),
        ("## Constraints", "## Limits"),
        (
            "- `size` `large` is not supported when `seconds` is `9`.",
            "- `size` `large` cannot be used when `seconds` is `9`.",
        ),
        ("# Kite\n", "# Kite\n\nIt flies where the wind is.\n"),
        ("|---|---|---|---|---|---|", "| --- | --- | --- | --- | --- | --- |"),
    ],
)
def test_layout_and_wording_give_nothing(old: str, new: str) -> None:
    assert changes(swapped(KITE_PAGE, (old, new))) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "effect", "words"),
    [
        (TAIL, "", "CP111", "breaking", "tail is gone"),
        (TAIL, TAIL + "| `colour` | string | No | | | Its colour. |\n", "CP110", "additive", "colour is new"),
        (TAIL, TAIL + "| `colour` | string | Yes | | | Its colour. |\n", "CP110", "breaking", "colour is new"),
        ("`tail` | boolean", "`with_tail` | boolean", "CP112", "breaking", "tail is called with_tail now"),
        ("| `tail` | boolean | No | `false` | `true`, `false`", "| `tail` | string | No | `false` | ", "CP113", "breaking", "type is string"),
        ("| `size` | string | No", "| `size` | string | Yes", "CP114", "breaking", "size: is required"),
        ("| `5` | `5`, `9`", "| `9` | `5`, `9`", "CP115", "breaking", "seconds: default is 9 now, was 5"),
        ("| `5`, `9`", "| `5`, `9`, `12`", "CP116", "additive", "seconds: takes 12 too"),
        ("| `small`, `large`", "| `small`", "CP116", "breaking", 'size: no longer takes "large"'),
        ("1-300 characters", "1-200 characters", "CP117", "breaking", "greatest length is 200 now, was 300"),
        ("1-300 characters", "1-900 characters", "CP117", "additive", "greatest length is 900 now, was 300"),
        ("| 5 | 5 |", "| 5 | 51 |", "CP132", "price", "51 credits per request now, was 5 credits"),
        ("## Credit cost", "- `tail` is not supported when `size` is `large`.\n\n## Credit cost", "CP120", "breaking", "a new rule"),
        ("when `seconds` is `9`.", "when `seconds` is `5`.", "CP122", "breaking", "seconds=5"),
        ("## Credit cost", "- Never fly it near a pylon at night.\n\n## Credit cost", "CP150", "unclear", "not understood"),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_told(old: str, new: str, code: str, effect: str, words: str) -> None:
    found = changes(swapped(KITE_PAGE, (old, new)))
    assert [(each.code, each.effect) for each in found if words in each.message] == [(code, effect)], found


def test_one_change_is_told_once() -> None:
    for old, new in ((TAIL, ""), ("| `5`, `9`", "| `5`, `9`, `12`"), ("| 5 | 5 |", "| 5 | 51 |")):
        assert len(changes(swapped(KITE_PAGE, (old, new)))) == 1


def test_a_sentence_with_another_number_is_another_sentence() -> None:
    old = swapped(
        KITE_PAGE, ("## Credit cost", "- Fly at most 3 of them over any one field.\n\n## Credit cost")
    )
    assert [each.code for each in changes(old.replace("most 3 of", "most 4 of"), old)] == ["CP152"]
    assert changes(old.replace("over any one field", "above any one field"), old) == []


def test_a_page_that_became_another_one() -> None:
    found = changes(
        "# Welcome\n\nPick a product. | a | b |\n\n| Product | Use |\n|---|---|\n| Kites | fun |\n"
    )
    assert [(each.code, each.effect) for each in found] == [("CP104", "unclear")]


def test_a_default_that_is_a_sentence_is_told_by_its_digest() -> None:
    prose = "a red kite over a green hill on a windy day"
    new = swapped(KITE_PAGE, ("| `prompt` | string | Yes | |", f"| `prompt` | string | No | {prose} |"))
    (found,) = [each for each in changes(new) if each.code == "CP115"]
    assert prose not in found.message
    assert str(found.new).startswith("#")


def test_a_name_or_an_amount_outside_the_facts_is_told() -> None:
    old = KITE_PAGE + "\n## Signing in\n\nSend your key in the `X-Wind-Key` header. A permit is $4.\n"
    new = old.replace("X-Wind-Key", "X-Sky-Key").replace("$4", "$6")
    assert {(each.code, each.new or each.old) for each in changes(new, old)} == {
        ("CP160", "X-Sky-Key"),
        ("CP161", "X-Wind-Key"),
        ("CP160", "$6"),
        ("CP161", "$4"),
    }


def test_an_amount_that_a_price_says_is_not_told_again() -> None:
    old = swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | $5 |"), ("| 9 | 10 |", "| 9 | $10 |"))
    assert [each.code for each in changes(old.replace("$10", "$11"), old)] == ["CP132"]


def test_what_all_prices_have_in_common_is_told_once() -> None:
    old = swapped(KITE_PAGE, ("| seconds | Credits |", "| seconds | Credits per video |"))
    (other,) = changes(old.replace("per video", "per second"), old)
    assert (other.code, other.old, other.new) == ("CP132", "credits per video", "credits per second")
    (gone,) = changes(KITE_PAGE[: KITE_PAGE.index("## Credit cost")])
    assert (gone.code, gone.message) == (
        "CP131",
        "all 2 prices are gone, the first was 5 credits per request",
    )


def test_a_type_is_no_name() -> None:
    new = swapped(KITE_PAGE, (TAIL, TAIL + "| `lift` | `number` | No | | | How it pulls. |\n"))
    assert [each.code for each in changes(new)] == ["CP110"]
