"""The emitted cases: what they hold, in which order, and that they judge as everything else does."""

from __future__ import annotations

import json
from dataclasses import replace

from made import EXR, HDR, PROMPT, RESOLUTION, made, top

from callsheet import solve
from callsheet.emit import cases
from callsheet.layers.model import Model, Provider

MODEL = made(
    PROMPT,
    RESOLUTION,
    HDR,
    top("end", unset=("",)),
    top("tags", "array", max_items=2, item=top("tags[]", enum=("a", "b"))),
    rules={
        "no-hdr": {"forbid": {"resolution": "540p", "hdr": True}},
        "same": {"forbid": {"resolution": "540p", "hdr": {"not": False}}},
        "advice": {"ignored": ["end"], "when": {"hdr": True}},
        "doubt": {"forbid": {"end": {"sent": True}, "hdr": True}, "basis": "inferred"},
    },
    unknown_keys="documented",
)


def read(model: Model) -> dict:
    provider = Provider(id=model.provider, title="Acme", class_name="Acme", models=(model,))
    (file,) = cases.emit([provider])
    assert file.path == f"cases/acme/{model.slug}.json"
    return json.loads(file.text)


def test_a_pair_and_its_twin() -> None:
    found = {
        case["id"]: case
        for case in read(
            made(PROMPT, RESOLUTION, HDR, rules={"r": {"forbid": {"resolution": "540p", "hdr": True}}})
        )["cases"]
    }
    base = {"prompt": "A red fox runs through fresh snow at dawn."}
    assert found["rule/r"] == {
        "id": "rule/r",
        "kind": "rule",
        "about": "r",
        "verdict": "refused",
        "breaks": ["r"],
        "request": {**base, "resolution": "540p", "hdr": True},
        "twin": {"path": "resolution", "request": {**base, "hdr": True}},
    }
    assert found["limit/prompt:length/short"]["request"] == {"prompt": ""}
    assert found["value/prompt:length/longest"]["request"]["prompt"].startswith("A red fox")
    assert len(found["value/prompt:length/longest"]["request"]["prompt"]) == 100
    assert found["value/resolution:enum/1080p"]["verdict"] == "accepted"


def test_verdicts_are_those_of_the_rules() -> None:
    data = read(MODEL)
    for case in data["cases"]:
        judged = solve.judge(MODEL, case["request"])
        assert case["verdict"] == ("accepted" if judged.is_valid else "refused")
        assert tuple(case.get("breaks", ())) == judged.errors
        assert tuple(case.get("warns", ())) == judged.warnings
        assert tuple(case.get("advises", ())) == judged.advice
        if case["kind"] in ("limit", "unknown-key"):
            assert case["breaks"] == [case["about"]]
        if "twin" in case:
            assert solve.judge(MODEL, case["twin"]["request"]).is_valid


def test_advice_and_doubt_are_told_apart_from_refusals() -> None:
    found = {case["id"]: case for case in read(MODEL)["cases"]}
    assert (found["rule/advice"]["verdict"], found["rule/advice"]["advises"]) == ("accepted", ["advice"])
    assert (found["rule/doubt"]["verdict"], found["rule/doubt"]["warns"]) == ("accepted", ["doubt"])


def test_twins_are_requests_that_are_sent_anyway_where_one_will_do() -> None:
    wide = {"forbid": {"resolution": "1080p", "hdr": True, "exr": True}}
    tall = {"forbid": {"resolution": "540p", "hdr": True, "exr": True}}
    data = read(
        made(
            PROMPT,
            RESOLUTION,
            HDR,
            EXR,
            rules={"wide": wide, "tall": tall, "two": {"forbid": {"resolution": "720p", "hdr": False}}},
        )
    )
    twins = {case["id"]: case["twin"]["request"] for case in data["cases"] if case["kind"] == "rule"}
    assert twins["rule/wide"] == twins["rule/tall"], (
        "both are a change of it, and no value has a case like it"
    )
    assert twins["rule/two"] in [case["request"] for case in data["cases"] if case["kind"] == "value"]


def test_what_has_no_pair_says_why() -> None:
    impossible = {each["about"]: each["because"] for each in read(MODEL)["impossible"]}
    assert impossible == {"no-hdr": ["same"], "same": ["no-hdr"]}


def test_everything_is_covered_once() -> None:
    data = read(MODEL)
    ids = [case["id"] for case in data["cases"]]
    assert len(ids) == len(set(ids))
    kinds = [case["kind"] for case in data["cases"]]
    assert kinds == sorted(kinds, key=["rule", "limit", "unknown-key", "value", "covering"].index)
    about = {case["about"] for case in data["cases"] if "about" in case}
    assert {
        "tags[]:enum",
        "tags:items",
        "end:required",
        "unexpected_key:unknown-key",
        "hdr:type",
        "prompt:null",
    } <= about


def test_covering_sets_are_parts_of_each_other_and_use_what_is_there() -> None:
    data = read(MODEL)
    covering = [case for case in data["cases"] if case["kind"] == "covering"]
    strengths = [case["strength"] for case in covering]
    assert strengths == sorted(strengths)
    others = [case for case in data["cases"] if case["kind"] != "covering"]
    there = [case["request"] for case in others if case["verdict"] == "accepted"]
    there += [case["twin"]["request"] for case in data["cases"] if "twin" in case]
    for found in data["covering"]:
        some = [case["request"] for case in covering if case["strength"] <= found["strength"]]
        assert found["size"] == len(some) >= found["lower_bound"] > 0
        assert found["made"] == sum(request not in there for request in some)
    assert [found["strength"] for found in data["covering"]] == [1, 2, 3]
    assert next(found["made"] for found in data["covering"]) == 0, "each value has a case of its own"


def test_a_set_of_too_many_combinations_is_left_out() -> None:
    wide = made(*(top(f"p{n}", enum=("a", "b", "c")) for n in range(40)))
    assert solve.Levels(wide).combinations(3) == 40 * 39 * 38 // 6 * 4**3 > 500_000
    data = read(wide)
    assert [found["strength"] for found in data["covering"]] == [1, 2]
    assert {case["strength"] for case in data["cases"] if case["kind"] == "covering"} == {1, 2}


def test_the_same_spec_gives_the_same_bytes(shipped: Model) -> None:
    if shipped.slug not in ("luma-ray-3-2-generate", "model_luma-ray-3-2"):
        return
    provider = Provider(id=shipped.provider, title="", class_name="X", models=(shipped,))
    first = [file.text for file in cases.emit([provider])]
    solve.covering_set(solve.Program(replace(shipped, rules=shipped.rules[:1])))
    assert [file.text for file in cases.emit([provider])] == first
