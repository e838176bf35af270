"""One parameter in two versions: required, type, default, values, bounds, media."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from callsheet.drift import words
from callsheet.drift.media import media_steps
from callsheet.drift.shape import LOWER, UPPER, Shape
from callsheet.drift.step import Step
from callsheet.layers.change import Effect


def steps(old: Shape, new: Shape) -> Iterator[Step]:
    """What differs, in the order in which people ask."""
    if old.type != new.type:
        effect: Effect = "additive" if (old.type, new.type) == ("integer", "number") else "breaking"
        yield _step("type", effect, old.type, new.type, f"type is {new.type} now, was {old.type}")
    if old.required != new.required:
        effect = "breaking" if new.required else "additive"
        yield _step(
            "required", effect, old.required, new.required, f"is {_needed(new)} now, was {_needed(old)}"
        )
    if not _same(old.default, new.default):
        message = f"default is {words.value(new.default)} now, was {words.value(old.default)}"
        yield _step("default", _default_effect(old, new), old.default, new.default, message)
    yield from _values(old, new)
    for key in words.NAMES:
        if old.limits.get(key) != new.limits.get(key):
            yield _limit(key, old.limits.get(key), new.limits.get(key))
    yield from media_steps(old.media, new.media)


def _step(key: str, effect: Effect, old: Any, new: Any, message: str) -> Step:
    return Step(key=key, effect=effect, message=message, old=old, new=new)


def _needed(shape: Shape) -> str:
    return "required" if shape.required else "optional"


def _same(old: Any, new: Any) -> bool:
    return isinstance(old, bool) == isinstance(new, bool) and bool(old == new)


def _default_effect(old: Shape, new: Shape) -> Effect:
    """The same request does another thing, unless nobody could leave the parameter out."""
    if old.required and new.required:
        return "cosmetic"
    return "additive" if old.default is None else "breaking"


def _values(old: Shape, new: Shape) -> Iterator[Step]:
    """The order in which a page lists values says nothing."""
    mine, other = list(old.values), list(new.values)
    gone = [each for each in mine if not _among(each, other)]
    fresh = [each for each in other if not _among(each, mine)]
    if not mine and other:
        yield _step("values", "breaking", [], other, f"values are listed now: {words.listed(other)}")
    elif mine and not other:
        yield _step(
            "values", "unclear", mine, [], f"values are listed no more; they were {words.listed(mine)}"
        )
    else:
        if gone:
            yield _step("values", "breaking", gone, [], f"no longer takes {words.listed(gone)}")
        if fresh:
            yield _step("values", "additive", [], fresh, f"takes {words.listed(fresh)} too")


def _among(value: Any, values: list[Any]) -> bool:
    return any(_same(value, each) for each in values)


def _limit(key: str, old: Any, new: Any) -> Step:
    message = f"{words.NAMES[key]} is {words.value(new)} now, was {words.value(old)}"
    return _step(key, _limit_effect(key, old, new), old, new, message)


def _limit_effect(key: str, old: Any, new: Any) -> Effect:
    if old is None or new is None:
        return "breaking" if old is None else "additive"
    if key in LOWER:
        return "breaking" if new > old else "additive"
    if key in UPPER:
        return "breaking" if new < old else "additive"
    return "breaking"
