"""Validators and solver find in every hand-written case what the page says, and nothing else."""

from __future__ import annotations

from golden_cases import Golden

from callsheet import solve
from callsheet.layers.model import Model
from callsheet.live import Package


def test_errors_are_those_that_the_page_states(golden: Golden, model: Model, package: Package) -> None:
    validate = package.module(f"{model.provider}.validators").VALIDATORS[model.id]
    for case in golden.cases:
        found = validate(case.request)
        assert all(each.is_error for each in found), case
        assert {each.rule for each in found if ":" not in each.rule} == case.breaks, case
        assert {each.rule.rpartition(":")[0] for each in found if ":" in each.rule} == case.limits, case


def test_advice_comes_on_request_and_is_no_error(golden: Golden, model: Model, package: Package) -> None:
    validate = package.module(f"{model.provider}.validators").VALIDATORS[model.id]
    for case in golden.cases:
        advice = [each for each in validate(case.request, advice=True) if not each.is_error]
        assert {each.rule for each in advice} == case.warns, case


def test_a_violation_says_where_the_page_states_it(golden: Golden, model: Model, package: Package) -> None:
    validate = package.module(f"{model.provider}.validators").VALIDATORS[model.id]
    rules = {rule.id: rule for rule in model.rules}
    for case in golden.cases:
        for each in validate(case.request):
            if each.rule in rules:
                assert each.at.partition("#")[0] == rules[each.rule].at.partition("#")[0]
                assert each.at
                assert each.fixes, each


def test_the_solver_judges_alike(golden: Golden, model: Model) -> None:
    for case in golden.cases:
        judgement = solve.judge(model, case.request)
        assert {each for each in judgement.errors if ":" not in each} == case.breaks, case
        assert {each.rpartition(":")[0] for each in judgement.errors if ":" in each} == case.limits, case
        assert set(judgement.warnings) == case.warns, case
