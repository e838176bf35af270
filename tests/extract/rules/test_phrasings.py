"""Every row of the table of phrasings: its examples, alone and among all others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, table
from callsheet.extract.rules.phrasing import Example, Phrasing
from callsheet.extract.rules.phrasings import CLASSES, ROWS

Read = Callable[..., Claims]
CASES = [pytest.param(row, example, id=example.text) for row in ROWS for example in (row.example, *row.more)]
EXAMPLES = [pytest.param(example, id=example.text) for row in ROWS for example in (row.example, *row.more)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_yields_its_rules_and_nothing_is_left(example: Example, read: Read) -> None:
    claims = read(example.text, row=example.row)
    assert sorted(rule.says for rule in claims.rules) == sorted(example.rules)
    assert claims.unclaimed == ()
    assert claims.normative == 1


@pytest.mark.parametrize(("row", "example"), CASES)
def test_a_row_covers_its_examples_by_itself(
    row: Phrasing, example: Example, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.reserved()  # the words of all rows stay reserved
    monkeypatch.setattr(table, "ROWS", (row,))
    claims = read(example.text, row=example.row)
    assert sorted(rule.says for rule in claims.rules) == sorted(example.rules)


@pytest.mark.parametrize("example", EXAMPLES)
def test_without_the_table_the_sentence_is_unclaimed(
    example: Example, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.reserved()
    monkeypatch.setattr(table, "ROWS", ())
    claims = read(example.text, row=example.row)
    assert not [rule for rule in claims.rules if rule.kind in ("forbid", "ignored", "forced")]
    assert claims.unclaimed or claims.rules


def test_every_row_states_a_rule() -> None:
    assert all(example.rules for row in ROWS for example in (row.example, *row.more))


def test_patterns_are_not_repeated_and_use_known_classes() -> None:
    patterns = [row.pattern for row in ROWS]
    shared = {
        "must-hold A",
        "cannot-hold A",
        "forced-hold A",
    }  # said in both languages, with an example in each
    assert {one for one in patterns if patterns.count(one) > 1} <= shared
    named = {
        part
        for row in ROWS
        for part in row.pattern.replace("[", " ").replace("]", " ").replace("|", " ").split()
    }
    capitals = {
        part.strip("()") for part in named if part.strip("()").isupper() and len(part.strip("()")) > 1
    }
    assert capitals <= {name for name, _ in CLASSES}
