"""Every model has hand-written cases, and they touch every rule, every limit and every need."""

from __future__ import annotations

from golden_cases import Golden, goldens

from callsheet.layers.model import Model


def test_every_model_has_its_cases(models: dict[str, Model]) -> None:
    assert {golden.name for golden in goldens()} == set(models)


def test_a_case_says_what_it_means(golden: Golden) -> None:
    for case in golden.cases:
        assert case.is_valid is not bool(case.breaks | case.limits), case


def test_every_rule_is_broken_once(golden: Golden, model: Model) -> None:
    broken = {id_ for case in golden.cases for id_ in case.breaks | case.warns}
    assert broken == {rule.id for rule in model.rules}


def test_every_parameter_crosses_its_limits_once(golden: Golden, model: Model) -> None:
    crossed = {path.removesuffix("[]") for case in golden.cases for path in case.limits}
    stated = [parameter for parameter in model.walk() if parameter.basis in ("documented", "elsewhere")]
    listed = {parameter.path for parameter in stated if "[]" not in parameter.path}
    if model.unknown_keys is None:
        assert crossed <= listed
    assert listed - crossed == set()


def test_every_need_and_media_limit_is_named(golden: Golden, model: Model) -> None:
    named = {id_ for _, ids in golden.needs for id_ in ids}
    assert named == {need.id for need in model.needs}
    for path, limits in golden.media.items():
        written = [{"what": each.what, "max": each.max} for each in model.at_path()[path].media]
        assert written == limits


def test_all_values_and_defaults_are_those_of_the_page(golden: Golden, model: Model) -> None:
    walked = list(model.walk())
    values = {each.path.removesuffix("[]"): set(each.enum) for each in walked if each.enum}
    assert {path: set(listed) for path, listed in golden.takes.items()} == values
    assert golden.defaults == {each.path: each.default for each in walked if each.default is not None}
