"""What a request says of its result, and how a film differs from it.

A spec says which parameter claims what (``duration`` the seconds); nothing is concluded that it does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from math import sqrt
from typing import Literal, TypeAlias, TypeGuard

from .exchange import Json
from .film import Film

Claimed: TypeAlias = Literal["seconds", "short_side", "ratio"]

SECONDS = 0.5
"""Off by less is as asked: requests name whole seconds, so the next one is a second away, and a generator's last block
of frames is a third of one."""
SIDE = 1 / 8
"""Sides are rounded to what an encoder's blocks divide (64 of 540 pixels); the next documented size is a third away."""
RATIO = 1 / 20
"""The same rounding, and 21:9 is sold for 2.37 and 2.39; the nearest two documented ratios are an eighth apart."""
_WIDE = 16 / 9
"""The shape that a size such as 720p is named after."""

_SECONDS = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s?s?", re.IGNORECASE | re.ASCII)
_SIDE = re.compile(r"(\d{2,5})p?", re.IGNORECASE | re.ASCII)
_RATIO = re.compile(r"([1-9]\d{0,2}):([1-9]\d{0,2})", re.ASCII)
_NAMED_SIDES = {"4k": 2160}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``Claim(what="seconds", path="duration", default="5s")``; void where a parameter of ``unless`` is sent."""

    what: Claimed
    path: str
    default: str | int | float | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """None where the request, or the spec, says nothing."""

    seconds: float | None = None
    short_side: int | None = None
    """In pixels."""
    ratio: tuple[int, int] | None = None
    """Width to height."""

    def packed(self) -> dict[str, Json]:
        """As JSON, without what is not said."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in said.items()
            if value is not None
        }

    @classmethod
    def unpacked(cls, data: Mapping[str, Json]) -> Asked:
        """Raises ValueError for what ``packed`` does not make."""
        sides = data.get("ratio")
        found = cls(
            seconds=_seconds(data.get("seconds")),
            short_side=_side(data.get("short_side")),
            ratio=_ratio(":".join(map(str, sides)) if isinstance(sides, list) else sides),
        )
        if found.packed().keys() != data.keys():
            raise ValueError(", ".join(data.keys() - found.packed().keys()))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """``asked for 10 s, file 0 has 5.04 s``."""

    what: Claimed
    asked: str
    found: str
    index: int = 0
    """Of the result's file."""

    def __str__(self) -> str:
        return f"asked for {self.asked}, file {self.index} has {self.found}"


def asked_of(claims: Iterable[Claim], params: Mapping[str, Json]) -> Asked:
    """What takes effect counts: what is sent, else the documented default."""
    said: dict[Claimed, object] = {}
    for claim in claims:
        if any(_at(params, path) is not None for path in claim.unless):
            continue
        sent = _at(params, claim.path)
        said[claim.what] = claim.default if sent is None else sent
    return Asked(
        seconds=_seconds(said.get("seconds")),
        short_side=_side(said.get("short_side")),
        ratio=_ratio(said.get("ratio")),
    )


def differences(asked: Asked, film: Film, index: int = 0) -> tuple[Difference, ...]:
    """How the film is not what was asked for, past the tolerances; what is unknown of either side differs in nothing."""
    return tuple(_differences(asked, film, index))


def _differences(asked: Asked, film: Film, index: int) -> Iterator[Difference]:
    if asked.seconds is not None and film.seconds is not None and abs(film.seconds - asked.seconds) > SECONDS:
        yield Difference(
            what="seconds", asked=f"{asked.seconds:g} s", found=f"{film.seconds:.4g} s", index=index
        )
    if film.width is None or film.height is None:
        return
    size = f"{film.width}x{film.height}"
    if asked.short_side is not None and not _is_side(asked.short_side, film.width, film.height):
        yield Difference(what="short_side", asked=f"{asked.short_side}p", found=size, index=index)
    if asked.ratio is not None:
        wide, high = asked.ratio
        if abs(film.width * high / (film.height * wide) - 1) > RATIO:
            yield Difference(what="ratio", asked=f"{wide}:{high}", found=size, index=index)


def _is_side(asked: int, width: int, height: int) -> bool:
    """By the shorter side, or by as many pixels as the size has at 16:9, which some generators keep at any shape."""
    return any(abs(side / asked - 1) <= SIDE for side in (min(width, height), sqrt(width * height / _WIDE)))


def _at(params: Mapping[str, Json], path: str) -> Json:
    here: Json = dict(params)
    for name in path.split("."):
        here = here.get(name) if isinstance(here, dict) else None
    return here


def _seconds(value: object) -> float | None:
    if isinstance(value, str):
        found = _SECONDS.fullmatch(value)
        value = float(found[1]) if found else None
    return float(value) if _is_number(value) else None


def _side(value: object) -> int | None:
    if isinstance(value, str):
        found = _SIDE.fullmatch(value)
        value = int(found[1]) if found else _NAMED_SIDES.get(value.lower())
    return int(value) if _is_number(value) else None


def _ratio(value: object) -> tuple[int, int] | None:
    found = _RATIO.fullmatch(value) if isinstance(value, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**6
