"""Prices of a page worked into a spec: appended with their date, never edited."""

from __future__ import annotations

from datetime import date
from typing import Any

from update_facts import HDR, KNOWN, ON, SPEC, codes, place, run

from callsheet.draft import load, update
from callsheet.layers.facts import ModelFacts, PriceFact


def price(amount: str, unit: str = "USD", per: str = "second", **when: Any) -> PriceFact:
    return PriceFact(when=when, amount=amount, unit=unit, per=per, at=place("Pricing"))


PRICED = f"""{
    SPEC.replace(
        "open:",
        '''prices:
  - since: 2026-06-17
    unit: USD
    per: second
    rows:
      - {when: {resolution: "540p", hdr: false}, amount: "0.10"}   # refined
      - {when: {resolution: "540p", hdr: true}, amount: "0.10"}
      - {when: {resolution: "720p"}, amount: "0.20"}
    quantities:
      - {when: {hdr: true}, count: 2}

open:''',
    )
}"""


def test_first_prices_are_dated() -> None:
    done = run(
        SPEC, parameters=KNOWN, prices=(price("0.10", resolution="540p"), price("0.2", resolution="720p"))
    )
    (table,) = load(done.text, "f").prices
    assert table.since == ON
    assert [str(row.amount) for row in table.rows] == ["0.10", "0.2"]
    assert done.text.index("prices:") < done.text.index("open:")


def test_the_same_prices_add_nothing_even_where_rows_are_refined() -> None:
    done = run(
        PRICED, parameters=KNOWN, prices=(price("0.100", resolution="540p"), price("0.2", resolution="720p"))
    )
    assert (done.text, done.diagnostics) == (run(PRICED, parameters=KNOWN).text, ())


def test_new_prices_are_appended_in_the_refined_shape() -> None:
    done = run(
        PRICED, parameters=KNOWN, prices=(price("0.50", resolution="540p"), price("0.2", resolution="720p"))
    )
    old, new = load(done.text, "f").prices
    assert [str(row.amount) for row in old.rows] == ["0.10", "0.10", "0.20"]
    assert [str(row.amount) for row in new.rows] == ["0.50", "0.50", "0.2"]
    assert [row.when for row in new.rows] == [row.when for row in old.rows]
    assert [each.count for each in new.quantities] == [2]
    assert "# refined" in done.text


def test_prices_of_another_shape_are_appended_as_the_page_has_them() -> None:
    done = run(PRICED, parameters=KNOWN, prices=(price("9", unit="credits", per="video"),))
    new = load(done.text, "f").prices[-1]
    assert (new.unit, new.per, [row.when for row in new.rows]) == ("credits", "video", [{}])


def test_prices_that_the_page_now_splits_are_new() -> None:
    flat = run(SPEC, parameters=KNOWN, prices=(price("1", resolution="540p"),)).text.replace(
        "2026-09-01", "2026-06-17"
    )
    split = (price("1", resolution="540p", hdr=False), price("3", resolution="540p", hdr=True))
    assert len(load(run(flat, parameters=KNOWN, prices=split).text, "f").prices[-1].rows) == 2


def test_another_basis_is_another_price() -> None:
    before = run(SPEC, parameters=KNOWN, prices=(price("0.02", per="image"),)).text
    text = before.replace("2026-09-01", "2026-06-17")
    now = PriceFact(when={}, amount="0.02", unit="USD", per="megapixel", at=place("Pricing", "new words"))
    assert [each.per for each in load(run(text, parameters=KNOWN, prices=(now,)).text, "f").prices] == [
        "image",
        "megapixel",
    ]
    same_text = PriceFact(when={}, amount="0.02", unit="USD", per="picture", at=place("Pricing"))
    assert len(load(run(text, parameters=KNOWN, prices=(same_text,)).text, "f").prices) == 1


FLAT = run(SPEC, parameters=KNOWN, prices=(price("1", resolution="540p"),)).text.replace(
    "2026-09-01", "2026-06-17"
)


def test_prices_that_the_page_states_no_more_are_told() -> None:
    done = run(FLAT, parameters=KNOWN)
    assert codes(done) == ["CU113"]
    assert "1 USD no more, which hold since 2026-06-17" in done.diagnostics[0].message
    assert done.text == FLAT.replace("since: 2026-06-17", "since: 2026-06-17  # conflict: CU113")
    unknown = f"{FLAT.rstrip()}\n".replace(
        "\nopen:", "  - {since: 2026-07-01, unknown: The page asks to ask.}\n\nopen:"
    )
    assert run(unknown, parameters=KNOWN).diagnostics == ()


def test_a_case_in_another_unit_is_a_price_that_is_stated_no_more() -> None:
    text = run(
        SPEC, parameters=KNOWN, prices=(price("1", resolution="540p"), price("2", resolution="720p"))
    ).text
    euros = PriceFact(
        when={"resolution": "540p"}, amount="1", unit="EUR", per="second", at=place("Pricing/540p", "euros")
    )
    kept = PriceFact(
        when={"resolution": "720p"}, amount="2", unit="USD", per="second", at=place("Pricing/720p", "dollars")
    )
    done = run(text.replace("2026-09-01", "2026-06-17"), parameters=KNOWN, prices=(kept, kept, euros))
    assert codes(done) == ["CU104", "CU113"]


def test_a_reworded_price_is_placed_anew_and_a_new_one_stands_where_it_stands() -> None:
    again = PriceFact(
        when={"resolution": "540p"},
        amount="1.0",
        unit="USD",
        per="second",
        at=place("Costs/540p", "reworded"),
    )
    done = run(FLAT, parameters=KNOWN, prices=(again,))
    assert (done.diagnostics, done.changes) == ((), ("prices/2026-06-17/rows/0: place on the page noted",))
    (table,) = load(done.text, "f").prices
    assert [row.at for row in table.rows] == [str(again.at)]
    dearer = PriceFact(
        when={"resolution": "540p"}, amount="3", unit="USD", per="second", at=place("Costs/540p", "dearer")
    )
    tables = load(run(done.text, parameters=KNOWN, prices=(dearer,)).text, "f").prices
    assert [row.at for table in tables for row in table.rows] == [str(again.at), str(dearer.at)]


def test_prices_are_never_edited() -> None:
    facts = ModelFacts(id="m", parameters=KNOWN, prices=(price("7", resolution="540p"),), unclaimed=(HDR,))
    done = update(PRICED, facts, page="p", file="f", on=date(2026, 6, 17))
    assert len(load(done.text, "f").prices) == 1
    assert codes(done) == ["CU111"]


def test_prices_that_cannot_be_are_left_out() -> None:
    done = run(
        SPEC, parameters=KNOWN, prices=(price("from 3"), price("-1"), price("1", nope="x"), price("0.5"))
    )
    assert codes(done) == ["CU104"] * 3
    assert [str(row.amount) for row in load(done.text, "f").prices[0].rows] == ["0.5"]
