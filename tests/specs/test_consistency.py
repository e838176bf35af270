"""What the specs imply: nothing dead, no price with a hole, and no rule that others already make, but for a few."""

from __future__ import annotations

import pytest
from golden_cases import Golden

from callsheet import solve
from callsheet.layers.model import Model

STATED_ALL_THE_SAME = {
    "gmicloud/luma-ray-3-2-generate": {"exr-not-forward-extend", "exr-not-backward-extend"},
}
"""Rules that follow from others and stand because the page states them: EXR needs the HDR that an extend refuses."""


@pytest.fixture
def program(model: Model) -> solve.Program:
    return solve.Program(model)


def test_no_rule_is_implied_by_others(golden: Golden, program: solve.Program) -> None:
    assert {each.rule for each in solve.implied_rules(program)} == STATED_ALL_THE_SAME.get(golden.name, set())


def test_no_value_and_no_parameter_is_dead(program: solve.Program) -> None:
    assert list(solve.dead_values(program)) == []
    assert list(solve.dead_parameters(program)) == []


def test_every_valid_request_has_one_price(model: Model) -> None:
    assert list(solve.price_faults(model)) == []
