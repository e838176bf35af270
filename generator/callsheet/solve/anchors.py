"""A request's parameters as anchors: each can be kept as it is, or changed."""

from __future__ import annotations

from collections.abc import Mapping

from callsheet.constraints.kleene import Known
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter
from callsheet.solve.limits import own_limits
from callsheet.solve.requests import Missing, Request, known, look


def leaves(model: Model) -> tuple[Parameter, ...]:
    """The parameters that hold values themselves: all but objects with listed members."""
    return tuple(p for p in model.walk() if "[]" not in p.path and not p.members)


def given(model: Model, request: Request) -> dict[str, Json | Missing]:
    """What the request has at each leaf."""
    return {p.path: look(request, p.path) for p in leaves(model)}


def anchors(model: Model, raw: Mapping[str, Json | Missing]) -> dict[str, Known]:
    """What rules would see of each value."""
    parameters = model.at_path()
    return {path: known(value, parameters[path]) for path, value in raw.items()}


def unkeepable(model: Model, raw: Mapping[str, Json | Missing]) -> dict[str, tuple[str, ...]]:
    """Values that break limits of their own, and which."""
    parameters = model.at_path()
    broken = {
        path: own_limits(model, parameters[path], value)
        for path, value in raw.items()
        if not isinstance(value, Missing)
    }
    return {path: names for path, names in broken.items() if names}
