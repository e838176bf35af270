"""What a page names outside of its facts: amounts of money, code spans, rows of tables that no fact was made of.

Facts do not hold these, so a change of them would be lost; wording around them gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, get_args

from callsheet.drift.made import Subject
from callsheet.drift.pages.prices import amount
from callsheet.drift.pairing import by_key
from callsheet.layers.change import Change, Effect
from callsheet.layers.document import Document, Field, Row, Table, Text
from callsheet.layers.facts import Facts, ModelFacts
from callsheet.layers.model import Type
from callsheet.layers.place import Place

MENTIONED: Final = frozenset(
    {"CP131", "CP140", "CP141", "CP142", "CP143", "CP160", "CP161", "CP162", "CP163", "CP164", "CP165"}
)
"""Codes of what specs do not follow by themselves, for people to read: prices that are gone, other endpoints and
statuses, and what no spec can hold."""

_MONEY: Final = re.compile(
    r"(?:\b(?:from|up to|starting at|at least)\s+)?\+?(?:[$€£¥]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?(?:credits?|USD|EUR|积分|元))"
    r"(?:\s?/\s?\w+|\*{0,2}\s+per\s+\w+)?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SPAN: Final = re.compile(r"`([^`\n]{1,120})`")
_LITERALS: Final = ("true", "false", "null", *get_args(Type))
_HASH: Final = re.compile(r"[0-9a-f]{16,}", re.IGNORECASE)
_FEW: Final = 4
"""Words of an item in a list of names."""


def mentions(old: Document, new: Document, stated: tuple[Facts, Facts]) -> Iterator[Change]:
    """``stated`` are the facts of both: what they name is theirs to compare."""
    page = Subject(name=new.page)
    known = frozenset().union(*map(_names, stated))
    before, now = "\n".join(_prose(old)), "\n".join(_prose(new))
    priced = frozenset().union(*map(_amounts, stated))
    yield from _tokens(page, _money(before, priced), _money(now, priced), "amount", "price")
    yield from _tokens(page, _spans(before, now, known), _spans(now, before, known), "name", "unclear")
    yield from _rows(page, _open_rows(old, stated[0]), _open_rows(new, stated[1]))


def _names(facts: Facts) -> frozenset[str]:
    parameters = [each for model in facts.models for each in model.parameters]
    values = (
        str(value).lower() if isinstance(value, bool) else str(value)
        for each in parameters
        for value in (*(each.enum or ()), each.default)
    )
    calls = [*facts.endpoints, *(each for model in facts.models for each in model.endpoints)]
    said = (text for call in calls for text in (call.path, f"{call.method} {call.path}"))
    ids = (model.id or "" for model in facts.models)
    return frozenset((*(each.name for each in parameters), *values, *said, *ids, *_LITERALS))


def _prose(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Text | Field):
            yield block.text
        elif isinstance(block, Table):
            yield from ("\n".join(row.cells) for row in block.rows)


def _amounts(facts: Facts) -> frozenset[Decimal | str]:
    return frozenset(amount(each) for model in facts.models for each in model.prices)


def _money(text: str, priced: frozenset[Decimal | str]) -> dict[str, None]:
    """Amounts in the order of the page, without those that a price says."""
    found = (" ".join(each.split()) for each in _MONEY.findall(text.replace("\\", "")))
    return {each: None for each in found if _number(each) not in priced}


def _number(money: str) -> Decimal | None:
    digits = _DIGITS.search(money)
    return Decimal(digits[0].replace(",", "")).normalize() if digits else None


def _spans(text: str, other: str, known: frozenset[str]) -> dict[str, None]:
    """Code spans that the other version does not even have as plain words: names, no prose and no checksums."""
    plain = other.replace("`", "")
    found = (span.strip(" \"'") for span in _SPAN.findall(text))
    named = (span for span in found if re.search(r"\w", span) and not _HASH.fullmatch(span))
    return {
        span: None
        for span in named
        if len(span.split()) <= _FEW
        and span not in plain
        and span not in known
        and re.split(r"\s*[:=]", span)[0] not in known
    }


def _tokens(
    page: Subject, before: dict[str, None], now: dict[str, None], what: str, effect: Effect
) -> Iterator[Change]:
    for token in now:
        if token not in before:
            yield page.change("CP160", effect, f"mentions/{token}", f"the {what} {token} is new", new=token)
    for token in before:
        if token not in now:
            yield page.change("CP161", effect, f"mentions/{token}", f"the {what} {token} is gone", old=token)


def _open_rows(document: Document, facts: Facts) -> list[Row]:
    """Rows of tables that no fact was made of."""
    made = {at.path for model in facts.models for at in _places(model)}
    tables = (block for block in document.blocks if isinstance(block, Table))
    return [row for table in tables for row in table.rows if row.at.path not in made and row.cells]


def _places(model: ModelFacts) -> Iterator[Place]:
    yield from (each.at for each in model.parameters)
    yield from (each.at for each in model.prices)
    yield from (each.at for each in model.rules)


def _rows(page: Subject, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Change]:
    pairs = by_key(old, new, lambda row: (row.at.path.rpartition("/")[0], row.cells[0]))
    for row in pairs.new:
        yield page.change("CP162", "unclear", f"rows/{row.at.path}", f"{_row(row)} is new", at=str(row.at))
    for row in pairs.gone:
        yield page.change("CP163", "unclear", f"rows/{row.at.path}", f"{_row(row)} is gone", at=str(row.at))
    for a, b in pairs.both:
        for mine, other in zip(a.cells, b.cells, strict=False):
            before, now = _items(mine), _items(other)
            yield from _listed(page, b, [each for each in now if each not in before], "CP164", "is new")
            yield from _listed(page, b, [each for each in before if each not in now], "CP165", "is gone")


def _row(row: Row) -> str:
    """By its first cell, where that is a name."""
    return (
        f"the row {row.cells[0]} of a table" if 0 < len(row.cells[0].split()) <= _FEW else "a row of a table"
    )


def _listed(page: Subject, row: Row, names: list[str], code: str, what: str) -> Iterator[Change]:
    for name in names:
        message = f"{name} {what} in a row of a table"
        yield page.change(code, "unclear", f"rows/{row.at.path}", message, at=str(row.at))


def _items(cell: str) -> tuple[str, ...]:
    """Of a list of names; empty for anything that is rather a sentence."""
    items = tuple(item.strip().removeprefix("and ") for item in re.split(r"[,;、\n]", cell) if item.strip())
    return items if len(items) > 1 and all(len(item.split()) <= _FEW for item in items) else ()
