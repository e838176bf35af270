"""Whether the rules of a spec already say what a rule of the page says, whatever their words and kinds."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from math import prod
from typing import Final, cast

from callsheet.constraints.kleene import Known, Mark, evaluate
from callsheet.constraints.paths import paths_of
from callsheet.layers.model import Parameter, Rule
from callsheet.layers.rule import Expr, Scalar
from callsheet.layers.spec import ParameterSpec

_MOST: Final = 2_000
"""Combinations to look at; above, the question is left open."""


def parameters_of(specs: Iterable[ParameterSpec]) -> dict[str, Parameter]:
    """As much of each parameter as conditions look at, by path."""
    return {each.path: _parameter(each) for spec in specs for each in _with_items(spec)}


def covers(rules: Iterable[Rule], rule: Rule, parameters: Mapping[str, Parameter]) -> bool:
    """Every request that meets ``rule`` meets one of ``rules`` with the same effect. False also for "cannot tell"."""
    others = [each.violation for each in rules if each.effect == rule.effect]
    if rule.violation in others:
        return True
    choices = _choices(rule.violation, others, parameters)
    if not others or prod(map(len, choices.values())) > _MOST:
        return False
    cases = (dict(zip(choices, case, strict=True)) for case in itertools.product(*choices.values()))
    meeting = [case for case in cases if evaluate(rule.violation, case) is not False]
    return bool(meeting) and all(_any_holds(others, case) for case in meeting)


def _choices(of: Expr, others: list[Expr], parameters: Mapping[str, Parameter]) -> dict[str, list[Known]]:
    """The states of the parameters in question, and of those that rules tie to them while there is room."""
    choices = {path: _states(parameters[path]) for path in paths_of(of)}
    tied = [path for other in others if choices.keys() & set(paths_of(other)) for path in paths_of(other)]
    for path in dict.fromkeys(tied):
        states = _states(parameters[path])
        if path not in choices and prod(map(len, choices.values())) * len(states) <= _MOST:
            choices[path] = states
    return choices


def _any_holds(others: list[Expr], case: Mapping[str, Known]) -> bool:
    return any(evaluate(each, case) is True for each in others)


def _states(parameter: Parameter) -> list[Known]:
    """Not sent, and sent with each value that can be told apart."""
    default = parameter.default
    unsent = (
        Mark.UNDEFINED if default is None else Mark.UNKNOWN if isinstance(default, list | dict) else default
    )
    values: tuple[Scalar | Mark, ...] = parameter.enum or (
        (True, False) if parameter.type == "boolean" else (Mark.UNKNOWN,)
    )
    return [
        Known(sent=False, value=cast("Scalar | Mark", unsent)),
        *(Known(sent=True, value=v) for v in values),
    ]


def _with_items(spec: ParameterSpec) -> Iterator[ParameterSpec]:
    yield spec
    if spec.items is not None:
        yield from _with_items(spec.items)


def _parameter(spec: ParameterSpec) -> Parameter:
    return Parameter(
        path=spec.path,
        name=spec.path,
        type=spec.type,
        enum=spec.enum,
        default=spec.default,
        unset=spec.unset,
        item=_parameter(spec.items) if spec.items else None,
    )
