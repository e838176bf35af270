"""Sentences that are no rules between parameters: limits, accounts, media, transport."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, Vocabulary
from callsheet.layers.facts import MediaLimit, ParameterFact

Fact = Callable[..., ParameterFact]
Read = Callable[..., Claims]


def test_a_limit_that_is_a_fact_is_covered(fact: Fact, read: Read) -> None:
    given = Vocabulary(
        parameters=(
            fact("prompt", required=True, min_length=1, max_length=6000),
            fact("seed", "integer", min=0, max=99),
            fact("clip", "file", media=(MediaLimit(what="seconds", max=18),)),
        )
    )
    for text, row in (
        ("Must be between 1 and 6000 characters.", "prompt"),
        ("The `prompt` must not be empty.", None),
        ("This field is required.", "prompt"),
        ("Must not exceed 99.", "seed"),
        ("The source must not exceed 18 seconds.", "clip"),
    ):
        claims = read(text, row=row, given=given)
        assert (claims.rules, claims.unclaimed, claims.normative) == ((), (), 1), text


def test_a_limit_that_is_no_fact_is_unclaimed(fact: Fact, read: Read) -> None:
    given = Vocabulary(parameters=(fact("seed", "integer", min=0, max=99), fact("prompt")))
    for text in (
        "Must not exceed 98.",
        "Must not exceed 99 when the moon is full.",
        "This field is required.",
    ):
        assert len(read(text, row="seed", given=given).unclaimed) == 1, text


def test_what_another_extractor_read_is_covered(read: Read) -> None:
    text = "At most 7 of them. Must be frobbed."
    claims = read(text, row="references", claims=("At most 7 of them",))
    assert claims.normative == 2
    assert [one.text for one in claims.unclaimed] == ["Must be frobbed"]


@pytest.mark.parametrize(
    ("text", "row", "kind"),
    [
        ("The largest value depends on your subscription and must be unlocked.", "width", "account"),
        ("Requires a Pro or Business plan.", "hdr", "account"),
        ("Must have the same aspect ratio as the picture.", "mask", "media"),
        ("All requests require a bearer token in the header.", None, "other"),
    ],
)
def test_other_kinds(text: str, row: str | None, kind: str, read: Read) -> None:
    claims = read(text, row=row)
    assert [rule.kind for rule in claims.rules] == [kind]
    assert claims.unclaimed == ()
    if row:
        assert claims.rules[0].fields == (row,)


def test_a_sentence_on_two_parameters_is_never_taken_for_a_matter_of_media(read: Read) -> None:
    claims = read("The seed must frob the strength within 10 pixels.")
    assert claims.rules == ()
    assert len(claims.unclaimed) == 1
