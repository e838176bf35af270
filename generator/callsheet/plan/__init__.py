"""Wishes to offers: who can make what somebody wants, for how much, and why the others cannot."""

from __future__ import annotations

from callsheet.plan.answer import Answer, Instead, Offer, Price, Reason, Refusal
from callsheet.plan.ask import ask
from callsheet.plan.wish import NoWish, Wish, parse_wish

__all__ = [
    "Answer",
    "Instead",
    "NoWish",
    "Offer",
    "Price",
    "Reason",
    "Refusal",
    "Wish",
    "ask",
    "parse_wish",
]
