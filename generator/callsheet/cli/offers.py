"""Offers and refusals in words, in order, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from callsheet import plan
from callsheet.cli import wording
from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.solve.requests import Missing, look

LONGEST = 20


def sorted_answers(answers: Sequence[plan.Answer]) -> tuple[list[plan.Offer], list[plan.Refusal]]:
    """Offers by unit and amount, those without a price last; refusals by how little is in the way."""
    can = [each for each in answers if isinstance(each, plan.Offer)]
    cannot = [each for each in answers if isinstance(each, plan.Refusal)]
    can.sort(key=lambda each: (each.price.amount is None, each.price.unit, each.price.amount or 0))
    cannot.sort(key=lambda each: (not each.instead, len(each.reasons)))
    return can, cannot


def name(model: Model) -> str:
    return f"{model.provider}/{model.slug}"


def money(price: plan.Price) -> str:
    return "unknown" if price.amount is None else f"{price.amount} {price.unit}"


def short(value: Json) -> str:
    """A value for a cell: what is long is cut, the JSON has it whole."""
    text = wording.value(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def change(instead: plan.Instead) -> str:
    """``duration=5s``, ``without hdr``."""
    if not instead.values:
        return f"without {instead.path}"
    return f"{instead.path}={'|'.join(wording.value(each) for each in instead.values)}"


def flat(model: Model, request: Json) -> dict[str, Json]:
    """What is sent by path, whole objects left out, and the model's own id too."""
    leaves = (p for p in model.walk() if p.role != "model" and "[]" not in p.path and not p.members)
    found = ((each.path, look(request, each.path)) for each in leaves)
    return {path: value for path, value in found if not isinstance(value, Missing)}


def as_json(
    wishes: Sequence[str], can: Sequence[plan.Offer], cannot: Sequence[plan.Refusal]
) -> dict[str, object]:
    return {
        "wishes": list(wishes),
        "can": [_offer(each) for each in can],
        "cannot": [_refusal(each) for each in cannot],
    }


def _offer(offer: plan.Offer) -> dict[str, object]:
    return {
        "provider": offer.model.provider,
        "model": offer.model.id,
        "request": offer.request,
        "price": _price(offer.price),
        "cheapest": {**_price(offer.cheapest), "request": offer.cheapest_request},
        "named": {wish: path or None for wish, path in offer.named},
        "notes": [_reason(each) for each in offer.notes],
    }


def _refusal(refusal: plan.Refusal) -> dict[str, object]:
    return {
        "provider": refusal.model.provider,
        "model": refusal.model.id,
        "because": [_reason(each) for each in refusal.reasons],
        "instead": [
            {"path": each.path, "values": list(each.values), "without": each.without}
            for each in refusal.instead
        ],
        "page": refusal.model.page,
    }


def _price(price: plan.Price) -> dict[str, object]:
    return {
        "amount": price.amount,
        "unit": price.unit,
        "row": price.row,
        "since": price.since.isoformat() if price.since else None,
        "at": price.at,
        "unknown": price.unknown,
    }


def _reason(reason: plan.Reason) -> dict[str, str]:
    return {"id": reason.id, "message": reason.message, "at": reason.at, "basis": reason.basis}
