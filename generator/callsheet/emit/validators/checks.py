"""The checks of one value, as an ``elif`` chain: what is wrong, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from callsheet.emit.encode.python_text import Code, code, join, literal
from callsheet.emit.python.expression import is_among
from callsheet.layers.model import Parameter

KINDS = {
    "string": "a string",
    "file": "a string",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "an array",
    "object": "an object",
}
FORMATS = {
    "uri": "a URI",
    "uuid": "a UUID",
    "date-time": "a date and time (RFC 3339)",
    "email": "an e-mail address",
}


MOST_INLINE = 12
"""Longer lists of values are asked of a constant beside the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """All of ``wrong`` holds of a bad value; ``violation`` is then the method of the field to call, with arguments."""

    wrong: tuple[Code, ...]
    violation: Code
    imports: tuple[tuple[str, str], ...] = ()


def checks(parameter: Parameter, value: Code, allowed: Code) -> Iterator[Check]:
    """In the order in which they are asked: the type first, since the others presuppose it.

    ``allowed`` is the constant that holds a long list of values.
    """
    yield _type(parameter, value)
    if parameter.enum:
        yield Check(wrong=(_not_in(parameter, value, allowed),), violation=code("not_one_of({})", value))
    yield from _bounds(parameter, value)
    yield from _sizes(parameter, value)
    if parameter.unique_items:
        wrong = (code("len({}) > 1", value), code("has_repeats({})", value))
        yield Check(wrong=wrong, violation=Code("repeated()"), imports=(("values", "has_repeats"),))
    if parameter.format:
        violation = code('outside("format", {}, {})', value, literal(FORMATS[parameter.format]))
        yield Check(wrong=_format(parameter.format, value), violation=violation)


def _type(parameter: Parameter, value: Code) -> Check:
    violation = code("wrong_type({}, {})", value, literal(KINDS[parameter.type]))
    forms, imports = _TYPES[parameter.type]
    return Check(
        wrong=tuple(code(form, *[value] * form.count("{}")) for form in forms),
        violation=violation,
        imports=imports,
    )


_TEXT = ("type({}) is not str", "not isinstance({}, str)")
_TYPES: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "string": (_TEXT, ()),
    "file": (_TEXT, ()),
    "integer": (("type({}) is not int", "not is_integer({})"), (("values", "is_integer"),)),
    "number": (("type({}) is not int", "not is_number({})"), (("values", "is_number"),)),
    "boolean": (("{} is not True", "{} is not False"), ()),
    "array": (("not is_array({})",), (("values", "is_array"),)),
    "object": (("not is_object({})",), (("values", "is_object"),)),
}
"""The exact type is the fast question, and nearly always the last."""


def _not_in(parameter: Parameter, value: Code, allowed: Code) -> Code:
    if len(parameter.enum) == 1 or parameter.type == "boolean":
        return is_among(value, parameter.enum, holds=False)
    if len(parameter.enum) > MOST_INLINE:
        return code("{} not in {}", value, allowed)
    if parameter.type in ("integer", "number"):
        return code("{} not in {}", value, literal(parameter.enum))
    return code("{} not in {{{}}}", value, join(", ", map(literal, parameter.enum)))


def _bounds(parameter: Parameter, value: Code) -> Iterator[Check]:
    limits = (
        ("min", "<", parameter.minimum, "at least"),
        ("min", "<=", parameter.above, "more than"),
        ("max", ">", parameter.maximum, "at most"),
        ("max", ">=", parameter.below, "less than"),
    )
    for limit, operator, bound, words in limits:
        if bound is not None:
            wanted = literal(f"{words} {_plain(bound)}")
            violation = code("outside({}, {}, {})", literal(limit), value, wanted)
            yield Check(wrong=(code(f"{{}} {operator} {{}}", value, literal(bound)),), violation=violation)
    if parameter.step is not None:
        yield _step(parameter.step, value)


def _step(step: Decimal, value: Code) -> Check:
    wanted = literal(f"a multiple of {_plain(step)}")
    violation = code('outside("step", {}, {})', value, wanted)
    if step == step.to_integral_value():
        return Check(wrong=(code("{} % {} != 0", value, literal(step)),), violation=violation)
    wrong = code("not is_multiple({}, {})", value, literal(_plain(step)))
    return Check(wrong=(wrong,), violation=violation, imports=(("terms", "is_multiple"),))


def _sizes(parameter: Parameter, value: Code) -> Iterator[Check]:
    sizes = (
        ("length", parameter.min_length, parameter.max_length, "character"),
        ("items", parameter.min_items, parameter.max_items, "item"),
    )
    for limit, low, high, noun in sizes:
        if low is not None or high is not None:
            wanted = literal(_wanted(low, high, noun))
            violation = code("wrong_size({}, {}, {})", literal(limit), value, wanted)
            yield Check(wrong=(_size(value, low, high),), violation=violation)


def _size(value: Code, low: int | None, high: int | None) -> Code:
    if low is None:
        return code("len({}) > {}", value, literal(high))
    if high is None:
        return code("len({}) < {}", value, literal(low))
    return code("not {} <= len({}) <= {}", literal(low), value, literal(high))


def _wanted(low: int | None, high: int | None, noun: str) -> str:
    if low is not None and high is not None:
        return f"{low} to {high} {noun}s" if low != high else f"{low} {noun}{'s' * (low != 1)}"
    return (
        f"at least {low} {noun}{'s' * (low != 1)}"
        if high is None
        else f"at most {high} {noun}{'s' * (high != 1)}"
    )


def _format(name: str, value: Code) -> tuple[Code, ...]:
    """A plain web address is the common case, and known to be right without the regular expression."""
    fails = code("is_{}({}) is None", Code(name.replace("-", "_")), value)
    if name != "uri":
        return (fails,)
    return code('({}[:8] != "https://" or " " in {} or "\\n" in {})', value, value, value), fails


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
