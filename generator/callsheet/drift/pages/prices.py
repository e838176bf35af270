"""Prices of one model on two versions of its page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from callsheet.drift.made import Subject
from callsheet.drift.pairing import by_key
from callsheet.layers.change import Change
from callsheet.layers.facts import ModelFacts, PriceFact


def prices(subject: Subject, old: ModelFacts, new: ModelFacts) -> Iterator[Change]:
    """A price is known by what it is the price of; one left without a partner on each side is paired by its amount."""
    exact = by_key(old.prices, new.prices, lambda each: (_when(each), each.per, each.unit, amount(each)))
    named = by_key(exact.gone, exact.new, _when)
    worth = by_key(named.gone, named.new, lambda each: (each.per, each.unit, amount(each)))
    for a, b in named.both:
        yield _moved(subject, a, b)
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
    return f"{fact.amount} {fact.unit} per {fact.per}"


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
