"""Prices of a page beside the newest table of a spec: the same, or a new table to append."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from callsheet.constraints import ConstraintError, condition
from callsheet.draft import written
from callsheet.draft.finding import note, warning
from callsheet.draft.layout import Quoted
from callsheet.draft.schema.pieces import AMOUNT, LINE, UNIT
from callsheet.draft.update import places
from callsheet.draft.update.compare import alike
from callsheet.draft.update.entries import exact
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import ModelFacts, PriceFact
from callsheet.layers.model import Parameter
from callsheet.layers.place import Place
from callsheet.layers.spec import ModelSpec, PriceRowSpec, PriceSpec


@dataclass(slots=True, kw_only=True)
class NewPrices:
    """``table`` is the entry to append, if any; ``reaffirmed`` has the new places of rows that the page says otherwise."""

    table: dict[str, Any] | None = None
    reaffirmed: dict[str, Place] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def new_prices(
    spec: ModelSpec, facts: ModelFacts, on: date, parameters: Mapping[str, Parameter]
) -> NewPrices:
    """A table from ``on`` where the page's amounts are not those of the newest table.

    Rows that people have refined keep their conditions where each has one new amount.
    """
    out = NewPrices()
    readable = [fact for fact in facts.prices if _is_readable(fact, spec, parameters, out)]
    stated = _one_unit(readable, spec, out)
    newest = spec.prices[-1] if spec.prices else None
    if newest is not None and (not stated or _is_same(newest, stated)):
        _stay(newest, stated, places.of_page(facts), out)
        _basis(newest, stated, out)
        return out
    if not stated:
        return out
    if newest is not None and on <= newest.since:
        where = newest.source.at("since")
        message = f"the page's prices differ from the table of {newest.since}"
        out.findings.append(warning("CU111", where, message, "a newer table needs a later date"))
        return out
    out.table = _table(spec, newest, stated, on)
    return out


def _stay(table: PriceSpec, facts: list[PriceFact], page: places.Places, out: NewPrices) -> None:
    """The table holds on: rows whose text on the page is another one are placed anew, or are stated no more (CU113)."""
    lost = []
    for number, row in enumerate(table.rows):
        at = Place.parse(row.at)
        if not at.digest or at in page:
            continue
        found = [each for each in _most_precise(row, facts) if _amount(each) == row.amount]
        if found and table.unit == found[0].unit:
            out.reaffirmed[f"{table.since}/rows/{number}"] = found[0].at
        else:
            lost.append(f"{row.amount} {table.unit}")
    if lost:
        message = f"the page states {', '.join(lost)} no more, which hold since {table.since}"
        hint = "append what holds now by hand, or a table that says why it is unknown"
        out.findings.append(warning("CU113", table.source.at("since"), message, hint))


def _basis(table: PriceSpec, facts: list[PriceFact], out: NewPrices) -> None:
    """CU114: the page has another word for what the amounts are for, beside texts that people have looked at."""
    said = next((fact.per for fact in facts if fact.per not in ("request", table.per)), "")
    if said:
        message = f"the page's prices are per {said}, the spec's per {table.per}"
        hint = "fine where both are the same thing; else append a table by hand"
        out.findings.append(note("CU114", table.source.at("per"), message, hint))


def _one_unit(facts: list[PriceFact], spec: ModelSpec, out: NewPrices) -> list[PriceFact]:
    """A table has one unit and one basis: those of most of the page's amounts."""
    groups = [list(each) for _, each in groupby(sorted(facts, key=_unit), key=_unit)]
    if not groups:
        return []
    chosen = max(groups, key=len)
    for group in groups:
        if group is not chosen:
            where, unit = f"{spec.page}: {group[0].at}", f"{group[0].unit} per {group[0].per}"
            out.findings.append(
                note("CU104", where, f"{len(group)} amounts in {unit} are left out", "add them by hand")
            )
    return [fact for fact in facts if fact in chosen]


def _is_readable(
    fact: PriceFact, spec: ModelSpec, parameters: Mapping[str, Parameter], out: NewPrices
) -> bool:
    problem = _unreadable(fact)
    try:
        condition(exact(fact.when), parameters)
    except ConstraintError as error:
        problem = error.message
    if problem:
        out.findings.append(note("CU104", f"{spec.page}: {fact.at}", f"a price cannot be written: {problem}"))
    return not problem


def _unreadable(fact: PriceFact) -> str:
    if not re.match(AMOUNT, fact.amount):
        return f"{fact.amount[:40]!r} is no amount"
    if not _amount(fact):
        return "an amount of 0 needs free: with the reason"
    if not re.match(UNIT, fact.unit) or not re.match(LINE, fact.per):
        return f"{fact.unit[:40]!r} per {fact.per[:40]!r} is no unit"
    return ""


def _unit(fact: PriceFact) -> tuple[str, str]:
    return fact.unit, fact.per


def _amount(fact: PriceFact) -> Decimal:
    return Decimal(fact.amount)


def _is_same(table: PriceSpec, facts: list[PriceFact]) -> bool:
    """Each amount of the page is a row's, each row's amount is the page's, where their conditions can meet."""
    if table.unit != facts[0].unit or _is_another_basis(table, facts):
        return False
    priced = all(
        any(_meet(row.when, fact.when) and row.amount == _amount(fact) for row in table.rows)
        for fact in facts
    )
    return priced and all(_row_amounts(row, facts) <= {row.amount} for row in table.rows)


def _is_another_basis(table: PriceSpec, facts: list[PriceFact]) -> bool:
    """Per image once, per megapixel now. People may put it in other words, as long as the text on the page is the same."""
    looked_at = {Place.parse(at).digest for at in (table.at, *(row.at for row in table.rows))} - {""}
    is_changed = bool(looked_at) and looked_at.isdisjoint(fact.at.digest for fact in facts)
    return is_changed and table.per.casefold() != facts[0].per.casefold()


def _row_amounts(row: PriceRowSpec, facts: list[PriceFact]) -> set[Decimal]:
    """The amounts that the page has for a row."""
    return {_amount(fact) for fact in _most_precise(row, facts)}


def _most_precise(row: PriceRowSpec, facts: list[PriceFact]) -> list[PriceFact]:
    """What the page has for a row: those whose whole condition the row has, the most precise only."""
    fitting = [fact for fact in facts if _meet(row.when, fact.when) and fact.when.keys() <= row.when.keys()]
    most = max((len(fact.when) for fact in fitting), default=0)
    return [fact for fact in fitting if len(fact.when) == most]


def _meet(row: Mapping[str, Any], fact: Mapping[str, Any]) -> bool:
    """Whether nothing that both speak of differs."""
    return all(alike(key, row[key], exact(value)) for key, value in fact.items() if key in row)


def _table(spec: ModelSpec, newest: PriceSpec | None, facts: list[PriceFact], on: date) -> dict[str, Any]:
    names = frozenset(each.path for each in spec.parameters)
    entry: dict[str, Any] = {
        "since": on,
        "unit": facts[0].unit,
        "per": _per(newest, facts[0]),
        "at": Quoted(facts[0].at),
    }
    refined = _refined(newest, facts) if newest is not None else None
    if newest is None or refined is None:
        return {**entry, "rows": [_row(fact) for fact in facts]}
    old = written.price(newest, names)
    rows = [
        {**row, "amount": Quoted(format(_amount(fact), "f")), "at": Quoted(fact.at)}
        for row, fact in zip(old["rows"], refined, strict=True)
    ]
    kept = {"quantities": old["quantities"]} if "quantities" in old else {}
    return {**entry, "rows": rows, **kept}


def _per(newest: PriceSpec | None, fact: PriceFact) -> str:
    """Where the page gives no basis, the word that people found for it stays."""
    is_unsaid = fact.per == "request"
    return newest.per if newest is not None and is_unsaid and newest.unit == fact.unit else fact.per


def _refined(table: PriceSpec, facts: list[PriceFact]) -> list[PriceFact] | None:
    """The new price of each row, where there is exactly one amount for each and none is left over."""
    found = [_most_precise(row, facts) for row in table.rows]
    used = {_amount(fact) for of_row in found for fact in of_row}
    if table.unit != facts[0].unit or not found or used != {_amount(fact) for fact in facts}:
        return None
    single = [of_row[0] for of_row in found if len(set(map(_amount, of_row))) == 1]
    return single if len(single) == len(found) else None


def _row(fact: PriceFact) -> dict[str, Any]:
    when = {"when": written.quoted(exact(fact.when))} if fact.when else {}
    return {**when, "amount": Quoted(fact.amount), "at": Quoted(fact.at)}
