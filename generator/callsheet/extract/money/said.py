"""Prices in sentences: "$0.027 per image", "$0.02/s (720p), $0.04/s (1080p)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callsheet.extract.money.amounts import Amount, amounts_in, per_of
from callsheet.extract.money.conditions import Resolver
from callsheet.extract.outline import Spot
from callsheet.layers.document import Table, Text
from callsheet.layers.facts import Json, PriceFact
from callsheet.layers.place import Place

_COSTS = re.compile(
    r"\b(?:costs?|priced?|pricing|charged?|charges|billed|fee)\b|价格|费用|计费", re.IGNORECASE
)
_NOT_A_PRICE = re.compile(
    r"\b(?:free|minimum|deposit|top[- ]?up|sav(?:e|ings?)|discount|balance|example|e\.g|if you|would cost|total|extra|additional|adds?|surcharge|rejected|at \$0)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:each|every|one|per|an?) (image|video|clip|second|request|generation|edit|minute)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[(（]([^()（）]{1,60})[)）]")
_FOR = re.compile(r"\s*(?:for|at|in)\s+([^,.;。；]{1,40})", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|[,.;•\n])\s*([^,.;:\n$]{1,30})[:：]\s*$")


def prices_said(spot: Spot, resolver: Resolver) -> Iterator[PriceFact]:
    """The prices of one text, or of the cells of a table that is no price table."""
    block = spot.block
    if isinstance(block, Text):
        yield from _of_text(block.text, block.at, resolver, about=spot.part == "prices")
    elif isinstance(block, Table) and spot.part != "request":
        for row in (table_row for table_row in block.rows if len(block.header) <= 3):
            if _COSTS.search(row.cells[0]):
                yield from _of_text(" ".join(row.cells[1:]), row.at, resolver, about=True)


def _of_text(text: str, at: Place, resolver: Resolver, *, about: bool) -> Iterator[PriceFact]:
    for sentence in re.split(r"(?<=[.!?。！？])\s+|\n", text):
        if _NOT_A_PRICE.search(sentence):
            continue
        for amount in amounts_in(sentence):
            if amount.vague or not (
                amount.per or ((about or _COSTS.search(sentence)) and len(sentence) < 120)
            ):
                continue
            when = _case(sentence, amount, resolver)
            if when is not None and float(amount.amount) > 0:
                each = _EACH.search(sentence)
                per = amount.per or (per_of(each.group(1)) if each else "request")
                yield PriceFact(when=when, amount=amount.amount, unit=amount.unit, per=per, at=at)


def _case(sentence: str, amount: Amount, resolver: Resolver) -> dict[str, Json] | None:
    """What stands in brackets after an amount, after "for", or before a colon; None for a case that is not understood."""
    for found in (
        _BRACKET.match(sentence, amount.end),
        _FOR.match(sentence, amount.end),
        _BEFORE.search(sentence[: amount.start]),
    ):
        if found:
            case = resolver.conditions(found.group(1))
            if case is not None:
                return case
            if re.search(r"\d", found.group(1)):
                return None
    return {}
