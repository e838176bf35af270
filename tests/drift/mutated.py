"""A model with one fact changed on purpose, and what must be told of it."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.layers.model import Model

Told = tuple[str, str]
"""Code and effect."""


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """``want``: all of these must be told; ``may``: these too, where a request shows more of the same fact."""

    name: str
    old: Model
    new: Model
    want: frozenset[Told]
    may: frozenset[Told] = frozenset()


FOLLOWS = frozenset({("CV120", "breaking"), ("CV121", "additive")})
"""Rules that bind otherwise because one fact is another one."""
MOVES = frozenset({("CV132", "price"), ("CV133", "price")})


def one(name: str, old: Model, new: Model, *want: Told, may: frozenset[Told] = FOLLOWS) -> Mutation:
    return Mutation(
        name=f"{old.provider}/{old.slug}: {name}", old=old, new=new, want=frozenset(want), may=may
    )
