"""A rule in the literal form of a forbidden combination, as the rule that a person would write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from callsheet.draft.update.entries import exact
from callsheet.layers.facts import Json, RuleFact

Literal: TypeAlias = Sequence[Any]
Body: TypeAlias = dict[str, Any]
"""A rule's own keys: ``{"when": …, "require": …}``."""

_BELOW: Final = {"<": "below", ">": "above"}
_WITHIN: Final = {"<": "min", ">": "max"}
"""A count that is forbidden below 2 is at least 2."""
_NEGATED: Final = {"<": ">=", ">": "<="}


class UnwritableError(ValueError):
    """No constraint kind says this; the message says which part."""


def body_of(fact: RuleFact) -> Body:
    """The keys of the most readable kind. Raises UnwritableError."""
    literals = [_checked(each) for each in fact.all]
    if fact.kind == "ignored":
        return {"ignored": [_field(fact)], "when": _condition(literals)}
    if fact.kind == "forced":
        return {"forced": {_field(fact): exact(fact.value)}, "when": _condition(literals)}
    if fact.kind != "forbid" or not literals:
        raise UnwritableError(f"a rule of kind {fact.kind}")
    counted = [each for each in literals if not isinstance(each[0], str)]
    compared = [each for each in literals if _is_relation(each)]
    if counted or compared:
        return _counted(literals, [*counted, *compared])
    return _plain(literals)


def _plain(literals: list[Literal]) -> Body:
    if len(literals) == 2 and all(each[1] == "set" for each in literals):
        return {"at_most_one": [each[0] for each in literals]}
    asked = [each for each in literals if each[1] in ("unset", "!=", "not in")]
    given = [each for each in literals if each not in asked]
    if len(asked) == 1 and given:
        return {"when": _condition(given), "require": _condition([_opposite(asked[0])])}
    return {"forbid": _condition(literals)}


def _opposite(literal: Literal) -> Literal:
    name, op, *values = literal
    return [name, {"unset": "set", "!=": "=", "not in": "in"}[op], *values]


def _condition(literals: Sequence[Literal]) -> Body:
    parts = [_test(each) for each in literals]
    names = [name for part in parts for name in part]
    if len(set(names)) < len(names):
        return {"$all": parts}
    return {name: test for part in parts for name, test in part.items()}


def _test(literal: Literal) -> Body:
    subject, op, *values = literal
    if not isinstance(subject, str):
        return _items_test(literal)
    value = exact(values[0]) if values else None
    tests: dict[str, Any] = {
        "=": value,
        "!=": {"not": value},
        "in": value,
        "not in": {"not": value},
        "set": {"sent": True},
        "unset": {"sent": False},
        "<": {"below": value},
        ">": {"above": value},
    }
    return {subject: tests[op]}


def _items_test(literal: Literal) -> Body:
    (kind, name), op, number = literal
    if kind != "items" or not isinstance(name, str) or not isinstance(number, int):
        raise UnwritableError(f"a {kind} inside a condition")
    return {name: {"items": {"min": number + 1} if op == ">" else {"max": number - 1}}}


def _counted(literals: list[Literal], counted: list[Literal]) -> Body:
    """One count, sum or relation; what stands beside it becomes the condition, where the kind takes one."""
    given = [each for each in literals if each not in counted]
    if len(counted) > 1:
        raise UnwritableError("two counts in one rule")
    subject, op, number = counted[0]
    if isinstance(subject, str):
        return _alone(given, {"relation": {"left": subject, "op": _NEGATED[op], "right": number["field"]}})
    kind, of = subject
    if kind == "items" and isinstance(of, str):
        return {**({"when": _condition(given)} if given else {}), "items": {of: _bounds(op, number)}}
    if kind in ("sum", "product") and isinstance(of, list) and all(isinstance(each, str) for each in of):
        return _alone(given, {kind: list(of), "range": _bounds(op, number)})
    if kind == "count" and (op, number) in ((">", 1), ("<", 1)):
        return _alone(given, {"at_most_one" if op == ">" else "at_least_one": list(of)})
    raise UnwritableError(f"a {kind} {op} {number}")


def _alone(given: list[Literal], body: Body) -> Body:
    if given:
        raise UnwritableError(f"{next(iter(body))} under a condition")
    return body


def _bounds(op: str, number: Any) -> list[Any]:
    return [exact(number), None] if _WITHIN[op] == "min" else [None, exact(number)]


def _is_relation(literal: Literal) -> bool:
    return len(literal) == 3 and isinstance(literal[2], dict)


def _field(fact: RuleFact) -> str:
    if fact.field is None:
        raise UnwritableError(f"a rule of kind {fact.kind} without a field")
    return fact.field


def _checked(literal: Json) -> Literal:
    """A literal of a shape that the rest of this file knows."""
    if not isinstance(literal, list) or not 2 <= len(literal) <= 3:
        raise UnwritableError("a literal of unknown shape")
    subject, op = literal[0], literal[1]
    is_counted = isinstance(subject, list) and len(subject) == 2 and isinstance(subject[0], str)
    operators = (
        ("<", ">") if is_counted or (len(literal) == 3 and isinstance(literal[2], dict)) else _OPERATORS
    )
    if not (isinstance(subject, str) or is_counted) or op not in operators:
        raise UnwritableError(f"a literal with {op!r}")
    if (op in ("set", "unset")) != (len(literal) == 2):
        raise UnwritableError(f"a literal with {op!r} and {len(literal) - 2} values")
    return literal


_OPERATORS: Final = ("=", "!=", "in", "not in", "set", "unset", "<", ">")
