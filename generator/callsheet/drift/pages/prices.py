"""Prices of one model on two versions of its page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from callsheet.drift.made import Subject
from callsheet.drift.pairing import by_key
from callsheet.layers.change import Change
from callsheet.layers.facts import ModelFacts, PriceFact


def prices(subject: Subject, old: ModelFacts, new: ModelFacts) -> Iterator[Change]:
    """A price is known by what it is the price of; one left without a partner on each side is paired by its amount.

    What all of several prices have in common is told once: another unit or basis, or that none is left.
    """
    exact = by_key(old.prices, new.prices, lambda each: (_when(each), each.per, each.unit, amount(each)))
    named = by_key(exact.gone, exact.new, _when)
    worth = by_key(named.gone, named.new, lambda each: (each.per, each.unit, amount(each)))
    yield from _moves(subject, named.both)
    for a, b in worth.both:
        message = f"{said(b)} holds {_for(b)} now, it held {_for(a)}"
        yield subject.change(
            "CP133",
            "price",
            "prices",
            message,
            old=json.loads(_when(a)),
            new=json.loads(_when(b)),
            at=str(b.at),
        )
    for each in worth.new:
        message = f"a new price {_for(each)}: {said(each)}"
        yield subject.change("CP130", "price", "prices", message, new=said(each), at=str(each.at))
    if len(worth.gone) > 1 and len(worth.gone) == len(old.prices):
        message = f"all {len(old.prices)} prices are gone, the first was {said(worth.gone[0])}"
        yield subject.change("CP131", "price", "prices", message, at=str(worth.gone[0].at))
        return
    for each in worth.gone:
        message = f"the price {_for(each)} is gone: it was {said(each)}"
        yield subject.change("CP131", "price", "prices", message, old=said(each), at=str(each.at))


def amount(fact: PriceFact) -> Decimal | str:
    """Exact, so that 0.10 is 0.1; text that is no number stays itself."""
    try:
        return Decimal(fact.amount).normalize()
    except InvalidOperation:
        return fact.amount


def said(fact: PriceFact) -> str:
    return f"{fact.amount} {_basis(fact)}"


def _moves(subject: Subject, both: Sequence[tuple[PriceFact, PriceFact]]) -> Iterator[Change]:
    """``both`` are of one thing each, and not the same."""
    bases = {(_basis(a), _basis(b)) for a, b in both if amount(a) == amount(b)}
    common = len(bases) == 1 and len(both) > 1 and all(amount(a) == amount(b) for a, b in both)
    if not common:
        yield from (_moved(subject, a, b) for a, b in both)
        return
    ((was, now),) = bases
    message = f"{len(both)} prices are in {now} now, were in {was}"
    yield subject.change("CP132", "price", "prices", message, old=was, new=now, at=str(both[0][1].at))


def _basis(fact: PriceFact) -> str:
    return f"{fact.unit} per {fact.per}"


def _moved(subject: Subject, old: PriceFact, new: PriceFact) -> Change:
    message = f"the price {_for(new)} is {said(new)} now, was {said(old)}"
    return subject.change("CP132", "price", "prices", message, old=said(old), new=said(new), at=str(new.at))


def _when(fact: PriceFact) -> str:
    return json.dumps(fact.when, sort_keys=True, default=str)


def _for(fact: PriceFact) -> str:
    if not fact.when:
        return "of any request"
    return "for " + ", ".join(
        f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in fact.when.items()
    )
