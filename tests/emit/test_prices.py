"""Prices: exact, dated, explained, and never zero where nobody knows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import emit_samples as samples
import pytest
from emit_reference import holds, term
from emit_requests import requests
from hypothesis import given, settings

from callsheet import live
from callsheet.emit import package, prices
from callsheet.layers.model import PriceRow, PriceTable, Quantity
from callsheet.layers.rule import All, Arithmetic, Compare, Constant, Value

SUMMER, AUTUMN = date(2026, 7, 1), date(2026, 9, 1)


@pytest.fixture(scope="module")
def price_of():
    files = [f for e in (package, prices) for f in e.emit(samples.PROVIDERS)]
    with live.package(files, "video_gateways") as modules:
        found = {}
        for provider in samples.PROVIDERS:
            found |= modules.module(f"{provider.id}.prices").PRICES
        yield found


def test_a_price_says_how_it_is_made_up(price_of) -> None:
    price = price_of["luma-ray-3-2-generate"]({"duration": "10s", "resolution": "1080p"}, SUMMER)
    assert (price.amount, price.unit, price.each, price.quantity) == (
        Decimal("2.40"),
        "USD",
        Decimal("1.20"),
        2,
    )
    assert price.at == "Pricing/1#0123456789ab"
    assert str(price) == (
        "2.40 USD: 2 x 1.20 USD per 5s block (resolution=1080p hdr=false exr_export=false), since 2026-06-17"
    )


def test_the_day_decides_which_table_holds(price_of) -> None:
    price = price_of["luma-ray-3-2-generate"]
    before, after = price({}, date(2026, 6, 16)), price({}, AUTUMN)
    assert before.amount is None
    assert before.reason == "No price is known from before 2026-06-17."
    assert (after.amount, after.reason, after.since) == (None, "The page was taken down.", AUTUMN)
    assert price({}, datetime(2026, 7, 1, 23, 59, tzinfo=UTC)) == price({}, SUMMER)


def test_no_row_is_unknown_and_not_free(price_of) -> None:
    price = price_of["luma-ray-3-2-generate"]({"resolution": "540p", "hdr": True}, SUMMER)
    assert price.amount is None
    assert price.reason == "No price is documented for this combination of values."


def test_units_are_counted_from_the_request(price_of) -> None:
    price = price_of["acme/everything"]
    assert price({}, SUMMER).amount == Decimal("7.5")
    assert price({"steps": 1}, SUMMER).amount == Decimal("1.5")
    assert (
        price({"steps": "many"}, SUMMER).reason == "It is not documented how many units this request takes."
    )


@pytest.mark.parametrize("model", [samples.GENERATE, samples.EVERYTHING], ids=lambda model: model.slug)
def test_every_price_is_that_of_the_row_that_holds(model, price_of) -> None:
    table = model.prices[0]

    @settings(max_examples=200, deadline=None)
    @given(requests(model))
    def check(request: dict) -> None:
        price = price_of[model.id](request, SUMMER)
        row = next((row for row in table.rows if holds(row.when, request, model)), None)
        count = next(
            (term(q.count, request, model) for q in table.quantities if holds(q.when, request, model)), None
        )
        if row is None or not isinstance(count, int | float) or isinstance(count, bool):
            assert price.amount is None
        else:
            assert price.amount == row.amount * Decimal(str(count))

    check()


def test_arithmetic_is_exact_or_unknown() -> None:
    third = Arithmetic(Value("seed"), "/", Constant(3))
    positive = Compare(Value("seed"), ">=", Constant(0))
    table = PriceTable(
        since=date(2026, 1, 1), unit="USD", per="x", rows=(PriceRow(when=All(()), label="", amount=Decimal("0.1")),),
        quantities=(Quantity(when=positive, count=third),),
    )  # fmt: skip
    provider = replace(samples.ACME, models=(replace(samples.EVERYTHING, prices=(table,)),))
    files = [f for e in (package, prices) for f in e.emit([provider])]
    with live.package(files, "video_gateways") as modules:
        (price,) = modules.module("acme.prices").PRICES.values()
        assert price({"seed": 6}, SUMMER).amount == Decimal("0.2")
        assert price({"seed": 1}, SUMMER).amount is None
        assert price({}, SUMMER).amount is None
