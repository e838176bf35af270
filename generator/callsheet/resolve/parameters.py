"""Branches to parameters: named, typed, ordered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter, Type
from callsheet.layers.place import Position
from callsheet.layers.spec import ModelSpec, Number, ParameterSpec
from callsheet.resolve.clash import clashes
from callsheet.resolve.names import argument
from callsheet.resolve.tree import Branch, grow


def parameters_of(spec: ModelSpec) -> tuple[tuple[Parameter, ...], list[Diagnostic]]:
    """The top-level parameters with all below them, and the names that collide (CS301)."""
    root = grow(spec.parameters)
    return tuple(_parameter(each) for each in root.ordered()), list(_collisions(root))


def _parameter(branch: Branch, says: Mapping[str, Json] | None = None) -> Parameter:
    """``says`` is what the page says of an item, as its array has it."""
    spec = branch.spec or ParameterSpec(path=branch.path, type=_implied(branch))
    return Parameter(
        path=branch.path,
        name=_name(branch.path),
        type=spec.type,
        required=spec.required,
        default=spec.default,
        enum=spec.enum,
        minimum=_decimal(spec.range[0]),
        maximum=_decimal(spec.range[1]),
        above=_decimal(spec.above),
        below=_decimal(spec.below),
        step=_decimal(spec.step),
        min_length=spec.length[0],
        max_length=spec.length[1],
        min_items=spec.count[0],
        max_items=spec.count[1],
        unique_items=spec.unique,
        format=spec.format,
        nullable=spec.nullable,
        unset=spec.unset,
        members=tuple(_parameter(member) for member in branch.ordered()),
        item=_parameter(branch.item, _below(spec.page_says.get("items"))) if branch.item else None,
        role=spec.role,
        media=spec.media,
        result=spec.result,
        means=spec.means,
        summary=spec.summary,
        at=spec.at,
        basis=spec.basis,
        open=_open({**spec.page_says, **(says or {})}),
    )


def _open(says: Mapping[str, Json]) -> tuple[str, ...]:
    """What the page announces and does not give. Of other keys null means that it is silent."""
    return tuple(key for key, said in says.items() if key == "enum" and said is None)


def _below(says: Json) -> Mapping[str, Json]:
    return says if isinstance(says, dict) else {}


def _implied(branch: Branch) -> Type:
    return "array" if branch.item else "object"


def _name(path: str) -> str:
    """Of the last segment; the items of ``concepts`` are ``concepts_item``."""
    last = path.rsplit(".", 1)[-1]
    return argument(f"{last[:-2]}_item" if last.endswith("[]") else last)


def _decimal(number: Number | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _collisions(branch: Branch) -> Iterator[Diagnostic]:
    named = [(_name(member.path), member.path, _where(member)) for member in branch.members.values()]
    yield from clashes("CS301", "parameter", named)
    for below in (*branch.members.values(), *([branch.item] if branch.item else [])):
        yield from _collisions(below)


def _where(branch: Branch) -> Position:
    """An implied parent stands where its first member does."""
    while branch.spec is None:
        branch = branch.item or next(iter(branch.members.values()))
    return branch.spec.source.at()
