"""Every normative sentence is a rule, a limit that is a fact, or unclaimed: properties over made-up prose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.extract.rules import Sentence, Vocabulary, claim
from callsheet.extract.rules.normative import is_normative
from callsheet.layers.place import Place

AT = Place(path="Notes/1")
STEADY = settings(deadline=None)
WORDS = (
    "zorp",
    "blim",
    "the",
    "of",
    "quax",
    "frobs,",
    "and",
    "snerk",
    "plumbus",
    "(grelt)",
    "a",
    "–",
    "vexing",
)
NONSENSE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)
CUES = st.sampled_from(
    (
        "cannot be frobbed", "must always grelt", "is not supported", "requires a plumbus", "is only blimmed",
        "has no effect", "is ignored", "are mutually exclusive", "at most seven", "is rejected",
        "不支持", "必须先行", "仅适用", "不能共存", "将被忽略",
    )
)  # fmt: skip
NAMES = st.sampled_from(
    (
        "`hdr`",
        "loop",
        "`10s`",
        "1080p",
        "the mask",
        "seed",
        "`mode` is `pro`",
        "when hdr is true",
        "with loop",
        "unless",
    )
)


@st.composite
def nonsense(draw: st.DrawFn) -> str:
    """A sentence that obliges, of words that no page has."""
    return " ".join((*draw(NONSENSE), draw(CUES), *draw(NONSENSE)))


@st.composite
def mixed(draw: st.DrawFn) -> str:
    """A sentence of cues, names and words in any order."""
    return " ".join(draw(st.lists(st.one_of(CUES, NAMES, NONSENSE.map(" ".join)), min_size=1, max_size=6)))


@STEADY
@given(texts=st.lists(nonsense(), min_size=1, max_size=4))
def test_nonsense_that_obliges_is_unclaimed(texts: list[str], vocabulary: Vocabulary) -> None:
    claims = claim([Sentence(text=f"{text}.", at=AT) for text in texts], vocabulary)
    assert claims.rules == ()
    assert claims.normative == len(texts)
    for text in texts:
        assert any(one.text.strip(" .") in text for one in claims.unclaimed)


@STEADY
@given(text=mixed(), row=st.sampled_from((None, "hdr", "seed")))
def test_no_normative_sentence_vanishes(text: str, row: str | None, vocabulary: Vocabulary) -> None:
    claims = claim([Sentence(text=text, at=AT, subject=row)], vocabulary)
    assert (claims.normative > 0) <= bool(claims.rules or claims.unclaimed)
    if is_normative(text):
        assert claims.normative > 0


@STEADY
@given(before=nonsense(), after=nonsense())
def test_nonsense_around_a_rule_neither_hides_it_nor_hides_behind_it(
    before: str, after: str, vocabulary: Vocabulary
) -> None:
    text = f"{before}. `loop` is not supported with `hdr`. {after}."
    claims = claim([Sentence(text=text, at=AT)], vocabulary)
    assert [rule.says for rule in claims.rules] == ["forbid: loop=true, hdr=true"]
    assert claims.normative == 3
    for text in (before, after):
        assert any(one.text in text for one in claims.unclaimed)


@STEADY
@given(text=st.text(max_size=200))
def test_any_text_at_all_is_read(text: str, vocabulary: Vocabulary) -> None:
    claims = claim([Sentence(text=text, at=AT, subject="hdr")], vocabulary)
    assert (claims.normative > 0) <= bool(claims.rules or claims.unclaimed)


@STEADY
@given(text=mixed())
def test_rules_speak_of_known_parameters_and_of_two_at_least(text: str, vocabulary: Vocabulary) -> None:
    names = {fact.name for fact in vocabulary.parameters}
    for rule in claim([Sentence(text=text, at=AT)], vocabulary).rules:
        if rule.kind in ("forbid", "ignored"):
            assert set(rule.fields) <= names
            assert len(set(rule.fields)) > 1


@pytest.mark.parametrize(
    "text",
    ["A fast clip.", "Seed of the noise", "`string`, required", "Required parameters", "One of 5s, 10s"],
)
def test_what_obliges_nobody_is_not_counted(text: str, vocabulary: Vocabulary) -> None:
    claims = claim([Sentence(text=text, at=AT)], vocabulary)
    assert (claims.normative, claims.rules, claims.unclaimed) == (0, (), ())


def test_a_sentence_whose_parts_oblige_only_together_is_unclaimed(vocabulary: Vocabulary) -> None:
    claims = claim([Sentence(text="Send either the frob; or the blim.", at=AT)], vocabulary)
    assert claims.normative == 1
    assert [one.because for one in claims.unclaimed] == ["its parts say nothing on their own"]
