"""What a request costs, as a value that says how it is made up: standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from .violation import Basis

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """``0.60 USD: 2 x 0.30 USD per 5s block (resolution=720p hdr=false), since 2026-06-17``."""

    each: Decimal
    """Of one unit of ``per``."""
    quantity: Decimal
    """How many units the request takes."""
    unit: str
    """USD, credits, CU ..."""
    per: str
    """``5s block``, ``second``, ``video``."""
    row: str
    """The row of the price table that holds, by its values; empty where the price depends on none."""
    since: date
    """The day from which the table is known to hold."""
    at: str = ""
    """Place on the documentation page."""
    basis: Basis = "documented"

    @property
    def amount(self) -> Decimal:
        return self.each * self.quantity

    def __str__(self) -> str:
        row = f" ({self.row})" if self.row else ""
        parts = f"{self.quantity} x {self.each} {self.unit} per {self.per}{row}"
        return f"{self.amount} {self.unit}: {parts}, since {self.since.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPrice:
    """That nobody knows what a request costs, and why. Never taken for free: there is no amount to add up."""

    reason: str
    unit: str = ""
    since: date | None = None
    at: str = ""

    @property
    def amount(self) -> None:
        return None

    def __str__(self) -> str:
        return f"unknown: {self.reason}"


def decimal_or_none(number: Fraction | None) -> Decimal | None:
    """An exact decimal; None for what has no finite one."""
    if number is None:
        return None
    answer = Decimal(number.numerator) / Decimal(number.denominator)
    return answer if answer * number.denominator == number.numerator else None
