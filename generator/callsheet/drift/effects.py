"""What changes amount to: the worst effect, whether to fail, and the next version of the generated package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

from callsheet.layers.change import Change, Effect, Entry, Release

Level: TypeAlias = Literal["breaking", "price", "any", "never"]

ORDER: Final[tuple[Effect, ...]] = ("breaking", "price", "unclear", "additive", "cosmetic")
"""As people want to read them."""

_FAILING: Final[dict[Level, frozenset[Effect]]] = {
    "never": frozenset(),
    "breaking": frozenset({"breaking"}),
    "price": frozenset({"breaking", "price"}),
    "any": frozenset(ORDER),
}
WORDED: Final = "CV140"
"""The code of a model that says the same in other words: it makes a version, and is no change for callers."""
FIRST: Final = "0.1.0"
"""Before any release."""


def fails(changes: Iterable[Change], level: Level) -> bool:
    """Whether some change for callers is as bad as ``level``; ``price`` includes breaking ones."""
    return any(change.effect in _FAILING[level] for change in told(changes))


def ordered(changes: Iterable[Change]) -> list[Change]:
    """By effect, then as they came."""
    return sorted(changes, key=lambda change: ORDER.index(change.effect))


def told(changes: Iterable[Change]) -> list[Change]:
    """What concerns callers, by effect, then as they came."""
    return ordered(change for change in changes if change.code != WORDED)


def worded(changes: Iterable[Change]) -> list[str]:
    """The models of which only words or places differ."""
    return [change.subject for change in changes if change.code == WORDED]


def next_version(version: str, changes: Iterable[Change]) -> str:
    """Breaking raises the first number, additive the second, everything else the third; no changes, no new version."""
    effects = {change.effect for change in changes}
    major, minor, patch = map(int, version.split("."))
    if not effects:
        return version
    if "breaking" in effects:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if "additive" in effects else f"{major}.{minor}.{patch + 1}"


def version_after(before: Sequence[Release], changes: Iterable[Change]) -> str:
    """The version with these changes, after the newest of the releases before."""
    return next_version(before[0].version if before else FIRST, changes)


def release(before: tuple[Release, ...], changes: Iterable[Change], on: date) -> tuple[Release, ...]:
    """The releases with one more, newest first; the same where nothing changed. Earlier ones are never touched."""
    found = ordered(changes)
    if not found:
        return before
    entries = tuple(
        Entry(effect=each.effect, subject=each.subject, path=each.path, message=each.message, at=each.at)
        for each in found
    )
    return (Release(version=version_after(before, found), date=on, entries=entries), *before)
