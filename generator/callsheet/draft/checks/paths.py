"""Paths that cannot stand together: members of something that has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from callsheet.draft.finding import error
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import ParameterSpec


def check_paths(parameters: Mapping[str, ParameterSpec]) -> Iterator[Diagnostic]:
    """CS209. ``a.b`` needs ``a`` to be an object, ``a[].b`` an array of objects; where ``a`` is not written it is."""
    for path, spec in parameters.items():
        if path.endswith("[]"):
            hint = f"write items: under {path.removesuffix('[]')}"
            yield error("CS209", spec.source.at(), f"{path} is an item, not a parameter", hint)
            continue
        yield from _parents(path, spec, parameters)


def _parents(path: str, spec: ParameterSpec, parameters: Mapping[str, ParameterSpec]) -> Iterator[Diagnostic]:
    for end in (i for i, char in enumerate(path) if char == "."):
        parent = path[:end]
        above = parameters.get(parent.removesuffix("[]"))
        if above is None:
            continue
        wanted = "array" if parent.endswith("[]") else "object"
        if above.type != wanted:
            yield error(
                "CS209", spec.source.at(), f"{above.path} is of type {above.type}, {path} needs an {wanted}"
            )
        elif above.items is not None and above.items.type != "object":
            yield error(
                "CS209", spec.source.at(), f"the items of {above.path} are no objects, {path} needs them"
            )
