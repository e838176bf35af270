"""Which single changes are offered for numbers, for values without a list, and within limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callsheet.constraints.mend import fixes
from callsheet.constraints.ranges import outside, range_text
from callsheet.layers.model import Fix, Parameter
from callsheet.layers.rule import All, Any, Compare, Constant, Expr, In, Items, Not, Sent, Value


def _number(kind: str = "integer", **more: object) -> dict[str, Parameter]:
    return {"n": Parameter(path="n", name="n", type=kind, required=True, **more)}


def _n(op: str, value: object) -> Expr:
    return Compare(Value("n"), op, Constant(value))


CASES = [
    (_n(">=", 5), _number(), 4),
    (_n(">", 5), _number(), 5),
    (_n("<=", 5), _number(), 6),
    (_n("<", 5), _number(), 5),
    (_n("!=", 5), _number(), 5),
    (Not(_n("=", 5)), _number(), 5),
    (Not(In("n", (5, 7))), _number(), 5),
    (All((_n(">", 5), Sent("x"))), _number(), 5),
    (_n(">", 5), _number(maximum=Decimal(5)), 5),
    (_n("<", 5), _number(minimum=Decimal(5)), 5),
    (_n(">", 5), _number(minimum=Decimal(5), step=Decimal(5)), 5),
    (_n(">", Decimal("0.5")), _number("number"), Decimal("0.5")),
    (_n(">", 5), _number(maximum=Decimal(4)), None),
    (_n("<", 5), _number(minimum=Decimal(6)), None),
    (_n(">", 5), _number(below=Decimal(5)), None),
    (_n("<", 5), _number(above=Decimal(5)), None),
    (_n(">", 5), _number(step=Decimal(2)), None),
    (_n(">", Decimal("0.5")), _number(), None),
    (_n("=", 5), _number(), None),
]


@pytest.mark.parametrize(("violation", "parameters", "value"), CASES, ids=range(len(CASES)))
def test_numbers(violation: Expr, parameters: dict[str, Parameter], value: object) -> None:
    expected = () if value is None else (Fix(path="n", action="set", values=(value,)),)
    assert fixes(violation, parameters) == expected


def test_what_clients_fill_in_is_never_changed() -> None:
    model = Parameter(path="m", name="m", type="string", enum=("a", "b"), role="model")
    assert fixes(In("m", ("a",)), {"m": model}) == ()


def test_only_one_value_is_proposed_where_there_is_no_list() -> None:
    text = Parameter(path="t", name="t", type="string", required=True)
    assert fixes(Not(In("t", ("x", "y"))), {"t": text}) == (Fix(path="t", action="set", values=("x",)),)


def test_bounds() -> None:
    items = Items("k")
    low, high = Compare(items, "<", Constant(1)), Compare(items, ">", Constant(4))
    assert outside(items, (1, None)) == low
    assert outside(items, (None, 4)) == high
    assert outside(items, (1, 4)) == Any((low, high))
    assert [range_text(each) for each in ((1, None), (None, 4), (1, 4), (4, 4))] == [
        "at least 1",
        "at most 4",
        "1 to 4",
        "4",
    ]
