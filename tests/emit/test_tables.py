"""Price tables for other programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import emit_samples as samples

from callsheet.emit import price_tables

FILES = {file.path: file.text for file in price_tables.emit(samples.PROVIDERS)}


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILES[path])))


def test_csv_has_every_price_with_the_days_on_which_it_holds() -> None:
    found = rows("prices/prices.csv")
    assert len(found) == 1 + 7 + 1
    dearest = next(row for row in found if row["amount"] == "8.40")
    assert dearest["when"] == "resolution=1080p hdr=true exr_export=true"
    assert (dearest["since"], dearest["until"], dearest["unit"], dearest["per"]) == (
        "2026-06-17", "2026-09-01", "USD", "5s block",
    )  # fmt: skip
    assert found[-1] == {**found[-1], "amount": "", "unknown": "The page was taken down.", "until": ""}


def test_litellm_gets_dollars_a_second_of_the_dearest_row() -> None:
    assert json.loads(FILES["prices/litellm.json"]) == {}  # the newest tables are unknown, and in credits
    dated = replace(samples.GENERATE, prices=samples.GENERATE.prices[:1])
    files = price_tables.emit([replace(samples.GMICLOUD, models=(dated,))])
    (entry,) = json.loads({file.path: file.text for file in files}["prices/litellm.json"]).values()
    assert entry["output_cost_per_second"] == 1.68
    assert entry["metadata"] == {
        "row": "resolution=1080p hdr=true exr_export=true",
        "since": "2026-06-17",
        "rows": 7,
    }


def test_focus_has_the_newest_known_prices() -> None:
    (only,) = rows("prices/focus.csv")
    assert (only["SkuId"], only["ListUnitPrice"], only["PricingCurrency"], only["PricingUnit"]) == (
        "acme/acme/everything", "1.5", "credits", "second",
    )  # fmt: skip


def test_json_keeps_the_digits_of_money() -> None:
    models = {each["model"]: each["prices"] for each in json.loads(FILES["prices/prices.json"])["models"]}
    assert [row["amount"] for row in models["luma-ray-3-2-generate"][0]["rows"]][:2] == ["0.15", "0.30"]
