"""Every documented refusal of every model, through HTTP: the code, the envelope, the rule in the header."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from callsheet_conformance.gateways.limit_text import TEXTS

MAKE = {
    "aimlapi": "/v2/video/generations",
    "apiframe": "/v2/videos/generate",
    "gmicloud": "/requests",
    "oxen": "/queue",
}


def submit(wire, model: str, request: dict):
    """The create of this gateway for a request in the model's own terms."""
    if wire.name == "scenario":
        return wire.post(f"/generate/custom/{model}", json=request)
    if wire.name == "gmicloud":
        payload = {key: value for key, value in request.items() if key != "model"}
        return wire.post(MAKE[wire.name], json={"model": model, "payload": payload})
    return wire.post(MAKE[wire.name], json={"model": model, **request})


@pytest.fixture(scope="session")
def cases(emitted) -> dict[str, list[dict]]:
    """By provider: the emitted cases of the models that create something."""
    found: dict[str, list[dict]] = {}
    for path in sorted((emitted / "cases").glob("*/*.json")):
        data = json.loads(path.read_text("utf-8"))
        if data["model"].startswith("GET "):
            continue
        found.setdefault(data["provider"], []).extend(
            {**case, "model": data["model"]} for case in data["cases"]
        )
    if not found:
        pytest.skip(f"no cases were emitted into {emitted}: run `callsheet build`")
    return found


def is_about_the_model(case: dict) -> bool:
    """Without a known model there is nobody to judge; gateways answer that in ways of their own."""
    return case.get("about", "").startswith("model:")


def envelope(wire, answer) -> str:
    """The text of a refusal, from where this gateway puts it."""
    body = answer.json()
    if wire.name == "oxen":
        error = body["error"]
        return error.get("message") or error["detail"]
    if wire.name == "gmicloud":
        return body["error"]
    if wire.name == "aimlapi":
        assert body["statusCode"] == str(answer.status_code)
        return " ".join(
            [body["message"], *(text for texts in body.get("meta", {}).values() for text in texts)]
        )
    text = body["error"] if wire.name == "apiframe" else body["message"]
    return " ".join([text, *(each for texts in body["details"].values() for each in texts)])


def code_of(wire, breaks: list[str]) -> int:
    """The documented code: 400 everywhere but for what GMI's upstream refuses, which comes as a 500."""
    shape = any(each.endswith((":required", ":type", ":null", ":unknown-key")) for each in breaks)
    return 500 if wire.name == "gmicloud" and not shape else 400


@pytest.mark.parametrize("name", ["aimlapi", "apiframe", "gmicloud", "oxen", "scenario"])
def test_each_refusal_has_its_code_its_envelope_and_its_rule(gateway, cases, name):
    wire, seen = gateway(name), Counter()
    for case in cases[name]:
        if case["verdict"] != "refused" or is_about_the_model(case):
            continue
        answer, label = submit(wire, case["model"], case["request"]), (case["model"], case["id"])
        if name == "oxen" and not case["about"].startswith("num_generations:"):
            job = answer.json()["generations"][0]["generation_id"]
            wire.wait(15)
            told = wire.get(f"/queue/{job}")
            assert (told.json()["status"], answer.status_code) == ("failed", 200), label
            assert told.headers["x-callsheet-rule"] in case["breaks"], label
            assert told.json()["error_message"].startswith("Getting model response error: 422"), label
            answer = wire.post("/videos/generate", json={"model": case["model"], **case["request"]})
        assert answer.status_code == code_of(wire, case["breaks"]), label
        assert set(answer.headers["x-callsheet-rule"].split(",")) == set(case["breaks"]), label
        assert len(envelope(wire, answer)) > 10, label
        seen[case["kind"]] += 1
    assert seen["limit"] + seen["rule"] >= 10
    assert all(row["price"] is None for row in wire.log() if row["status"] in (400, 500))


@pytest.mark.parametrize("name", ["aimlapi", "apiframe", "gmicloud", "oxen", "scenario"])
def test_each_valid_request_is_accepted_and_ends_well(gateway, cases, name):
    wire = gateway(name)
    for model in sorted({case["model"] for case in cases[name]}):
        count = 0
        for case in cases[name]:
            valid = case["twin"]["request"] if "twin" in case else case["request"]
            if case["model"] != model or ("twin" not in case and case["verdict"] != "accepted"):
                continue
            answer = submit(wire, model, valid)
            assert answer.status_code in (200, 202), (model, case["id"], answer.text)
            assert "x-callsheet-rule" not in answer.headers
            count += valid.get("num_generations", 1)
        wire.wait(60)
        asked = {"provider": name, "limit": count + 1}
        rows = wire.http.get(f"{wire.served.control}/jobs", params=asked).json()["rows"]
        made = [row for row in rows if row["model"] == model]
        assert len(made) == count > 5, model
        assert {row["end"] for row in made} == {"succeeded"}


def test_there_is_a_text_for_every_limit_that_cases_break(cases):
    broken = {each.rpartition(":")[2] for some in cases.values() for case in some for each in case.get("breaks", ())
              if ":" in each}  # fmt: skip
    assert broken <= TEXTS.keys()
