"""Why not, in words, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter
from callsheet.plan.answer import Reason
from callsheet.plan.names import fold
from callsheet.plan.wish import Wish


def reason_of(model: Model, name: str) -> Reason:
    """Of a rule's id, or of a limit's: ``duration:enum``."""
    rule = next((each for each in model.rules if each.id == name), None)
    if rule is not None:
        return Reason(id=rule.id, message=rule.message, at=rule.at, basis=rule.basis)
    path, _, limit = name.rpartition(":")
    parameter = model.at_path().get(path)
    if parameter is None:
        return Reason(id=name, message=f"{path} is not known")
    return Reason(
        id=name, message=f"{path} {_limit(parameter, limit)}", at=parameter.at, basis=parameter.basis
    )


def missing(wish: Wish, model: Model, found: Sequence[Parameter] = ()) -> Reason:
    """Of a wish that names no parameter here, or several, or one without such values."""
    if wish.order is None:
        able = ", ".join(model.capabilities) or "nothing that is listed"
        return Reason(id=wish.name, message=f"does {able}", basis="documented" if model.capabilities else "")
    if not found:
        asked = next((each for each in model.open if fold(wish.name) in fold(each)), "")
        tail = f" (open: {asked})" if asked else ""
        return Reason(id=wish.name, message=f"no parameter for {wish.name}{tail}")
    if len(found) > 1:
        return Reason(id=wish.name, message=f"{wish.name} may be {' or '.join(each.path for each in found)}")
    parameter = found[0]
    said = _limit(parameter, "enum") if parameter.enum else "has no order"
    return Reason(id=f"{parameter.path}{wish.order}", message=f"{parameter.path} {said}", at=parameter.at)


def apart(wish: Wish, parameter: Parameter, before: Sequence[Json]) -> Reason:
    """Of a wish that each value before it rules out."""
    said = ", ".join(map(str, before))
    return Reason(
        id=f"{parameter.path}{wish.order}", message=f"{wish} is wished for beside {parameter.path}={said}"
    )


def _limit(parameter: Parameter, limit: str) -> str:
    match limit:
        case "enum":
            return f"is one of {', '.join(map(str, parameter.enum))}"
        case "min" | "max" | "items" | "length":
            low, high = {
                "items": (parameter.min_items, parameter.max_items),
                "length": (parameter.min_length, parameter.max_length),
            }.get(limit, (parameter.minimum, parameter.maximum))
            ends = [f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None)
            return f"has a {limit} of its own: {' and '.join(ends)}" if ends else f"breaks its {limit}"
        case "type":
            return f"is of type {parameter.type}"
        case _:
            return f"does not meet its {limit}" + (f" {parameter.format}" if limit == "format" else "")
