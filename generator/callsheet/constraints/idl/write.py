"""Rules to IDL text, from their violations; None where the language has no words for one.

IDL knows what is sent, not defaults: ``p == v`` is written ``(p=='v' OR NOT p)`` where ``v`` is the default of ``p``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from callsheet.constraints.exact import plain
from callsheet.constraints.idl.inexpressible import Inexpressible
from callsheet.constraints.idl.names import written
from callsheet.constraints.idl.relations import relation
from callsheet.constraints.kleene import matches, same
from callsheet.layers.model import Parameter, Rule
from callsheet.layers.rule import All, Any, Compare, Count, Expr, In, Matches, Not, Scalar, Sent

Parameters = Mapping[str, Parameter]

_COUNTS: Final = {
    ("=", 1): "OnlyOne",
    ("<=", 1): "ZeroOrOne",
    ("<", 2): "ZeroOrOne",
    (">=", 1): "Or",
    (">", 0): "Or",
}


def dependencies(rules: Iterable[Rule], parameters: Parameters) -> dict[str, str]:
    """IDL text by rule id, of the rules that refuse and that can be said."""
    texts = ((rule.id, dependency(rule.violation, parameters)) for rule in rules if rule.effect == "refused")
    return {name: text for name, text in texts if text is not None}


def dependency(violation: Expr, parameters: Parameters) -> str | None:
    """``IF a THEN b;`` for the violation ``All((Sent("a"), Not(Sent("b"))))``."""
    try:
        return f"{_top(violation, parameters)};"
    except Inexpressible:
        return None


def _top(violation: Expr, parameters: Parameters) -> str:
    match violation:
        case Count(of, ">", 1) if len(of) > 1:
            return _call("ZeroOrOne", of, parameters)
        case Count(of, "!=", 1) if len(of) > 1:
            return _call("OnlyOne", of, parameters)
        case Not(Any(of)) if len(of) > 1:
            return _call("Or", of, parameters)
        case All((Any(some), Not(All(every)))) if some == every and len(some) > 1:
            return _call("AllOrNone", some, parameters)
        case All((when, Not(require))):
            return f"IF {_text(when, parameters)} THEN {_text(require, parameters)}"
        case All((when, *rest)) if rest:
            return f"IF {_text(when, parameters)} THEN {_text(Not(All(tuple(rest))), parameters)}"
        case _:
            denied = _text(Not(violation), parameters)
            return f"Or({denied}, {denied})"


def _call(name: str, of: tuple[Expr, ...], parameters: Parameters) -> str:
    return f"{name}({', '.join(_text(each, parameters) for each in of)})"


def _text(expr: Expr, parameters: Parameters) -> str:
    """A predicate; whatever has several parts comes in brackets."""
    match expr:
        case Sent(path):
            return written(path)
        case In(path, values):
            return _in(parameters[path], values)
        case Matches(path, pattern):
            default = plain(parameters[path].default)
            found = f"{written(path)} LIKE {_quoted(pattern)}"
            return _or_absent(found, path, fits=isinstance(default, str) and matches(pattern, default))
        case Compare():
            return relation(expr, parameters)
        case Not(Not(of)):
            return _text(of, parameters)
        case Not(of):
            return f"NOT {_text(of, parameters)}"
        case All(of) | Any(of):
            return _joined(of, " AND " if isinstance(expr, All) else " OR ", parameters)
        case Count(of, op, n) if (op, n) in _COUNTS and len(of) > 1:
            return _call(_COUNTS[op, n], of, parameters)
    raise Inexpressible(expr)


def _joined(of: tuple[Expr, ...], word: str, parameters: Parameters) -> str:
    if not of:
        raise Inexpressible(of)
    return (
        _text(of[0], parameters) if len(of) == 1 else f"({word.join(_text(each, parameters) for each in of)})"
    )


def _in(parameter: Parameter, values: tuple[Scalar, ...]) -> str:
    name, default = written(parameter.path), plain(parameter.default)
    if not values:
        raise Inexpressible(values)
    if parameter.type in ("string", "file"):
        found = f"{name}=={'|'.join(_quoted(value) for value in values)}"
    else:
        parts = [f"{name}=={_bare(value)}" for value in values]
        found = parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
    return _or_absent(
        found, parameter.path, fits=default is not None and any(same(default, v) for v in values)
    )


def _or_absent(found: str, path: str, *, fits: bool) -> str:
    return f"({found} OR NOT {written(path)})" if fits else found


def _quoted(value: Scalar) -> str:
    text = str(value)
    mark = "'" if "'" not in text else '"'
    if mark in text or "\n" in text or not isinstance(value, str):
        raise Inexpressible(value)
    return f"{mark}{text}{mark}"


def _bare(value: Scalar) -> str:
    if isinstance(value, str):
        raise Inexpressible(value)
    return str(value).lower() if isinstance(value, bool) else format(Decimal(value), "f")
