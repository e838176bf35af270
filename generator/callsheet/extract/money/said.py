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
    r"\b(?:free|minimum|deposit|top[- ]?up|sav(?:e|ings?)|discount|balance|example|e\.g|if you|would cost|total|extra|additional|adds?|surcharge|rejected|increas\w*|on top|at \$0)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:each|every|one|per|an?) (image|video|clip|second|request|generation|edit|minute)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[(（]([^()（）]{1,60})[)）]")
_FOR = re.compile(r"\s*(?:for|at|in)\s+([^,.;。；]{1,40})", re.IGNORECASE)
_SHORT = 120
"""Characters of a sentence whose amount is its price, with nothing in between that might qualify it."""
_SUBJECT = re.compile(
    r"(?:^|[,;:]\s*(?:and\s+|while\s+)?|\bwhile\s+|\$[\d.]+\s+(?:\w+\s+){0,3}and\s+)\s*((?:[^,;:$]|,(?=\s*\w+\s+and\b)){1,60}?)\s+(?:will )?costs?\s*$",
    re.IGNORECASE,
)
_APART = re.compile(r"\d|\bother|\bextra|`|\"", re.IGNORECASE)
_PLAIN = re.compile(
    r"\b(?:requests?|it|this|that|which|videos?|images?|clips?|seconds?|minutes?|generations?|edits?|calls?|model|runs?|outputs?|"
    r"operations?|pages?|songs?|tracks?)\W*$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\s*for ([^,;:$]{1,60}),", re.IGNORECASE)
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
        each = _EACH.search(sentence)
        for amount in amounts_in(sentence):
            if amount.vague or float(amount.amount) <= 0:
                continue
            per = amount.per or (per_of(each.group(1)) if each else "request")
            cases = list(_subjects(sentence, amount, resolver))
            if not cases and _of_one_case(sentence, amount):
                continue
            if not cases and (amount.per or ((about or _COSTS.search(sentence)) and len(sentence) < _SHORT)):
                case = _case(sentence, amount, resolver)
                cases = [case] if case is not None else []
            for when in cases:
                yield PriceFact(when=when, amount=amount.amount, unit=amount.unit, per=per, at=at)


def prices_beside(text: str, at: Place, resolver: Resolver) -> Iterator[PriceFact]:
    """Prices in a parameter's own text: only those of a case, for all else there is said of that parameter alone."""
    return (price for price in _of_text(text, at, resolver, about=False) if price.when)


def _subject(sentence: str, amount: Amount) -> re.Match[str] | None:
    """What stands before "costs"."""
    lead = _LEAD.match(sentence)
    return _SUBJECT.search(sentence[lead.end() if lead else 0 : amount.start])


def _of_one_case(sentence: str, amount: Amount) -> bool:
    """Whether a thing "costs" this that is no request as such: "other models cost", "each 1080p clip costs"."""
    said = _subject(sentence, amount)
    return said is not None and (_APART.search(said.group(1)) is not None or not _PLAIN.search(said.group(1)))


def _subjects(sentence: str, amount: Amount, resolver: Resolver) -> Iterator[dict[str, Json]]:
    """``For 5s clips, 360p and 540p cost $0.45``: each case that stands before "costs", within the one that leads."""
    said = _subject(sentence, amount)
    lead = _LEAD.match(sentence)
    base = resolver.conditions(lead.group(1)) if lead else {}
    if said is None or base is None:
        return
    cases = [resolver.conditions(part) for part in re.split(r"\s*(?:,|\band\b|/)\s*", said.group(1))]
    if all(cases):
        yield from ({**base, **case} for case in cases if case)


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
