"""What each literal of a condition tests, on requests written by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rule_samples import BY_PATH, MODEL

from callsheet.constraints import condition, term
from callsheet.constraints.kleene import evaluate
from callsheet.layers.rule import All, Arithmetic, Compare, Constant, In, Items, Length, Not, Sent, Value
from callsheet.solve.requests import facts

HOLDS = [
    ({"resolution": "720p"}, {}),
    ({"resolution": "720p"}, {"resolution": "720p"}),
    ({"resolution": ["540p", "720p"]}, {"resolution": None}),
    ({"resolution": {"sent": False}}, {}),
    ({"resolution": {"not": "540p"}}, {}),
    ({"mode": {"not": "edit"}}, {}),
    ({"mode": {"not": ["edit", "draft"]}}, {"mode": 7}),
    ({"mode": {"sent": True}}, {"mode": 7}),
    ({"end_frame_generation_id": {"sent": False}}, {"end_frame_generation_id": ""}),
    ({"end_frame_generation_id": {"sent": True}}, {"end_frame_generation_id": "a"}),
    ({"end": 2.5}, {}),
    ({"end": 3}, {"end": 3.0}),
    ({"images": {"min": 1, "max": 1}}, {}),
    ({"seed": {"above": 4, "below": 6}}, {"seed": 5}),
    ({"keyframes": {"items": {"min": 1, "max": 1}}}, {"keyframes": [None]}),
    ({"prompt": {"length": {"max": 1}}}, {"prompt": "\U0001f98a"}),
    ({"concepts": {"contains": ["tilt", "pan"]}}, {"concepts": ["static", "pan"]}),
    ({"camera.speed": 0.5}, {}),
    ({"camera.speed": 0.5}, {"camera": "no object"}),
    ({"camera": {"sent": True}}, {"camera": {}}),
    ({"$any": [{"hdr": True}, {"mode": "edit"}]}, {"mode": "edit"}),
    ({"$all": [{"hdr": False}, {"mode": "edit"}]}, {"mode": "edit"}),
    ({"$not": {"hdr": True, "mode": "edit"}}, {"mode": "edit"}),
]

FAILS = [
    ({"resolution": "720p"}, {"resolution": "540p"}),
    ({"mode": "edit"}, {}),
    ({"mode": {"sent": True}}, {"mode": None}),
    ({"hdr": True}, {"hdr": 1}),
    ({"images": 1}, {"images": True}),
    ({"seed": 5}, {"seed": "5"}),
    ({"seed": {"min": 1}}, {"seed": "5"}),
    ({"seed": {"min": 1}}, {}),
    ({"seed": {"above": 5}}, {"seed": 5}),
    ({"seed": {"below": 5}}, {"seed": 5}),
    ({"seed": {"min": 6}}, {"seed": 5}),
    ({"seed": {"max": 4}}, {"seed": 5}),
    ({"keyframes": {"items": {"max": 9}}}, {}),
    ({"keyframes": {"items": {"min": 0}}}, {"keyframes": "a"}),
    ({"prompt": {"length": {"min": 0}}}, {"prompt": ["a"]}),
    ({"concepts": {"contains": ["pan"]}}, {"concepts": "pan"}),
    ({"camera.speed": 0.5}, {"camera": {"speed": 1}}),
    ({"$any": [{"hdr": True}, {"mode": "edit"}]}, {}),
    ({"$all": [{"hdr": True}, {"mode": "edit"}]}, {"mode": "edit"}),
    ({"hdr": True, "mode": "edit"}, {"mode": "edit"}),
]


@pytest.mark.parametrize(("raw", "sent"), HOLDS, ids=str)
def test_it_holds(raw: dict, sent: dict) -> None:
    assert evaluate(condition(raw, BY_PATH), facts(MODEL, sent)) is True


@pytest.mark.parametrize(("raw", "sent"), FAILS, ids=str)
def test_it_does_not_hold(raw: dict, sent: dict) -> None:
    assert evaluate(condition(raw, BY_PATH), facts(MODEL, sent)) is False


def test_lowered_forms_are_small() -> None:
    assert condition({}, BY_PATH) == All(())
    assert condition({"hdr": True}, BY_PATH) == In("hdr", (True,))
    assert condition({"hdr": {"sent": False}}, BY_PATH) == Not(Sent("hdr"))
    assert condition({"seed": {"min": 2}}, BY_PATH) == Compare(Value("seed"), ">=", Constant(2))
    assert condition({"end": 0.1}, BY_PATH) == In("end", (Decimal("0.1"),))


def test_terms() -> None:
    assert term(0.1, BY_PATH) == Constant(Decimal("0.1"))
    assert term("seed", BY_PATH) == Value("seed")
    assert term({"length": "prompt"}, BY_PATH) == Length("prompt")
    assert term({"+": [{"items": "concepts"}, 1.0]}, BY_PATH) == Arithmetic(
        Items("concepts"), "+", Constant(1)
    )
