"""The keyword arguments of a model's method: required ones first, prefixes of dotted names dissolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from callsheet.layers.model import Model, Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """``duration`` for ``lumaParams.duration``."""

    name: str
    parameter: Parameter
    required: bool


def arguments(model: Model) -> list[Argument]:
    """All but the one that carries the model's id; required first, else in the page's order."""
    found = list(_dissolved(model))
    names = [name for name, _, _ in found]
    listed = [
        Argument(
            name=name if names.count(name) == 1 else f"{prefix}_{name}" if prefix else name,
            parameter=parameter,
            required=parameter.required and not prefix,
        )
        for name, prefix, parameter in found
    ]
    return sorted(listed, key=lambda each: not each.required)


def _dissolved(model: Model) -> Iterator[tuple[str, str, Parameter]]:
    """Name, the prefix's name, parameter. An object that the page does not list is only the prefix of its members."""
    for parameter in model.parameters:
        if parameter.role == "model":
            continue
        if parameter.type == "object" and parameter.members and not parameter.at:
            yield from ((member.name, parameter.name, member) for member in parameter.members)
        else:
            yield parameter.name, "", parameter


def model_key(model: Model) -> str:
    """The parameter that carries the model's id; empty where the page lists none."""
    return next((each.path for each in model.parameters if each.role == "model"), "")
