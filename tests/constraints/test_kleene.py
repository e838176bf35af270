"""Partial evaluation never says more than is known; full evaluation always says something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_samples import BY_PATH, MODEL, requests
from test_kinds import RULES

from callsheet.constraints import lower
from callsheet.constraints.kleene import Known, Mark, evaluate, matches
from callsheet.constraints.paths import paths_of
from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    In,
    Items,
    Length,
    Not,
    Sent,
    Value,
)
from callsheet.solve.requests import facts

LOWERED = [lower(raw, parameters=BY_PATH) for raw in RULES]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_what_is_known_of_a_part_holds_of_the_whole(data) -> None:
    rule = data.draw(st.sampled_from(LOWERED))
    request = data.draw(requests(rule.fields))
    seen = facts(MODEL, request)
    some = data.draw(st.sets(st.sampled_from(paths_of(rule.violation))))
    whole = evaluate(rule.violation, seen)
    assert whole is not None
    for hidden in ({}, {path: Known(sent=seen[path].sent, value=Mark.UNKNOWN) for path in some}):
        part = {path: known for path, known in seen.items() if path not in some} | hidden
        assert evaluate(rule.violation, part) in (None, whole)


A, B, C = Sent("a"), Sent("b"), Sent("c")
YES, NO = Known(sent=True, value=5), Known(sent=False, value=Mark.UNDEFINED)
OPEN = Known(sent=True, value=Mark.UNKNOWN)


@pytest.mark.parametrize(
    ("expr", "known", "answer"),
    [
        (All((A, B)), {"a": NO}, False),
        (All((A, B)), {"a": YES}, None),
        (Any((A, B)), {"a": YES}, True),
        (Any((A, B)), {"a": NO}, None),
        (Not(All((A, B))), {"a": NO}, True),
        (Count((A, B, C), ">", 1), {"a": YES, "b": YES}, True),
        (Count((A, B, C), ">", 1), {"a": NO, "b": NO}, False),
        (Count((A, B, C), ">", 1), {"a": YES}, None),
        (Count((A, B, C), "=", 1), {"a": YES, "b": YES}, False),
        (Count((), "=", 0), {}, True),
        (In("a", (5, 6)), {"a": OPEN}, None),
        (Sent("a"), {"a": OPEN}, True),
        (Compare(Value("a"), "<", Value("b")), {"a": NO}, False),
        (Compare(Value("a"), "<", Value("b")), {"a": YES}, None),
        (Compare(Arithmetic(Value("a"), "/", Constant(0)), "=", Constant(1)), {"a": YES}, False),
        (Compare(Arithmetic(Value("a"), "/", Value("b")), "=", Constant(1)), {"a": YES}, None),
        (
            Compare(
                Arithmetic(Constant(1), "/", Constant(3)), "=", Arithmetic(Constant(2), "/", Constant(6))
            ),
            {},
            True,
        ),
        (Compare(Length("a"), ">=", Constant(0)), {"a": YES}, False),
        (Compare(Items("a"), ">=", Constant(0)), {"a": OPEN}, None),
        (Compare(Length("a"), ">=", Constant(0)), {"a": OPEN}, None),
        (Compare(Constant("a"), "!=", Constant(1)), {}, False),
        (Compare(Constant("a"), "<", Constant("b")), {}, False),
        (Compare(Constant(True), "=", Constant(1)), {}, False),
        (Compare(Constant(True), "!=", Constant(False)), {}, True),
        (Contains("a", (5,)), {"a": YES}, False),
        (Contains("a", (5,)), {"a": Known(sent=True, value=(5, "x"))}, True),
        (In("a", (5,)), {"a": Known(sent=True, value=(5,))}, False),
    ],
    ids=str,
)
def test_answers(expr, known, answer) -> None:
    assert evaluate(expr, known) is answer


FITS = [("a*", "a"), ("a*", "ab\nc"), ("a.c", "abc"), ("*", ""), ("", ""), (".", "\U0001f98a"), (".", "\n")]
DIFFERS = [("a.c", "ac"), ("a+c", "aac"), ("", "a"), ("a*", "ba")]


def test_patterns() -> None:
    assert all(matches(pattern, text) for pattern, text in FITS)
    assert not any(matches(pattern, text) for pattern, text in DIFFERS)
