"""A rule that a page states twice is listed once, in its plainest form."""

from __future__ import annotations

from callsheet.extract.rules import Claims, Sentence, Vocabulary, claim
from callsheet.layers.place import Place


def _read(vocabulary: Vocabulary, *texts: str) -> Claims:
    sentences = [Sentence(text=text, at=Place(path=f"Notes/{number}")) for number, text in enumerate(texts)]
    return claim(sentences, vocabulary)


def test_the_same_combination_said_from_both_sides_is_one_rule(vocabulary: Vocabulary) -> None:
    claims = _read(vocabulary, "hdr cannot be combined with mask.", "`mask` is not supported with `hdr`.")
    assert [rule.says for rule in claims.rules] == ["forbid: hdr=true, mask set"]
    assert claims.normative == 2
    assert claims.rules[0].at.path == "Notes/0"


def test_bad_values_named_outright_win_over_good_values(vocabulary: Vocabulary) -> None:
    claims = _read(vocabulary, "hdr requires 720p/1080p.", "540p is not available with hdr.")
    assert [rule.says for rule in claims.rules] == ["forbid: resolution=540p, hdr=true"]


def test_a_consequence_counts_only_where_no_rule_says_it(vocabulary: Vocabulary) -> None:
    rule, error = (
        "`loop` can only be enabled when `duration` is 5s.",
        "If `duration` is 10s and `loop` is on, the request fails.",
    )
    assert [one.says for one in _read(vocabulary, rule, error).rules] == ["forbid: loop=true, duration!=5s"]
    assert [one.says for one in _read(vocabulary, error, rule).rules] == ["forbid: loop=true, duration!=5s"]
    assert [one.says for one in _read(vocabulary, error).rules] == ["forbid: duration=10s, loop=true"]


def test_a_relation_said_from_both_sides_is_one_rule(vocabulary: Vocabulary) -> None:
    claims = _read(
        vocabulary, "min_scale must be less than max_scale.", "max_scale must be greater than min_scale."
    )
    assert len(claims.rules) == 1


def test_ignoring_and_forbidding_are_two_rules(vocabulary: Vocabulary) -> None:
    claims = _read(vocabulary, "seed is ignored when mask is set.", "seed is not supported when mask is set.")
    assert [rule.kind for rule in claims.rules] == ["ignored", "forbid"]


def test_the_order_of_the_page_is_kept_and_nothing_depends_on_hashing(vocabulary: Vocabulary) -> None:
    texts = ("loop requires hdr.", "seed requires mask.", "strength is ignored when hdr is on.")
    assert [rule.says.split(":")[1].split(",")[0].strip() for rule in _read(vocabulary, *texts).rules][
        :2
    ] == ["loop=true", "seed set"]
