"""Ways to mend a violation: changes of one parameter after which it cannot hold, whatever the others are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from callsheet.constraints.exact import plain
from callsheet.constraints.kleene import Facts, Found, Known, Mark, evaluate
from callsheet.constraints.paths import paths_of
from callsheet.layers.model import Fix, Parameter
from callsheet.layers.rule import (
    All,
    Any,
    Compare,
    Constant,
    Count,
    Expr,
    In,
    Not,
    Scalar,
    Value,
)


def fixes(violation: Expr, parameters: Mapping[str, Parameter], order: Iterable[str] = ()) -> tuple[Fix, ...]:
    """At most one fix a parameter, each of which mends on its own; ``order`` names those to offer first."""
    paths = dict.fromkeys((*order, *paths_of(violation)))
    found = (_fix(violation, parameters[path]) for path in paths if path in parameters)
    return tuple(fix for fix in found if fix is not None)


def _fix(violation: Expr, parameter: Parameter) -> Fix | None:
    if parameter.role == "model":
        return None
    path = parameter.path
    good = tuple(value for value in _candidates(violation, parameter) if _mends(violation, path, sent(value)))
    if good:
        listed = parameter.enum or parameter.type == "boolean"
        return Fix(path=path, action="set", values=good if listed else good[:1])
    if not parameter.required and _mends(violation, path, omitted(parameter)):
        return Fix(path=path, action="omit")
    if _mends(violation, path, sent(Mark.UNKNOWN)):
        return Fix(path=path, action="send")
    return None


def fixes_of_parts(
    when: Expr, parts: tuple[Expr, ...], parameters: Mapping[str, Parameter], order: Iterable[str] = ()
) -> tuple[Fix, ...]:
    """Of a violation that has several ways: what mends all at once, else one change for each, to be made together."""
    at_once = fixes(All((when, Any(parts))), parameters, order)
    return at_once or _first_of_each((All((when, part)) for part in parts), parameters)


def each_true(choices: Iterable[Expr], parameters: Mapping[str, Parameter]) -> tuple[Fix, ...]:
    """For each choice, one change after which it holds."""
    return _first_of_each((Not(choice) for choice in choices), parameters)


def each_false(choices: Iterable[Expr], parameters: Mapping[str, Parameter]) -> tuple[Fix, ...]:
    """For each choice, one change after which it does not hold."""
    return _first_of_each(choices, parameters)


def _first_of_each(wrong: Iterable[Expr], parameters: Mapping[str, Parameter]) -> tuple[Fix, ...]:
    found = (fixes(expr, parameters)[:1] for expr in wrong)
    return tuple(dict.fromkeys(fix for some in found for fix in some))


def _mends(violation: Expr, path: str, known: Known) -> bool:
    facts: Facts = {path: known}
    return evaluate(violation, facts) is False


def sent(value: Scalar | Mark) -> Known:
    return Known(sent=True, value=value)


def omitted(parameter: Parameter) -> Known:
    """What is known of a parameter that is left out: its default is in force."""
    return Known(sent=False, value=default_of(parameter))


def default_of(parameter: Parameter) -> Found:
    """The default as an effective value; members of a default object are not looked at."""
    if isinstance(parameter.default, list):
        items = map(plain, parameter.default)
        return tuple(Mark.UNDEFINED if item is None else item for item in items)
    value = plain(parameter.default)
    return Mark.UNDEFINED if value is None else value


def _candidates(violation: Expr, parameter: Parameter) -> tuple[Scalar, ...]:
    """Values worth trying: all that there are, else those that the violation names and their neighbours."""
    if parameter.type == "boolean":
        return (True, False)
    if parameter.enum:
        return parameter.enum
    named = (value for value in _named(violation, parameter.path) if _fits(value, parameter))
    return tuple(dict.fromkeys(named))


def _named(expr: Expr, path: str) -> Iterator[Scalar]:
    match expr:
        case In(where, values) if where == path:
            yield from values
        case Compare(Value(where), op, Constant(value)) if where == path:
            yield from _around(value, op)
        case Not(of):
            yield from _named(of, path)
        case All(of) | Any(of) | Count(of, _, _):
            for each in of:
                yield from _named(each, path)


def _around(value: Scalar, op: str) -> tuple[Scalar, ...]:
    if isinstance(value, bool | str) or op not in (">=", "<="):
        return (value,)
    return (value - 1,) if op == ">=" else (value + 1,)


def _fits(value: Scalar, parameter: Parameter) -> bool:
    """Whether the parameter's own limits take the value."""
    if isinstance(value, bool | str):
        return True
    if parameter.type == "integer" and value != int(value):
        return False
    low = parameter.minimum is None or value >= parameter.minimum
    high = parameter.maximum is None or value <= parameter.maximum
    inside = (parameter.above is None or value > parameter.above) and (
        parameter.below is None or value < parameter.below
    )
    return low and high and inside and (not parameter.step or value % parameter.step == 0)
