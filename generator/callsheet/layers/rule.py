"""The closed language that rules are lowered to, and that emitters print.

An expression is a predicate over one request. It looks at three things of a parameter, named by its dotted
path: whether it was *sent*, its *effective* value (what was sent, else the documented default), and the length or
item count of that value. Absent, null and the parameter's unset marker are all "not sent".

Every node is total: a value of the wrong type, or no value at all, makes the node false (never an error), so that
all evaluators agree on any request whatever, also on those that break single-field limits. Numbers compare by
value (5 equals 5.0); booleans never equal numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Scalar: TypeAlias = str | bool | int | Decimal
"""A value that a parameter may have; JSON numbers with a fraction are Decimals."""

Order: TypeAlias = Literal["<", "<=", ">", ">=", "=", "!="]

# -- terms ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """The effective value of a parameter; undefined where nothing was sent and there is no default."""

    path: str


@dataclass(frozen=True, slots=True)
class Length:
    """Number of Unicode code points of an effective string; undefined for anything else."""

    path: str


@dataclass(frozen=True, slots=True)
class Items:
    """Number of items of an effective array; undefined for anything else."""

    path: str


@dataclass(frozen=True, slots=True)
class Constant:
    value: Scalar


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left op right`` over numbers, exact; undefined if a side is, is no number, or on division by zero."""

    left: Term
    op: Literal["+", "-", "*", "/"]
    right: Term


Term: TypeAlias = Value | Length | Items | Constant | Arithmetic

# -- predicates ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """Present in the request, not null, and not the parameter's unset marker."""

    path: str


@dataclass(frozen=True, slots=True)
class In:
    """The effective value is one of these."""

    path: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """The effective value is an array with at least one item that is one of these."""

    path: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """``left op right``: numbers by value for every op; strings and booleans for ``=`` and ``!=`` alone.

    False where a side is undefined or the two are not of one type (``!=`` too).
    """

    left: Term
    op: Order
    right: Term


@dataclass(frozen=True, slots=True)
class Matches:
    """The effective value is a string that matches a LIKE pattern: ``*`` is any run, ``.`` any one character."""

    path: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Not:
    of: Expr


@dataclass(frozen=True, slots=True)
class All:
    """All hold; ``All(())`` is true."""

    of: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one holds; ``Any(())`` is false."""

    of: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of these hold, compared with a number."""

    of: tuple[Expr, ...]
    op: Order
    n: int


Expr: TypeAlias = Sent | In | Contains | Compare | Matches | Not | All | Any | Count
