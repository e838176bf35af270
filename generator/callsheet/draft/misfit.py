"""One value or key that does not fit its schema, in words."""

from __future__ import annotations

from typing import Any

from jsonschema_rs import ValidationError

from callsheet.draft.finding import error, nearest, shown
from callsheet.draft.schema.pieces import WORDS
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.place import Position

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "a mapping",
    "string": "a string",
}


def kind_of(mistake: ValidationError) -> Any:
    """The particulars; each kind has its own attributes, which the types of the library do not tell apart."""
    return mistake.kind


def misfit(mistake: ValidationError, where: Position, meant: str = "", *, is_key: bool = False) -> Diagnostic:
    """``meant`` is what the schema says of the place; it becomes the hint where the words are not enough."""
    kind = kind_of(mistake)
    value: Any = mistake.instance
    match kind.name:
        case "type" | "anyOf":
            return error("CS112", where, _other_type(mistake), _quote(mistake) or meant)
        case "enum":
            code = "CS110" if is_key else "CS113"
            options = [str(option) for option in kind.options]
            message = f"unknown key {value!r}" if is_key else f"unknown word {shown(value)}"
            return error(code, where, message, nearest(str(value), options))
        case "pattern":
            return error("CS115", where, f"{shown(value)} is not {WORDS.get(kind.pattern, 'allowed here')}")
        case "minItems" | "minProperties" | "minLength":
            return error(
                "CS116", where, "empty" if not value else f"only {len(value)} here", f"at least {kind.limit}"
            )
        case "maxItems" | "maxProperties" | "maxLength":
            return error("CS116", where, f"{len(value)} here", f"at most {kind.limit}")
        case "minimum":
            return error("CS116", where, f"{shown(value)} is too small", f"{kind.limit} or more")
        case "exclusiveMinimum":
            return error("CS116", where, f"{shown(value)} is too small", f"above {kind.limit}")
        case _:
            return error("CS112", where, mistake.message[:120])


def _other_type(mistake: ValidationError) -> str:
    wanted = sorted(_wanted(mistake), key=list(_TYPES).index)
    *most, last = (_TYPES[each] for each in wanted)
    needed = f"{', '.join(most)} or {last}" if most else last
    return f"{shown_type(mistake.instance)} where {needed} is needed"


def _wanted(mistake: ValidationError) -> set[str]:
    kind = kind_of(mistake)
    if kind.name == "type":
        return set(kind.types)
    return {
        t
        for branch in kind.context
        for each in branch
        for t in _wanted(each)
        if each.kind.name in ("type", "anyOf")
    }


def shown_type(value: object) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return "null" if value is None else shown(value)


def _quote(mistake: ValidationError) -> str:
    scalar = isinstance(mistake.instance, int | float)
    return f'quote it: "{shown(mistake.instance)}"' if scalar and _wanted(mistake) == {"string"} else ""
