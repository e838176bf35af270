"""What becomes of wishes at one model: an offer with its price, or a refusal with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.solve import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """``Price(amount=Decimal("0.60"), unit="USD", row="resolution=720p", since=…)``; no amount, and why."""

    amount: Decimal | None = None
    unit: str = ""
    row: str = ""
    since: date | None = None
    at: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What stands in the way, or should be known: a limit, a rule, a need, or a wish that finds no parameter."""

    id: str
    message: str
    at: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The plainest valid request that has what is wanted, and the cheapest."""

    model: Model
    request: Request
    price: Price
    cheapest: Price
    cheapest_request: Request
    named: tuple[tuple[str, str], ...]
    """Each wish with the parameter that it is about here; no path where what the model lacks is off anyway."""
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """``Instead(path="duration", values=("5s",), without=True)``: what goes with all other wishes."""

    path: str
    values: tuple[Json, ...]
    without: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no such request, and what would do."""

    model: Model
    reasons: tuple[Reason, ...]
    instead: tuple[Instead, ...] = ()
    """One of these is enough; empty where more than one wish stands in the way."""


Answer: TypeAlias = Offer | Refusal
