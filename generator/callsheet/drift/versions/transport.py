"""How a gateway is talked to, in two versions: paths, headers, limits, places in answers, and what it offers at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from callsheet.drift import words
from callsheet.drift.made import Subject
from callsheet.drift.versions.leaves import is_set, leaves
from callsheet.drift.versions.statuses import statuses
from callsheet.layers.change import Change, Effect
from callsheet.layers.model import Provider

OFFERED: Final = (
    "asset", "cancel", "dry_run", "idempotency", "listing", "options", "stream", "sync", "uploads", "webhooks",
)  # fmt: skip
"""Sections that a gateway may lack: one that comes or goes is one change."""
_PACE: Final = "polling/"
"""How often clients ask is their own affair."""
_CEILINGS: Final = frozenset({"kept_seconds", "max_length", "max_size", "url_seconds", "window_seconds"})
"""Numbers of which more is allowed when they grow; so are all below ``max_bytes``."""


def transport(old: Provider, new: Provider) -> Iterator[Change]:
    """Statuses by their word; sections that come or go as a whole; everything else value by value."""
    subject = Subject(name=new.id)
    yield from statuses(subject, old, new)
    before, now = leaves(old.transport), leaves(new.transport)
    for section in OFFERED:
        was, is_ = _within(section, before), _within(section, now)
        if bool(was) != bool(is_):
            effect: Effect = "additive" if is_ else "breaking"
            message = f"{section} is {'offered now' if is_ else 'offered no more'}"
            yield subject.change("CV155", effect, f"transport/{section}", message)
            before = {path: each for path, each in before.items() if path not in was}
            now = {path: each for path, each in now.items() if path not in is_}
    for path in [*now, *(path for path in before if path not in now)]:
        mine, other = before.get(path), now.get(path)
        if mine != other:
            message = f"{path} is {words.value(other)} now, was {words.value(mine)}"
            effect = _effect(path, mine, other)
            yield subject.change("CV150", effect, f"transport/{path}", message, old=mine, new=other)


def _within(section: str, found: dict[str, Any]) -> set[str]:
    return {path for path in found if path == section or path.startswith(f"{section}/")}


def _effect(path: str, old: Any, new: Any) -> Effect:
    if path.startswith(_PACE):
        return "cosmetic"
    if "max_bytes" in path.split("/") or path.rpartition("/")[2] in _CEILINGS:
        return _ceiling(old, new)
    if isinstance(old, list) and isinstance(new, list):
        is_kept = all(each in new for each in old) if is_set(path) else new[: len(old)] == old
        return "additive" if is_kept else "breaking"
    return "additive" if old is None else "breaking"


def _ceiling(old: Any, new: Any) -> Effect:
    """A limit that appears or sinks refuses what was taken; one that rises or goes takes more."""
    if old is None or new is None:
        return "breaking" if old is None else "additive"
    return "breaking" if new < old else "additive"
