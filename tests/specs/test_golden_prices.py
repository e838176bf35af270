"""The emitted prices are the page's figures, on the day asked for; needs are told where they arise."""

from __future__ import annotations

from datetime import date

from golden_cases import Golden

from callsheet import trial
from callsheet.layers.model import Model
from callsheet.live import Package


def test_prices(golden: Golden, model: Model, package: Package) -> None:
    prices = package.module(f"{model.provider}.prices").PRICES
    for case in golden.prices:
        price = prices[model.id](case.request, on=date.fromisoformat(case.on))
        assert price.amount == case.amount, (case, price)
        if case.amount is not None:
            assert (price.unit, bool(price.at)) == (case.unit, True)
        else:
            assert price.reason


def test_every_model_that_generates_has_its_prices_written_down(golden: Golden, model: Model) -> None:
    assert bool(golden.prices) is (model.operation == "generate")
    known = [table for table in model.prices if not table.unknown]
    assert {table.since for table in known} == {
        _table(model, case.on) for case in golden.prices if case.amount
    }


def test_needs(golden: Golden, model: Model) -> None:
    for request, ids in golden.needs:
        assert {need.id for need in trial.needs(model, request)} == ids, request


def _table(model: Model, on: str) -> date:
    return max(table.since for table in model.prices if table.since <= date.fromisoformat(on))
