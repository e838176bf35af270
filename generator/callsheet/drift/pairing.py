"""Which entry of the old version is which of the new one: by name where that is the same, else by likeness."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Generic[T]):
    """``both`` have the same key, or are one another's best likeness; the rest is gone or new."""

    both: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    new: tuple[T, ...]


def by_key(old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]) -> Pairs[T]:
    """Pair entries of one key in the order in which they stand."""
    waiting: dict[Hashable, list[T]] = {}
    for each in old:
        waiting.setdefault(key(each), []).append(each)
    both, fresh = [], []
    for each in new:
        found = waiting.get(key(each))
        if found:
            both.append((found.pop(0), each))
        else:
            fresh.append(each)
    return Pairs(both=tuple(both), gone=tuple(e for left in waiting.values() for e in left), new=tuple(fresh))


def by_likeness(
    gone: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], least: float
) -> Pairs[T]:
    """Pair what is most alike first; below ``least`` nothing is the same thing under another name."""
    scored = [(likeness(a, b), i, j) for i, a in enumerate(gone) for j, b in enumerate(new)]
    left, right = dict(enumerate(gone)), dict(enumerate(new))
    both = []
    for score, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if score >= least and i in left and j in right:
            both.append((left.pop(i), right.pop(j)))
    return Pairs(both=tuple(both), gone=tuple(left.values()), new=tuple(right.values()))


def same_word(old: str, new: str) -> bool:
    """``aspectRatio`` and ``aspect_ratio`` are one word."""
    return _plain(old) == _plain(new)


def within(old: str, new: str) -> bool:
    """``image`` is in ``image_url``."""
    mine, other = re.split(r"[\W_]+", old.casefold()), re.split(r"[\W_]+", new.casefold())
    return set(mine) <= set(other) or set(other) <= set(mine)


def alike(old: str, new: str) -> float:
    """From 0 to 1, blind to case and separators."""
    return difflib.SequenceMatcher(None, _plain(old), _plain(new)).ratio()


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
