"""What a wish's text is as a value of a parameter: ``10s`` is 10 where seconds are numbers, ``"10s"`` where they are words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, cast, get_args

from callsheet.layers.claim import FORMS, Claimed
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter
from callsheet.layers.rule import Scalar
from callsheet.plan.wish import Bound, Wish
from callsheet.solve.requests import wire

_CLAIMED: Final[tuple[Claimed, ...]] = get_args(Claimed)
_SIDES: Final = {"4k": 2160}
"""Pixels of a shorter side that has a name."""


def values(parameter: Parameter, wish: Wish, words: frozenset[str]) -> tuple[Json, ...] | None:
    """The values that grant the wish, in the spec's order; None where there is no order to speak of.

    ``words`` are what the wish stands for: ``9s`` is read as seconds also where a spec does not vouch for the result.
    For ``=`` there is always one, if need be one that the parameter's limits refuse: they then say why. Alternatives,
    ``5s|9s``, are parted where values are listed or are numbers; elsewhere the sign is part of the text.
    """
    what = (
        parameter.result.what
        if parameter.result
        else next((each for each in _CLAIMED if each in words), None)
    )
    listed = [each for each in parameter.enum if each not in parameter.unset]
    if wish.order == "=":
        is_apart = listed or parameter.type in ("integer", "number")
        return _equal(parameter, what, listed, wish.text.split("|") if is_apart else [wish.text])
    wanted = size(what, wish.text)
    if wanted is None or (listed and all(size(what, each) is None for each in listed)):
        return None
    if listed:
        sized = ((each, size(what, each)) for each in listed)
        return tuple(wire(each) for each, s in sized if s is not None and _within(s, wish.order, wanted))
    if parameter.type not in ("integer", "number"):
        return None
    return (_typed(parameter, wish.text, wanted),)


def _equal(
    parameter: Parameter, what: Claimed | None, listed: Sequence[Scalar], texts: Sequence[str]
) -> tuple[Json, ...]:
    """The listed values that are as large as one of the texts, or are it; where none is, the texts themselves."""
    sizes = {text: size(what, text) for text in texts}
    every = set(sizes.values()) - {None}
    same = [wire(each) for each in listed if size(what, each) in every]
    typed = [_typed(parameter, text, of) for text, of in sizes.items()]
    same += [each for each in typed if each not in same and each in map(wire, listed)]
    return tuple(same or typed)


def size(what: Claimed | None, value: object) -> Fraction | None:
    """Seconds, pixels or width by height; the number itself where nothing is claimed of it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Fraction(value)
    if not isinstance(value, str):
        return None
    if what is None:
        return Fraction(value) if re.fullmatch(r"-?\d{1,18}(\.\d{1,12})?", value, re.ASCII) else None
    if value.casefold() in _SIDES and what == "short_side":
        return Fraction(_SIDES[value.casefold()])
    found = re.fullmatch(FORMS[what], value, re.IGNORECASE | re.ASCII)
    if found is None:
        return None
    return Fraction(int(found[1]), int(found[2])) if what == "ratio" else Fraction(found[1])


def _within(size: Fraction, order: Bound | None, wanted: Fraction) -> bool:
    return size >= wanted if order == ">=" else size <= wanted


def _typed(parameter: Parameter, text: str, wanted: Fraction | None) -> Json:
    """The text as the parameter's type would have it."""
    if parameter.type in ("string", "file"):
        return text
    if parameter.type in ("integer", "number") and wanted is not None:
        return int(wanted) if wanted.denominator == 1 else float(wanted)
    try:
        value = cast("Json", json.loads(text))
    except (ValueError, RecursionError):
        value = text
    return [value] if parameter.type == "array" and not isinstance(value, list) else value
