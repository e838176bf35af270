"""Modes that a page defines by what is sent, and the rules that name them."""

from __future__ import annotations

import pytest

from callsheet.extract.rules import Claims, Sentence, Vocabulary, claim

from .conftest import AT, Fact, gists

ANCHORS = (
    "Redub: exactly one chained anchor — `start_anchor_generation_id` (forward) or `end_anchor_generation_id` (backward). One take a call.",
    "Picture to clip: set `start_anchor_url` and/or `end_anchor_url`.",
)
PLUSES = (
    "1. **Words-to-clip**: `prompt` only",
    "2. **Picture-to-clip (opening)**: `prompt` + `opening_url`",
    "3. **Picture-to-clip (both ends)**: `prompt` + `opening_url` + `closing_url`",
    "4. **Donor-to-clip**: `prompt` + `donor_stills` and/or `donor_clips`",
)


@pytest.fixture
def given(fact: Fact) -> Vocabulary:
    names = "prompt start_anchor_url end_anchor_url start_anchor_generation_id end_anchor_generation_id opening_url closing_url"
    texts = tuple(fact(name) for name in names.split())
    donors = (fact("donor_stills", "array"), fact("donor_clips", "array"))
    return Vocabulary(parameters=(*texts, *donors, fact("hdr", "boolean"), fact("loop", "boolean")))


def _read(given: Vocabulary, definitions: tuple[str, ...], text: str, above: str = "Modes") -> Claims:
    defined = [Sentence(text=one, at=AT, section=(above,)) for one in definitions]
    return claim([*defined, Sentence(text=text, at=AT, section=("Limits",))], given)


def test_one_of_several_is_sent_and_all_else_of_the_same_stems_is_not(given: Vocabulary) -> None:
    claims = _read(given, ANCHORS, "`hdr` is rejected on redub.")
    assert gists(claims) == [
        "forbid: hdr=true, start_anchor_generation_id set, end_anchor_generation_id unset, end_anchor_url unset, start_anchor_url unset",
        "forbid: hdr=true, end_anchor_generation_id set, end_anchor_url unset, start_anchor_generation_id unset, start_anchor_url unset",
    ]


def test_modes_of_one_name_are_one_and_what_all_name_tells_nothing(given: Vocabulary) -> None:
    claims = _read(
        given, PLUSES, "Picture-to-clip and donor-to-clip cannot be used simultaneously.", "Scenarios"
    )
    assert gists(claims) == [
        "forbid: opening_url set, donor_stills set",
        "forbid: opening_url set, donor_clips set",
    ]


def test_a_condition_that_is_a_mode_holds_or_fails_as_a_whole(given: Vocabulary) -> None:
    assert gists(_read(given, ANCHORS, "`loop` is only available in picture to clip mode.")) == [
        "forbid: loop=true, start_anchor_url unset, end_anchor_url unset"
    ]


def test_a_mode_that_sends_one_thing_more_is_not_the_one_that_sends_less(given: Vocabulary) -> None:
    defined = (
        "Picture to clip: `opening_url`",
        "Twin clip: `opening_url` + `closing_url`",
        "Redub: `donor_clips`",
    )
    assert gists(_read(given, defined, "`hdr` is rejected in picture to clip mode.")) == [
        "forbid: hdr=true, opening_url set, closing_url unset"
    ]
    assert gists(_read(given, defined, "`hdr` is rejected in twin clip mode.")) == [
        "forbid: hdr=true, opening_url set, closing_url set"
    ]
    more = (defined[0], "Twin clip: `opening_url` + `closing_url` + `donor_stills`", defined[2])
    assert gists(_read(given, more, "`hdr` is rejected in picture to clip mode.")) == []


@pytest.mark.parametrize(
    ("definitions", "above", "text"),
    [
        (ANCHORS, "Notes", "`hdr` is rejected on redub."),  # no list of modes
        (ANCHORS[:1], "Modes", "`hdr` is rejected on redub."),  # one alone is no list
        (ANCHORS, "Modes", "You must redub `hdr` first."),  # the same word as a verb
        (("Redub: send what you have, such as `start_anchor_url`.", ANCHORS[1]), "Modes", "`hdr` is rejected on redub."),
    ],
)  # fmt: skip
def test_what_defines_no_mode_leaves_the_sentence_unclaimed(
    given: Vocabulary, definitions: tuple[str, ...], above: str, text: str
) -> None:
    claims = _read(given, definitions, text, above)
    assert claims.rules == ()
    assert text.rstrip(".") in [one.text for one in claims.unclaimed]
