"""Prices: matrices, lists and sentences, each amount with what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.extract.money.conditions import Resolver
from callsheet.extract.money.said import prices_beside, prices_said
from callsheet.extract.money.tables import prices_in_table
from callsheet.extract.outline import Spot
from callsheet.extract.rules import Sentence
from callsheet.layers.document import Table, Text
from callsheet.layers.facts import ParameterFact, PriceFact

__all__ = ["prices_of"]


def prices_of(
    spots: Sequence[Spot], parameters: Sequence[ParameterFact], sentences: Sequence[Sentence] = ()
) -> list[PriceFact]:
    """Tables first; sentences only where no table holds a price, for they repeat or round what tables say.

    ``sentences`` are the parameters' own texts, the last place to look.
    """
    resolver = Resolver(parameters)
    lead = ""
    out: list[PriceFact] = []
    for spot in spots:
        if isinstance(spot.block, Table):
            out.extend(prices_in_table(spot, spot.block, lead, resolver))
        lead = spot.block.text if isinstance(spot.block, Text) else ""
    out = out or [fact for spot in spots for fact in prices_said(spot, resolver)]
    return _agreed(out or [fact for one in sentences for fact in prices_beside(one.text, one.at, resolver)])


def _agreed(prices: Iterable[PriceFact]) -> list[PriceFact]:
    """Each price once; where two amounts stand for the same thing, neither."""
    once: dict[tuple[str, str, str], PriceFact] = {}
    for price in prices:
        key = (str(sorted(price.when.items(), key=str)), price.unit, f"{float(price.amount):g}")
        if key not in once or once[key].per == "request":
            once[key] = price
    by_case: dict[str, list[PriceFact]] = {}
    for price in once.values():
        by_case.setdefault(f"{sorted(price.when.items(), key=str)} {price.unit} {price.per}", []).append(
            price
        )
    return [same[0] for same in by_case.values() if len(same) == 1]
