"""Requests as JSON objects, looked at by dotted path, and what is known of each parameter in one."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from callsheet.constraints.exact import plain
from callsheet.constraints.kleene import Facts, Found, Known, Mark, same
from callsheet.constraints.mend import default_of
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter
from callsheet.layers.rule import Scalar

Request: TypeAlias = dict[str, Json]


def wire(value: Scalar) -> Json:
    """A scalar as JSON has it: fractions as floats, which print as they were written."""
    return float(value) if isinstance(value, Decimal) else value


class Missing:
    """In the place of a value: the key is not there."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()


def look(request: Json, path: str) -> Json | Missing:
    """The value at a dotted path; MISSING where a key is, or where something above is no object."""
    found: Json = request
    for key in path.split("."):
        if not isinstance(found, dict) or key not in found:
            return MISSING
        found = found[key]
    return found


def changed(request: Request, path: str, value: Json | Missing) -> Request:
    """A copy with one value set, or its key left out; objects above are made where they are missing."""
    result = copy.deepcopy(request)
    *above, last = path.split(".")
    holder = result
    for key in above:
        below = holder.get(key)
        if not isinstance(below, dict):
            if isinstance(value, Missing):
                return result
            below = holder[key] = {}
        holder = below
    if isinstance(value, Missing):
        holder.pop(last, None)
    else:
        holder[last] = copy.deepcopy(value)
    return result


def is_sent(value: Json | Missing, parameter: Parameter) -> bool:
    """Present, not null, and no unset marker."""
    if isinstance(value, Missing) or value is None:
        return False
    bare = plain(value)
    return bare is None or not any(same(bare, marker) for marker in parameter.unset)


def known(value: Json | Missing, parameter: Parameter) -> Known:
    """Whether it was sent, and its effective value."""
    if not is_sent(value, parameter) or isinstance(value, Missing):
        return Known(sent=False, value=default_of(parameter))
    return Known(sent=True, value=effective(value))


def effective(value: Json) -> Found:
    """A sent value as rules see it: a scalar, a tuple of what the items are, or nothing they could name."""
    if isinstance(value, list):
        return tuple(Mark.UNDEFINED if (item := plain(each)) is None else item for each in value)
    bare = plain(value)
    return Mark.UNDEFINED if bare is None else bare


def facts(model: Model, request: Mapping[str, Json]) -> Facts:
    """All that rules can see of a request, by path."""
    whole = dict(request)
    return {path: known(look(whole, path), p) for path, p in model.at_path().items() if "[]" not in path}
