"""Every layout: what a page of ours states is what is read from it."""

import json
from pathlib import Path

import pytest

from callsheet.extract import extract, label
from callsheet.layers.document import Page
from callsheet.read import read

PAGES = Path(__file__).parents[1] / "pages"
STATED = sorted(PAGES.glob("*.facts.json"))
FIELDS = (
    "default", "enum", "min", "max", "min_length", "max_length", "min_items", "max_items", "step", "format", "title",
    "lost", "media", "doubt",
)  # fmt: skip


def facts(name):
    return extract(read(Page(name=name, data=(PAGES / name).read_bytes())))


def shape(model):
    parameters = {
        one["name"]: {"type": one["type"]}
        | ({"required": True} if one["required"] else {})
        | {key: one[key] for key in FIELDS if one.get(key) not in (None, [])}
        for one in model["parameters"]
    }
    prices = [{key: value for key, value in price.items() if key != "where"} for price in model["prices"]]
    return {"id": model["id"], "parameters": parameters, "prices": prices}


@pytest.mark.parametrize("stated", STATED, ids=lambda path: path.name)
def test_page(stated):
    found = label(facts(stated.name.removesuffix(".facts.json")))
    assert [shape(model) for model in found["models"]] == json.loads(stated.read_text(encoding="utf-8"))


def test_every_page_has_its_facts():
    pages = {
        path.name for path in PAGES.iterdir() if not path.name.endswith(".json") and path.name != "README.md"
    }
    assert pages == {path.name.removesuffix(".facts.json") for path in STATED}


def test_places_name_heading_and_row():
    (model,) = facts("prose-and-prices.md").models
    places = {fact.name: fact.at.path for fact in model.parameters}
    assert places["seed"] == "Inputs/seed"
    assert all(fact.at.digest for fact in model.parameters)


def test_a_place_is_blind_to_layout():
    plain = b"# A\n\n## Inputs\n\n| Name | Type | Description |\n|---|---|---|\n| `a` | string | It\xe2\x80\x99s  here |\n"
    other = b"# A\n\n## Inputs\n\n|Name|Type|Description|\n|-|-|-|\n|a|string|It's here|\n"
    one, two = (
        extract(read(Page(name="x", data=data))).models[0].parameters[0].at for data in (plain, other)
    )
    assert one == two


def test_statuses_and_endpoints_are_facts():
    (model,) = facts("chinese.md").models
    assert model.statuses == ("Pending", "Running", "Success", "Failure")
    assert [(one.method, one.path) for one in model.endpoints] == [("POST", "/v1/tasks")]


def test_a_page_without_parameters_says_so():
    found = extract(read(Page(name="x", data=b"# About us\n\nWe make clips. You must love them.\n")))
    assert found.models == ()
    assert "the page states no parameters" in found.notes


def test_an_example_alone_gives_doubtful_parameters():
    data = b'# Clip\n\n```json\n{"model": "acme-1", "prompt": "x", "options": {"steps": 4}}\n```\n'
    (model,) = extract(read(Page(name="x", data=data))).models
    assert {fact.name: bool(fact.doubt) for fact in model.parameters} == {
        "model": True, "prompt": True, "options": True, "options.steps": True,
    }  # fmt: skip


def test_rows_without_a_name_are_unclaimed():
    data = b"# A\n\n| Parameter | Type | Description |\n|---|---|---|\n| `a` | string | x |\n| `b` | string | x |\n| what is this? | string | lost |\n"
    (model,) = extract(read(Page(name="x", data=data))).models
    assert [fact.name for fact in model.parameters] == ["a", "b"]
    assert any("what is this?" in one.text for one in model.unclaimed)


def test_other_tables_are_noted():
    notes = facts("guide-endpoints.md").notes
    assert any(note.startswith("Errors/table: 1 rows are no parameters") for note in notes)
