"""Expressions in words: "resolution is 540p", "hdr must be true"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from callsheet.layers.rule import (
    All,
    Any,
    Arithmetic,
    Compare,
    Constant,
    Contains,
    Count,
    Expr,
    In,
    Items,
    Length,
    Matches,
    Not,
    Order,
    Scalar,
    Sent,
    Term,
    Value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How a verb reads: what is, or what must be."""

    be: str
    not_be: str
    sent: str
    unsent: str
    have: str
    not_have: str
    match: str
    not_match: str
    hold: str


IS: Final = Mood(
    be="is",
    not_be="is not",
    sent="is sent",
    unsent="is not sent",
    have="has",
    not_have="has not",
    match="matches",
    not_match="does not match",
    hold="holds",
)
MUST: Final = Mood(
    be="must be",
    not_be="must not be",
    sent="must be sent",
    unsent="must be left out",
    have="must have",
    not_have="must not have",
    match="must match",
    not_match="must not match",
    hold="must hold",
)

_ORDER: Final[dict[Order, str]] = {
    "!=": "other than",
    "<": "less than",
    "<=": "at most",
    "=": "",
    ">": "more than",
    ">=": "at least",
}
_OPPOSITE: Final[dict[Order, Order]] = {"!=": "=", "<": ">=", "<=": ">", "=": "!=", ">": "<=", ">=": "<"}


def clause(expr: Expr) -> str:
    """``resolution is 540p and hdr is true``."""
    return _say(expr, IS)


def demand(expr: Expr) -> str:
    """``hdr must be true``."""
    return _say(expr, MUST)


def subject(expr: Expr) -> str:
    """What is not available: ``resolution 540p``, ``end_frame_url``; empty where no noun will do."""
    match expr:
        case In(path, values):
            return f"{path} {one_of(values)}"
        case Sent(path):
            return path
    return ""


def one_of(values: Iterable[Scalar]) -> str:
    """``720p or 1080p``."""
    return series([scalar_text(value) for value in values], "or")


def series(parts: Iterable[str], word: str) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    listed = list(parts)
    return f" {word} ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


def scalar_text(value: Scalar) -> str:
    """A value as one would write it: quoted only where bare text would mislead."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and (
        not value or not value.isprintable() or value != value.strip() or "," in value
    ):
        return repr(value)
    return str(value)


def term_text(term: Term) -> str:
    """``p4 + p5``, ``the length of prompt``, ``12``."""
    match term:
        case Value(path):
            return path
        case Constant(value):
            return scalar_text(value)
        case Length(path):
            return f"the length of {path}"
        case Items(path):
            return f"the number of {path}"
        case Arithmetic(left, op, right):
            return f"{_operand(left)} {op} {_operand(right)}"


def _operand(term: Term) -> str:
    text = term_text(term)
    return f"({text})" if isinstance(term, Arithmetic) and term.op in "+-" else text


def _say(expr: Expr, mood: Mood) -> str:
    match expr:
        case Sent(path):
            return f"{path} {mood.sent}"
        case In(path, values):
            return f"{path} {mood.be} {one_of(values)}"
        case Contains(path, values):
            return f"{path} {mood.have} {one_of(values)} among its items"
        case Matches(path, pattern):
            return f"{path} {mood.match} {pattern}"
        case Compare(left, op, right):
            return _compared(left, op, right, mood)
        case Not(of):
            return _denied(of, mood)
        case All((one,)) | Any((one,)):
            return _say(one, mood)
        case All(of) | Any(of):
            return _joined(of, mood, *(("and", "always") if isinstance(expr, All) else ("or", "never")))
        case Count(of, op, n):
            return f"{_ORDER[op]} {n} of ({'; '.join(map(clause, of))}) {mood.hold}".strip()


def _joined(of: tuple[Expr, ...], mood: Mood, word: str, empty: str) -> str:
    return series((_inside(each, mood, word) for each in of), word) if of else empty


def _inside(expr: Expr, mood: Mood, word: str) -> str:
    """In brackets where it is joined by another word than what is around it."""
    text = _say(expr, mood)
    return f"({text})" if _word(expr) not in ("", word) else text


def _word(expr: Expr) -> str:
    """What joins the parts of an expression; nothing where there are no parts."""
    match expr:
        case All(of) | Any(of) if len(of) > 1:
            return "and" if isinstance(expr, All) else "or"
        case All((one,)) | Any((one,)):
            return _word(one)
        case Not(of):
            return {"and": "or", "or": "and"}.get(_word(of), "")
    return ""


def _compared(left: Term, op: Order, right: Term, mood: Mood) -> str:
    measured = _measured(left, op, right)
    if measured:
        return f"{measured[0]} {mood.have} {measured[1]}"
    return " ".join(filter(None, [term_text(left), mood.be, _ORDER[op], term_text(right)]))


def _measured(left: Term, op: Order, right: Term) -> tuple[str, str] | None:
    """``keyframes``, ``at most 64 items``."""
    if isinstance(left, Length | Items) and isinstance(right, Constant):
        unit = "characters" if isinstance(left, Length) else "items"
        unit = unit[:-1] if right.value == 1 else unit
        return left.path, f"{_ORDER[op]} {right.value} {unit}".strip()
    return None


def _denied(expr: Expr, mood: Mood) -> str:
    match expr:
        case Not(of):
            return _say(of, mood)
        case Sent(path):
            return f"{path} {mood.unsent}"
        case In(path, values):
            return f"{path} {mood.not_be} {one_of(values)}"
        case Contains(path, values):
            return f"{path} {mood.not_have} {one_of(values)} among its items"
        case Matches(path, pattern):
            return f"{path} {mood.not_match} {pattern}"
        case Compare(left, op, right):
            return _compared(left, _OPPOSITE[op], right, mood)
        case Count(of, op, n):
            return _say(Count(of, _OPPOSITE[op], n), mood)
        case All(of):
            return _say(Any(tuple(Not(each) for each in of)), mood)
        case Any(of):
            return _say(All(tuple(Not(each) for each in of)), mood)
