"""Whatever a page states: the new spec loads, a second look changes nothing, and comments stay."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsheet.draft import load, update
from callsheet.draft.marks import unmarked
from callsheet.layers.facts import MediaLimit, ModelFacts, ParameterFact, PriceFact, RuleFact, Unclaimed
from callsheet.layers.place import Place, digest_of

ON = date(2026, 9, 1)
LABELS = sorted((Path(__file__).parents[2].parent / "shared" / "pages" / "labels").glob("*.json"))

NAMES = st.sampled_from(["a", "b", "c", "camelCase", "x.y", "x.z", "k[].index", "k", "bad name", "", "a[]", "__class__", "é"])  # fmt: skip
TYPES = st.sampled_from(
    ["string", "integer", "number", "boolean", "array", "object", "file", "enum", "integer or null"]
)
VALUES = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2).map(lambda x: round(x, 2)) | st.sampled_from(["", "a", "16:9", "yes", "5", "A sentence: with #signs."])  # fmt: skip
BOUND = st.none() | st.integers(-3, 9)
COUNT = st.none() | st.integers(0, 9)
PLACES = st.builds(lambda path, text: Place(path=path, digest=digest_of(text)), st.sampled_from(["T/a", "T/b", 'T/"q"', "C/1", "C/2"]), st.sampled_from(["one", "two", "three"]))  # fmt: skip

PARAMETERS = st.builds(
    ParameterFact,
    name=NAMES,
    type=TYPES,
    required=st.booleans(),
    default=VALUES | st.lists(VALUES, max_size=2),
    enum=st.none() | st.lists(VALUES, max_size=4).map(tuple),
    min=BOUND,
    max=BOUND,
    min_length=COUNT,
    max_length=COUNT,
    min_items=COUNT,
    max_items=COUNT,
    step=st.none() | st.sampled_from([0, 1, 0.5]),
    at=PLACES,
    format=st.none() | st.sampled_from(["uri", "hex"]),
    lost=st.sampled_from([(), ("enum",), ("default",)]),
    media=st.sampled_from(
        [(), (MediaLimit(what="seconds", max=1.5),), (MediaLimit(what="formats", values=("png",)),)]
    ),
    doubt=st.sampled_from(["", "unsure"]),
)
LITERALS = st.one_of(
    st.tuples(NAMES, st.sampled_from(["=", "!="]), VALUES).map(list),
    st.tuples(NAMES, st.sampled_from(["in", "not in"]), st.lists(VALUES, max_size=3)).map(list),
    st.tuples(NAMES, st.sampled_from(["set", "unset", "~"])).map(list),
    st.tuples(NAMES, st.sampled_from(["<", ">"]), st.integers(0, 5) | st.just({"field": "b"})).map(list),
    st.tuples(
        st.tuples(st.sampled_from(["count", "sum", "product", "items"]), st.just(["a", "b"]) | NAMES).map(
            list
        ),
        st.sampled_from(["<", ">"]),
        st.integers(0, 2),
    ).map(list),
)
RULES = st.builds(
    RuleFact,
    kind=st.sampled_from(["forbid", "ignored", "forced", "media", "account", "other"]),
    at=PLACES,
    all=st.lists(LITERALS, max_size=3).map(tuple),
    field=st.none() | NAMES,
    value=VALUES,
    fields=st.lists(NAMES, max_size=2).map(tuple),
    doubt=st.sampled_from(["", "unsure"]),
)
PRICES = st.builds(
    PriceFact,
    when=st.dictionaries(NAMES, VALUES, max_size=2),
    amount=st.sampled_from(["0.1", "5", "1e3", "-1", "NaN", "Infinity", "from 3", "99999999999999999999999"]),
    unit=st.sampled_from(["USD", "credits", "$", ""]),
    per=st.sampled_from(["second", "5s block", "", "a: b"]),
    at=PLACES,
)
FACTS = st.builds(
    ModelFacts,
    id=st.none() | st.sampled_from(["m", "luma/ray-2", "/v1/x", "../x", "GET /v2/jobs"]),
    parameters=st.lists(PARAMETERS, max_size=5).map(tuple),
    rules=st.lists(RULES, max_size=4).map(tuple),
    prices=st.lists(PRICES, max_size=3).map(tuple),
    unclaimed=st.lists(
        st.builds(Unclaimed, at=PLACES, text=st.just("t"), because=st.just("b")), max_size=2
    ).map(tuple),
    title=st.none() | st.sampled_from(["Ray 2", "a: b", " x", "two\nlines", ""]),
)


def drafted(text: str | None, facts: ModelFacts, on: date = ON) -> Any:
    return update(text, facts, page="page", file="f", on=on)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
@given(FACTS, FACTS)
def test_any_facts(facts: ModelFacts, others: ModelFacts) -> None:
    first = drafted(None, facts)
    load(first.text, "f")
    again = drafted(first.text, facts)
    assert again.text == first.text
    commented = "".join(
        f"{line}   # note {n}\n" if line else "\n" for n, line in enumerate(first.text.split("\n")[:-1])
    )
    later = unmarked(drafted(commented, others, date(2026, 10, 1)).text)
    load(later, "f")
    kept = [line.rpartition("   # ")[2] for line in later.split("\n") if "   # note" in line]
    lost = [
        f"note {n}"
        for n in range(first.text.count("\n"))
        if f"note {n}" not in kept and first.text.split("\n")[n]
    ]
    assert kept == sorted(kept, key=lambda note: int(note.split()[1]))
    assert not lost, later


@pytest.mark.skipif(not LABELS, reason="the labelled pages are not beside this repository")
@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.name)
def test_labelled_pages(path: Path) -> None:
    for label in json.loads(path.read_text(encoding="utf-8"))["models"]:
        facts = facts_of(label)
        first = drafted(None, facts)
        assert len(load(first.text, "f").parameters) + codes(first).count("CU104") >= len(facts.parameters)
        assert drafted(first.text, facts).changes == ()


def codes(done: Any) -> list[str]:
    return [each.code for each in done.diagnostics]


def facts_of(label: dict[str, Any]) -> ModelFacts:
    def at(item: Any) -> Place:
        return Place(path=f"Label/{digest_of(json.dumps(item))}", digest=digest_of(json.dumps(item)))

    known = ParameterFact.__dataclass_fields__
    parameters = [{**each, "enum": each["enum"] and tuple(each["enum"])} for each in label["parameters"]]
    rules = [
        {key: value for key, value in each.items() if key in RuleFact.__dataclass_fields__}
        for each in label["rules"]
    ]
    return ModelFacts(
        id=label["id"],
        parameters=tuple(
            ParameterFact(**{k: v for k, v in each.items() if k in known}, at=at(each)) for each in parameters
        ),
        rules=tuple(
            RuleFact(
                **{
                    **each,
                    "all": tuple(each.get("all", ())),
                    "fields": tuple(each.get("fields", ())),
                    "at": at(each),
                }
            )
            for each in rules
        ),
        prices=tuple(PriceFact(**{**each, "at": at(each)}) for each in label.get("prices") or ()),
    )
