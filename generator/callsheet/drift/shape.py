"""What can be said of a parameter, the same for a page's facts and for a resolved model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from callsheet.drift.pairing import alike, same_word, within
from callsheet.layers.facts import MediaLimit, ParameterFact
from callsheet.layers.model import Parameter
from callsheet.layers.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """``limits`` has those that are stated, by name: ``{"min": 1, "max": 5, "format": "uri"}``."""

    path: str
    type: str
    required: bool
    default: Any
    values: tuple[Any, ...] = ()
    limits: dict[str, Any] = field(default_factory=dict)
    media: tuple[MediaLimit, ...] = ()
    at: str = ""
    rank: int = 0
    """Place among the others."""


LOWER = frozenset({"min", "above", "min_length", "min_items"})
UPPER = frozenset({"max", "below", "max_length", "max_items"})
_OF_FACT = ("min", "max", "min_length", "max_length", "min_items", "max_items", "step", "format")
_OF_MODEL = {
    "min": "minimum", "max": "maximum", "above": "above", "below": "below", "step": "step",
    "min_length": "min_length", "max_length": "max_length", "min_items": "min_items", "max_items": "max_items",
    "format": "format",
}  # fmt: skip
LIKENESS = 4.0
"""Points from which on a parameter counts as renamed."""


def of_facts(facts: Sequence[ParameterFact]) -> list[Shape]:
    """In the order of the page."""
    return [
        Shape(
            path=fact.name,
            type=fact.type,
            required=fact.required,
            # An empty cell of a table and an empty string look the same on most pages.
            default=None if fact.default == "" else fact.default,
            values=fact.enum or (),
            limits={key: value for key in _OF_FACT if (value := getattr(fact, key)) is not None},
            media=fact.media,
            at=str(fact.at),
            rank=rank,
        )
        for rank, fact in enumerate(facts)
    ]


def of_model(parameters: Sequence[Parameter]) -> list[Shape]:
    """In the order of the model, parents first."""
    return [
        Shape(
            path=parameter.path,
            type=parameter.type,
            required=parameter.required,
            default=parameter.default,
            values=parameter.enum,
            limits={key: v for key, name in _OF_MODEL.items() if (v := getattr(parameter, name)) is not None},
            media=parameter.media,
            at=parameter.at,
            rank=rank,
        )
        for rank, parameter in enumerate(parameters)
    ]


def likeness(old: Shape, new: Shape) -> float:
    """Points for being the same thing under another name: what it takes counts more than what it is called."""
    is_same_level = old.path.rpartition(".")[0] == new.path.rpartition(".")[0]
    mine, other = old.path.rpartition(".")[2], new.path.rpartition(".")[2]
    if same_word(mine, other):
        return LIKENESS + is_same_level if old.type == new.type else 0.0
    if old.type != new.type or old.required != new.required:
        return 0.0
    points = 3.0 if old.values and set(old.values) == set(new.values) else 0.0
    if bool(old.values) != bool(new.values) or (old.values and not points):
        return 0.0
    points += 2.0 if old.limits and old.limits == new.limits else 0.0 if not old.limits else -1.0
    points += 1.0 if old.default is not None and old.default == new.default else 0.0
    points += 1.0 if old.media and old.media == new.media else 0.0
    points += 1.5 if old.rank == new.rank else 0.0
    points += LIKENESS if _digest(old) and _digest(old) == _digest(new) else 0.0
    points += 1.0 if within(mine, other) else 0.0
    return points + 6.0 * max(0.0, alike(mine, other) - 0.4)


def _digest(shape: Shape) -> str:
    return Place.parse(shape.at).digest
