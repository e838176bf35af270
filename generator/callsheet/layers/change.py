"""What differs between two versions, for those who call; and the releases that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from callsheet.layers.facts import Json

Effect: TypeAlias = Literal["breaking", "additive", "price", "unclear", "cosmetic"]
"""For callers: something stops working or does another thing; something more works; the cost differs; a person must
read it to tell; nothing but words differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: ``Change(code="CV123", effect="price", subject="apiframe/luma-ray-flash-2", path="prices", …)``."""

    code: str
    effect: Effect
    subject: str
    """``provider/model``, or a page and the model on it."""
    path: str
    """``parameters/seed/default``, ``rules/hdr-not-540p``, ``prices``."""
    message: str
    """In our words; never a page's sentence."""
    old: Json = None
    new: Json = None
    at: str = ""
    """Place on the page of the new version, else of the old one."""
    witness: dict[str, Json] | None = None
    """A request that shows it."""
    text: str = ""
    """A page's own sentence, for the screen alone: never written to a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the changelog."""

    effect: Effect
    subject: str
    path: str
    message: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One version of the generated package: ``Release(version="0.2.0", date=date(2026, 7, 16), entries=(…))``."""

    version: str
    date: date
    entries: tuple[Entry, ...] = ()
