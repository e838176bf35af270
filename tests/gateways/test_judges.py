"""Two ways to judge and one meaning: the emitted schema, and the manifest's own limits and expressions."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet_conformance.gateways import provider as providers
from callsheet_conformance.gateways.judges import judge_of
from callsheet_conformance.gateways.provider import Judge
from callsheet_conformance.gateways.tariff import needs, price

MODEL = {
    "parameters": [{"path": "size", "default": "a"}, {"path": "seconds"}],
    "needs": [{"id": "big", "when": {"in": ["size", ["b"]]}}],
    "prices": [
        {"since": "2026-01-01", "rows": [{"when": {"all": []}, "amount": "9"}]},
        {
            "since": "2026-06-01",
            "rows": [{"when": {"in": ["size", ["a"]]}, "amount": "0.15"}],
            "quantities": [{"when": {"sent": "seconds"}, "count": {"value": "seconds"}},
                           {"when": {"not": {"sent": "seconds"}}, "count": {"constant": 2}}],
        },
        {"since": "2026-09-01", "unknown": "taken down"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "today", "expected"),
    [
        ({}, "2025-12-31", None),
        ({}, "2026-05-31", "9"),
        ({}, "2026-06-01", "0.30"),
        ({"seconds": 3}, "2026-08-31", "0.45"),
        ({"seconds": 0.5}, "2026-08-31", "0.075"),
        ({"seconds": "x"}, "2026-08-31", None),
        ({"size": "b"}, "2026-08-31", None),
        ({}, "2026-09-01", None),
    ],
)
def test_prices_are_exact_and_dated(sent, today, expected):
    assert price(MODEL, sent, today) == (None if expected is None else Decimal(expected))


def test_needs_are_those_whose_condition_holds():
    assert needs(MODEL, {"size": "b"}) == ("big",)
    assert needs(MODEL, {}) == ()


@cache
def shipped(generated) -> list[tuple[str, list[Judge], dict]]:
    found = []
    for name in providers.names(generated):
        data = providers.read(generated, name)
        for model in data["models"]:
            judges = [judge_of(generated, name, model, formats) for formats in (None, data["formats"])]
            found.append((f"{name}/{model['id']}", judges, model))
    return found


ODD = st.sampled_from([None, True, 1, 5, 9, 0.5, -1, "", "x", "5s", "10s", "540p", [], ["x"], {}, {"x": 1}])


def requests(model: dict, odd: st.SearchStrategy) -> st.SearchStrategy[dict]:
    """Requests near the model: keys left out or sent, with good values and, by ``odd``, bad ones and wrong types."""

    def value(parameter: dict) -> st.SearchStrategy:
        if parameter.get("members"):
            return st.fixed_dictionaries({}, optional={key(m): value(m) for m in parameter["members"]}) | odd
        good = st.sampled_from(parameter["enum"]) if parameter.get("enum") else st.nothing()
        kinds = {
            "boolean": st.booleans(),
            "string": st.text(max_size=3) | st.just("https://a.example/b"),
            "number": st.floats(-1, 3, width=16),
            "integer": st.integers(-1, 11),
            "file": st.just("asset_1"),
        }
        if parameter["type"] == "array":
            items = value(parameter["item"]) if "item" in parameter else st.just("x")
            return st.lists(items, max_size=3) | odd
        return good | kinds.get(parameter["type"], st.just({})) | odd

    known = {key(each): value(each) for each in model["parameters"]}
    needed = {key(each): known.pop(key(each)) for each in model["parameters"] if each.get("required")}
    if odd is ODD:
        return st.fixed_dictionaries({}, optional={**needed, **known, "unheard-of": odd})
    return st.fixed_dictionaries(needed, optional=known)


def key(parameter: dict) -> str:
    return parameter["path"].rpartition(".")[2]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_judges_agree_on_every_shipped_model(emitted, data):
    name, judges, model = data.draw(st.sampled_from(shipped(emitted)))
    sent = json.loads(
        json.dumps(data.draw(requests(model, data.draw(st.sampled_from([ODD, st.nothing()])))), default=float)
    )
    by_schema, by_data = ({breach.id for breach in judge.breaches(sent)} for judge in judges)
    assert by_schema == by_data, name
