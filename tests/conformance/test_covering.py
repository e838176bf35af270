"""The shipped covering sets, held against every combination of choices there is: judged by the oracle, one by one."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from callsheet_conformance.checks.spoil import GONE, value_at
from callsheet_conformance.oracle import Oracle
from callsheet_conformance.plain_json import canonical

SMALL = (
    "gmicloud/luma-ray-3-2-reframe",
    "gmicloud/luma-ray2",
    "oxen/luma-ray-v3-2-image-to-video",
    "scenario/model_luma-modify-video",
    "scenario/model_luma-ray-3-2",
    "scenario/model_luma-ray-flash-2-720p",
    "scenario/model_luma-reframe-video",
)
"""Models of flat parameters of which all combinations can be tried."""


def levels(parameter, samples):
    """Left out, and each listed value; where there is no list, one value that some shipped request sends."""
    listed = [True, False] if parameter["type"] == "boolean" else parameter.get("enum", [])
    listed = [value for value in listed if value not in parameter.get("unset", [])]
    return [GONE, *(listed or [samples.get(parameter["path"], GONE)])]


def choice(parameter, request):
    value = value_at(request, parameter["path"])
    if value is GONE or value is None or value in parameter.get("unset", []):
        return f"{parameter['path']} left out"
    listed = parameter["type"] == "boolean" or "enum" in parameter
    return f"{parameter['path']}={value!r}" if listed else f"{parameter['path']} sent"


def shown(subject, requests, strength):
    """Combinations of choices that requests make."""
    parameters = [p for p in subject.parameters() if "[]" not in p["path"]]
    rows = {tuple(choice(p, request) for p in parameters) for request in requests}
    return {some for row in rows for some in combinations(row, min(strength, len(parameters)))}


def possible(subject):
    """Every valid request over the choices."""
    parameters = [p for p in subject.parameters() if "[]" not in p["path"]]
    samples = {
        p["path"]: request[p["path"]]
        for p in parameters
        for request in subject.valid
        if choice(p, request) == f"{p['path']} sent"
    }
    assert all("." not in p["path"] for p in parameters), "flat, so that a request is its values"
    oracle = Oracle(model=subject.model, formats=subject.formats)
    for values in product(*(levels(p, samples) for p in parameters)):
        request = {p["path"]: v for p, v in zip(parameters, values, strict=True) if v is not GONE}
        if oracle.is_valid(request):
            yield request


def covering(subject, strength):
    return [c["request"] for c in subject.cases if c["kind"] == "covering" and c["strength"] <= strength]


@pytest.mark.parametrize("name", SMALL)
def test_every_valid_triple_is_shown_and_nothing_impossible(name, subjects):
    subject = subjects[name]
    everything = list(possible(subject))
    for strength in (1, 2, 3):
        assert shown(subject, covering(subject, strength), strength) == shown(subject, everything, strength)


def test_a_request_that_is_left_out_leaves_a_triple_uncovered(subjects):
    subject = subjects["scenario/model_luma-ray-3-2"]
    requests = covering(subject, 3)
    wanted = shown(subject, possible(subject), 3)
    last = [c["request"] for c in subject.cases if c["kind"] == "covering" and c["strength"] == 3]
    for left_out in (last[0], last[len(last) // 2], last[-1]):
        kept = [each for each in requests if each is not left_out]
        assert shown(subject, kept, 3) < wanted


def test_covering_requests_are_valid_and_few_are_sent_for_them_alone(subjects):
    made = total = 0
    for subject in subjects.values():
        oracle = Oracle(model=subject.model, formats=subject.formats)
        others = [
            c["request"] for c in subject.cases if c["kind"] != "covering" and c["verdict"] == "accepted"
        ]
        others += [c["twin"]["request"] for c in subject.cases if "twin" in c]
        sent = {canonical(each) for each in others}
        pairs = covering(subject, 2)
        assert all(oracle.is_valid(each) for each in covering(subject, 3))
        total += len(pairs)
        made += sum(canonical(each) not in sent for each in pairs)
    assert made < 0.65 * total, "the rest is sent for pairs and values anyway"
