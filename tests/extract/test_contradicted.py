"""Pages that say two things of one parameter, as pages do that were edited in one place: both are told."""

from __future__ import annotations

import pytest

from callsheet import pipeline
from callsheet.layers.document import Page
from callsheet.layers.facts import Facts

ROW = "| `hours` | integer | No | `5` | How long it flies. One of: 5, 9. |\n"
PAGE = f"""\
# Kite

Model ID: `kite`

## Parameters

| Parameter | Type | Required | Default | Description |
|---|---|---|---|---|
| `prompt` | string | Yes | | Words for the kite. |
{ROW}| `hue` | string | No | | Its colour. One of: red, blue. |

## Notes

Fly it well.
"""


def facts(text: str) -> Facts:
    return pipeline.facts(Page(name="kite.md", data=text.encode()))


def reasons(text: str) -> list[str]:
    return [each.because for model in facts(text).models for each in model.unclaimed]


def test_a_page_that_agrees_with_itself() -> None:
    assert reasons(PAGE) == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("The default hours is 9.", "names another default of hours than its own entry does"),
        ("The default value for `hours` is `9`.", "names another default of hours than its own entry does"),
        ("`hours` defaults to 9.", "names another default of hours than its own entry does"),
        ("`hue` defaults to red.", "names a default of hue that its own entry does not"),
        ("`hours` defaults to 5.", ""),
        ("`hours` defaults to 9 when `hue` is red.", ""),
        ("`hours` defaults to 12.", ""),
    ],
)
def test_a_default_in_prose_alone(said: str, reason: str) -> None:
    found = reasons(PAGE.replace("Fly it well.", said))
    assert [each for each in found if "default" in each] == ([reason] if reason else [])


def test_a_default_in_the_words_of_a_row() -> None:
    page = PAGE.replace("How long it flies.", "How long it flies. Defaults to 9.")
    assert reasons(page) == ["names another default of hours than its own entry does"]


@pytest.mark.parametrize(
    ("again", "reason"),
    [
        (ROW, ""),
        (ROW.replace("5, 9", "9, 5"), ""),
        (ROW.replace("`5`", "`9`"), "lists hours again, with another default"),
        (ROW.replace("5, 9", "5, 9, 12"), "lists hours again, with another enum"),
    ],
)
def test_a_row_twice(again: str, reason: str) -> None:
    page = PAGE.replace("| `hue`", f"{again}| `hue`")
    assert reasons(page) == ([reason] if reason else [])
    (model,) = facts(page).models
    assert [each.default for each in model.parameters] == [None, 5, None]


def test_what_is_told_counts_as_normative() -> None:
    page = PAGE.replace("Fly it well.", "`hours` defaults to 9.")
    assert facts(page).normative == facts(PAGE).normative + 1
