"""What a parenthesis speaks of: the value or name before it, else the row's parameter, else nothing sure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims

Read = Callable[..., Claims]

OF_THE_VALUE = [
    ('`"fast"`(only allows 5-second duration)', "mode", "forbid: mode=fast, duration!=5s"),
    ('`"fast"`, `"pro"` (only allows 5-second duration)', "mode", "forbid: mode=pro, duration!=5s"),
    ("`fast` (not available with hdr), `pro`", "mode", "forbid: mode=fast, hdr=true"),
    ("One of 5s, 10s (requires hdr)", "duration", "forbid: duration=10s, hdr!=true"),
    ("Speed. `fast` = quick; `pro` = fine (requires `mask`)", "mode", "forbid: mode=pro, mask unset"),
    ("Makes 10s clips (requires hdr).", None, "forbid: duration=10s, hdr!=true"),
]
OF_A_NAME = [
    ("`loop` (not with hdr) joins the ends.", None, "forbid: loop=true, hdr=true"),
    ("Wide range (requires 1080p).", "hdr", "forbid: hdr=true, resolution!=1080p"),
    ("How strong (needs `mask`) it is.", "strength", "forbid: strength set, mask unset"),
]
UNSURE = [
    ("`fast` or `pro` (requires 5s)", "mode"),
    ("1 to 10s (only with hdr)", "duration"),
    ("The `pro` way makes it fine in the end (requires `mask`)", "mode"),
]


@pytest.mark.parametrize(("text", "row", "rule"), [*OF_THE_VALUE, *OF_A_NAME])
def test_a_parenthesis_speaks_of_what_stands_before_it(
    text: str, row: str | None, rule: str, read: Read
) -> None:
    claims = read(text, row=row)
    assert [one.says for one in claims.rules] == [rule]
    assert claims.unclaimed == ()


@pytest.mark.parametrize(("text", "row"), UNSURE)
def test_where_several_values_may_be_meant_it_stays_unclaimed(text: str, row: str, read: Read) -> None:
    claims = read(text, row=row)
    assert claims.rules == ()
    assert len(claims.unclaimed) == 1


def test_words_around_a_parenthesis_are_judged_without_it(read: Read) -> None:
    assert [one.text for one in read("A `seed` (must be frobbed) of noise.").unclaimed] == ["must be frobbed"]


def test_words_of_the_name_after_a_value_do_not_hide_the_value(read: Read) -> None:
    claims = read("1080p resolution pictures are only available with hdr", row="resolution")
    assert [one.says for one in claims.rules] == ["forbid: resolution=1080p, hdr!=true"]
