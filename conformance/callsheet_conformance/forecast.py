"""What a live run comes to before it is made: which budget decides how many checks, if documentations are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from callsheet_conformance.estimate import unit_of
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.schedule import Planned, Pricing, Purchase, purchased

PARTS: Final = (4, 2)
"""Budgets are told that decide a fourth and a half of all that can be decided, and those that decide it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Of one gateway."""

    gateway: str
    unit: str
    checks: int
    """That can be decided."""
    jobs: int
    """That are made to decide all of them."""
    needs: tuple[Decimal, ...]
    """For each check of a known price the budget that it takes, the smallest first."""
    unpriced: int
    """Jobs of which nobody knows the price."""
    has_dry_run: bool

    def decided(self, budget: Decimal) -> int:
        """Checks that a budget decides."""
        return sum(need <= budget for need in self.needs)

    def lines(self, budget: Decimal | None = None) -> Iterator[str]:
        """``gmicloud: of 227 checks 0.15 USD decides 72, 1.00 USD 92, 69.45 USD 227``."""
        priced = self.jobs - self.unpriced
        told = [self.needs[len(self.needs) // part] for part in PARTS] if priced else []
        wanted = sorted({*told, *self.needs[-1:], *([] if budget is None else [budget])})
        steps = [f"{f'{each} {self.unit}'.strip()} decides {self.decided(each)}" for each in wanted]
        if priced:
            yield f"{self.gateway}: of {self.checks} checks {', '.join(steps)}, by {priced} jobs"
        if self.unpriced and self.has_dry_run:
            yield f"{self.gateway}: {self.unpriced} jobs, of which its dry run tells what each costs"
        elif self.unpriced:
            yield f"{self.gateway}: {self.unpriced} jobs of no known price are made with --assume-price AMOUNT only"


def forecasts(checks: Sequence[Planned], pricing: Pricing) -> Iterator[Forecast]:
    """One a gateway."""
    for gateway, purchases in purchased(checks, pricing):
        orders = [each for one in purchases for each in one.orders]
        units = (unit_of(each.subject.model, pricing.today) for each in orders)
        form = read(dict(orders[0].subject.provider["transport"]))
        yield Forecast(
            gateway=gateway,
            unit=next(filter(None, units), ""),
            checks=sum(each.is_tried for each in orders),
            jobs=sum(one.jobs for one in purchases),
            needs=tuple(sorted(_needs(purchases))),
            unpriced=sum(one.jobs for one in purchases if one.cost is None),
            has_dry_run=form.dry_run is not None,
        )


def _needs(purchases: Sequence[Purchase]) -> Iterator[Decimal]:
    """What is held back is there before anything is bought, so the larger of the two is needed, not their sum."""
    spent = Decimal(0)
    for one in purchases:
        if one.cost is not None:
            spent += one.cost
            yield from (max(spent if one.jobs else Decimal(0), o.hold) for o in one.orders if o.is_tried)
