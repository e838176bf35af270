"""Price tables: one amount a row, or a matrix of amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callsheet.extract.money.amounts import Amount, amounts_in, lone_amount, number_in, per_of
from callsheet.extract.money.conditions import Resolver, apart
from callsheet.extract.outline import Spot
from callsheet.layers.document import Table
from callsheet.layers.facts import Json, PriceFact

_PRICE = re.compile(
    r"\b(?:prices?|pricing|costs?|credits?|usd|rate|fee|charge|amount)\b|价格|费用|单价|积分|[$€]",
    re.IGNORECASE,
)
_PRICE_WORDS = re.compile(
    r"\b(?:prices?|pricing|costs?|credits?|usd|rate|fee|charge|amount|per (?:video|image|second|request|generation|clip|run|call)|/ ?(?:s|sec|second|video|image))\b|价格|费用|[()$/]",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"\b(?:notes?|descriptions?|details|unit|billing|per|comment|example)\b|说明|备注", re.IGNORECASE
)
_LENGTH = re.compile(r"\b(?:duration|length)\b|时长", re.IGNORECASE)
_EXAMPLE = re.compile(r"\bexamples?\b|\bsample\b|\bfor instance\b|示例|例如", re.IGNORECASE)
_UNIT = re.compile(r"(?P<credits>credit|积分)|\bUSD\b|\bdollars?\b|\$", re.IGNORECASE)
_PER = re.compile(
    r"\bper\s+((?:\d+[ -]?)?[a-z]+(?:[ -](?:block|clip))?)|/\s?(second|sec|s|video|image|megapixel|request|generation)\b|每(秒|张|次|个)",
    re.IGNORECASE,
)


def prices_in_table(spot: Spot, table: Table, lead: str, resolver: Resolver) -> Iterator[PriceFact]:
    """Every amount whose case the parameters can express; examples of costs are no prices."""
    if _EXAMPLE.search(lead[-80:] if lead.rstrip().endswith((":", "：")) else "") or any(
        _EXAMPLE.search(heading) for heading in spot.headings[-1:]
    ):
        return
    columns = _money_columns(spot, table)
    labels = [
        at
        for at in range(len(table.header))
        if at not in columns and not _NO_CONDITION.search(table.header[at])
    ]
    if not columns or not labels or _restates(lead, [table.header[at] for at in labels]):
        return
    heads = _heads(table, columns, resolver)
    rows = _rows(table, labels, resolver)
    around = f"{' '.join(spot.headings[-1:])} {lead}"
    for row, case in zip(table.rows, rows, strict=True):
        for at, head in zip(columns, heads, strict=True):
            amount = _amount(row.cells[at], table.header[at], around)
            if case is not None and head is not None and amount is not None and not set(case) & set(head):
                yield PriceFact(
                    when={**case, **head}, amount=amount.amount, unit=amount.unit, per=amount.per, at=row.at
                )


def _restates(lead: str, heads: Sequence[str]) -> bool:
    """Whether the words above say the price of a second, and the rows only what some lengths come to."""
    rates = [amount for amount in amounts_in(lead) if amount.per.startswith("second")]
    return len(rates) == 1 and all(_LENGTH.search(head) for head in heads)


def _money_columns(spot: Spot, table: Table) -> list[int]:
    """Columns that hold amounts: with a sign, or bare numbers below a head that names a price."""
    columns = []
    for at, head in enumerate(table.header):
        cells = [row.cells[at] for row in table.rows if row.cells[at].strip(" -—–`")]
        signed = sum(lone_amount(cell) is not None for cell in cells)
        bare = (
            sum(number_in(cell) is not None for cell in cells)
            if _PRICE.search(head) and spot.part != "request"
            else 0
        )
        if cells and max(signed, bare) * 2 >= len(cells):
            columns.append(at)
    return columns


def _heads(table: Table, columns: Sequence[int], resolver: Resolver) -> list[dict[str, Json] | None]:
    """The case that each money column stands for: none for a lone "Price"."""
    words = [_PRICE_WORDS.sub(" ", table.header[at]).strip() for at in columns]
    cases = [resolver.conditions(word) if word or len(columns) > 1 else {} for word in words]
    if len(columns) == 1 and cases[0] is None:
        return [{}]
    return _told_apart(cases)


def _rows(table: Table, labels: Sequence[int], resolver: Resolver) -> list[dict[str, Json] | None]:
    cases: list[dict[str, Json] | None] = []
    for row in table.rows:
        case: dict[str, Json] | None = {}
        for at in labels:
            part = resolver.conditions(row.cells[at], table.header[at])
            case = None if case is None or part is None else {**case, **part}
        cases.append(case)
    return _told_apart(cases)


def _told_apart(cases: Sequence[dict[str, Json] | None]) -> list[dict[str, Json] | None]:
    known = iter(apart([case for case in cases if case is not None]))
    return [None if case is None else next(known) for case in cases]


def _amount(cell: str, head: str, around: str) -> Amount | None:
    found = lone_amount(cell)
    bare = number_in(cell) if found is None and _PRICE.search(head) else None
    if found is None and bare is None:
        return None
    unit = found.unit if found else _said_unit(head) or _said_unit(around) or "USD"
    per = (found.per if found else "") or _said_per(head) or _said_per(around) or "request"
    amount = found.amount if found else str(bare)
    return Amount(amount=amount, unit=unit, per=per, vague=False, start=0, end=0)


def _said_unit(text: str) -> str:
    """Of bare numbers: what the column's head calls them, else the words around the table."""
    found = _UNIT.search(text)
    return "credits" if found and found["credits"] else "USD" if found else ""


def _said_per(text: str) -> str:
    found = _PER.search(text)
    return per_of(next(group for group in found.groups() if group)) if found else ""
