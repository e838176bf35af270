"""The order of checks that cost money: those that decide most for the least come first. One twin serves many pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from callsheet_conformance.anchors import anchors, fitted
from callsheet_conformance.catalogue import Subject
from callsheet_conformance.estimate import dearest, most, stated, table_of
from callsheet_conformance.known import Known
from callsheet_conformance.manifest import Data
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.thrift import urgency
from callsheet_conformance.verdict import Check, Request

OWN_JOBS: Final = {
    "job-cancel": "job-cancel",
    "job-idempotency": "job-idempotency",
    "job-states": "job-states",
    "job-terminal": "job-states",
}
"""Checks that make a job of their own, or look at that of another one."""
FREE: Final = ("job-malformed", "job-unknown-id", "job-unsigned")
"""Checks for which nothing is bought."""
UNTRIED: Final = ("excluded", "implied", "job-expiry", "job-failure")
"""Checks that no money decides."""
WEIGHT: Final = 3
"""Of a rule beside other checks."""
EVEN: Final = Decimal(1)
"""For comparing purchases of which no price is known."""

Planned = tuple[Check, Subject]
Wanted = frozenset[str]
Prices = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """By which a run is priced."""

    today: date
    assumed: Decimal | None = None
    """Of a request whose price is documented nowhere."""
    known: Known = field(default_factory=Known)
    """Where what should be refused is bought, and fails later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One check, what must be bought for it, and what is held back until its refusal is there."""

    check: Check
    subject: Subject
    wanted: Wanted
    """Names under which others buy the same."""
    hold: Decimal
    is_tried: bool
    """Whether money can decide it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """Some requests that are bought together, and the checks that they decide."""

    orders: tuple[Order, ...]
    cost: Decimal | None
    """None where no price is known."""
    jobs: int
    worth: Decimal
    """Checks for one unit of money."""


def scheduled(checks: Sequence[Planned], pricing: Pricing) -> list[Planned]:
    """Gateway by gateway, what decides most for its money first."""
    bought = (one for _, purchases in purchased(checks, pricing) for one in purchases)
    return [(each.check, each.subject) for one in bought for each in one.orders]


def purchased(checks: Sequence[Planned], pricing: Pricing) -> Iterator[tuple[str, list[Purchase]]]:
    """By gateway, if all gateways do what their documentation says."""
    for gateway in dict.fromkeys(subject.provider["id"] for _, subject in checks):
        subjects = {s.name: s for _, s in checks if s.provider["id"] == gateway}
        queues = [
            list(_purchases([check for check, s in checks if s.name == name], subject, pricing))
            for name, subject in subjects.items()
        ]
        yield gateway, list(_merged(queues))


def _merged(queues: Sequence[list[Purchase]]) -> Iterator[Purchase]:
    """Each model's in its order, the most worth first."""
    left = [queue[::-1] for queue in queues if queue]
    while left:
        best = max(left, key=lambda queue: queue[-1].worth)
        yield best.pop()
        left = [queue for queue in left if queue]


def _purchases(checks: Sequence[Check], subject: Subject, pricing: Pricing) -> Iterator[Purchase]:
    """Of one model: again and again what decides most checks for its money."""
    prices: dict[str, Decimal | None] = {}
    left = dict(enumerate(_orders(checks, subject, pricing, prices)))
    bought: Wanted = frozenset()
    while left:
        sets = Counter[Wanted]()
        for each in left.values():
            sets[each.wanted - bought] += WEIGHT if each.check.kind == "rule" else 1
        worth = {some: _worth(some, sets, prices) for some in sets}
        best = max(worth, key=lambda some: worth[some])
        bought |= best
        decided = [n for n, each in left.items() if each.wanted <= bought]
        some = sorted((left.pop(n) for n in decided), key=lambda each: urgency(each.check))
        yield Purchase(orders=tuple(some), cost=_cost(best, prices), jobs=len(best), worth=worth[best])


def _worth(some: Wanted, sets: Mapping[Wanted, int], prices: Prices) -> Decimal:
    cost = sum((EVEN if (told := prices[name]) is None else told for name in some), Decimal(0))
    decided = sum(count for each, count in sets.items() if each <= some)
    return Decimal(decided) / cost if cost else Decimal("Infinity")


def _cost(some: Wanted, prices: Prices) -> Decimal | None:
    known = [told for name in some if (told := prices[name]) is not None]
    return sum(known, Decimal(0)) if len(known) == len(some) else None


def _orders(
    checks: Sequence[Check], subject: Subject, pricing: Pricing, prices: dict[str, Decimal | None]
) -> Iterator[Order]:
    """Of one model; what its requests cost is noted in ``prices``."""
    among = anchors(subject, pricing.today)
    for check in checks:
        asked = fitted(check, subject, pricing.today, among)
        is_tried = _is_tried(check, subject.model, pricing)
        wanted = {
            OWN_JOBS.get(check.kind) or canonical(request): _price(subject.model, request, pricing)
            for role, request in asked.requests.items()
            if (role != "breaks" or pricing.known.is_late(check)) and is_tried and check.kind not in FREE
        }
        prices |= wanted
        hold = _hold(asked, subject.model, pricing)
        yield Order(check=check, subject=subject, wanted=frozenset(wanted), hold=hold, is_tried=is_tried)


def _is_tried(check: Check, model: Data, pricing: Pricing) -> bool:
    """Prices only where the gateway tells charges, and of the list that holds."""
    if check.kind == "price":
        holds = table_of(model, pricing.today).get("since") == check.facts["since"]
        return bool(check.facts["stated"]) and holds
    return check.kind not in UNTRIED


def _price(model: Data, request: Request, pricing: Pricing) -> Decimal | None:
    told = stated(model, request, pricing.today)
    return pricing.assumed if told is None else told


def _hold(check: Check, model: Data, pricing: Pricing) -> Decimal:
    """Nothing where no refusal is asked for, or no price is known."""
    if check.kind == "job-malformed":
        return pricing.assumed or dearest(model, pricing.today) or Decimal(0)
    role = "valid" if check.kind == "job-unsigned" else "breaks"
    request = check.requests.get(role)
    held = None if request is None else most(model, request, pricing.today, pricing.assumed)
    return held or Decimal(0)
