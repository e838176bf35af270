"""OpenAPI 3.1 of any transport: the model in the path, beside the parameters, or around them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import emit_samples as samples
import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from callsheet.emit import openapi

TRANSPORT = {
    "base_url": "https://api.acme.example/v1/ai",
    "auth": [
        {"scheme": "bearer", "credentials": [{"argument": "key", "env": []}]},
        {"scheme": "header", "header": "X-Key", "credentials": [{"argument": "key", "env": []}]},
    ],
    "options": [{"argument": "team", "header": "X-Team"}],
    "envelope": {"model": "/model", "params": "/input"},
    "submit": {"method": "POST", "path": "/jobs", "accepted": [200, 202], "answer": {"jobs": "/jobs", "id": ["/id"]}},
    "poll": {"method": "GET", "path": "/jobs", "query": {"job": "{id}"}, "accepted": [200],
             "answer": {"status": ["/status"], "urls": ["/out/*/url"], "message": ["/error/message", "/error"]}},
    "statuses": [{"word": w, "means": m} for w, m in (("wait", "pending"), ("ok", "succeeded"), ("no", "failed"))],
    "result": {"formats": ["mp4"]},
    "errors": {"message": ["/error"], "causes": [{"status": [400, 422], "cause": "validation", "created": False}]},
    "polling": {"first_seconds": 1, "max_seconds": 2},
    "idempotency": {"header": "Idempotency-Key", "max_length": 255, "window_seconds": 60},
    "stream": {"call": {"method": "GET", "path": "../events", "accepted": [200]}, "events": ["done"], "heartbeat_seconds": 5},
}  # fmt: skip


def described(**changes: object) -> dict:
    provider = replace(samples.GMICLOUD, transport={**TRANSPORT, **changes})
    (file,) = openapi.emit([provider])
    description = json.loads(file.text)
    validate(description)
    return description


def body_schema(description: dict, path: str) -> jsonschema_rs.Draft202012Validator:
    schema = description["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    return jsonschema_rs.Draft202012Validator({**schema, "components": description["components"]})


GOOD = {"prompt": "p", "resolution": "720p", "hdr": True}


def test_parameters_go_where_the_envelope_says() -> None:
    body = body_schema(described(), "/jobs")
    assert body.is_valid({"model": "luma-ray-3-2-generate", "input": GOOD})
    assert not body.is_valid({"model": "luma-ray-3-2-generate", "input": {**GOOD, "resolution": "540p"}})
    assert not body.is_valid({"model": "luma-ray-3-2-generate", **GOOD})
    assert not body.is_valid({"model": "another", "input": GOOD})


def test_parameters_beside_the_model() -> None:
    body = body_schema(described(envelope={"model": "/model"}), "/jobs")
    assert body.is_valid({"model": "luma-ray-3-2-generate", **GOOD})
    assert not body.is_valid(GOOD)


def test_the_model_in_the_path() -> None:
    submit = {**TRANSPORT["submit"], "path": "/run/{model}"}
    description = described(envelope={"model": "path"}, submit=submit)
    body = body_schema(description, "/run/luma-ray-3-2-generate")
    assert body.is_valid({"model": "luma-ray-3-2-generate", **GOOD})
    assert "parameters" in description["paths"]["/run/luma-ray-3-2-generate"]["post"]


def test_calls_and_answers_follow_the_transport() -> None:
    paths = described()["paths"]
    poll = paths["/jobs"]["get"]
    assert {"name": "job", "in": "query", "required": True, "schema": {"type": "string"}} in poll[
        "parameters"
    ]
    assert set(paths["/jobs"]["post"]["responses"]) == {"200", "202", "400", "422"}
    assert {p["name"] for p in paths["/jobs"]["post"]["parameters"]} == {"Idempotency-Key", "X-Team"}
    assert paths["/events"]["servers"] == [{"url": "https://api.acme.example/v1"}]
    answer = described()["components"]["schemas"]["poll_answer"]["properties"]
    assert answer["out"]["items"]["properties"]["url"] == {"type": "string", "format": "uri"}
    assert answer["error"] == {}  # sometimes a text, sometimes an object with one


def test_a_provider_without_transport_has_no_description() -> None:
    assert list(openapi.emit([samples.ACME])) == []


SPECS = Path(__file__).parents[2] / "specs"


@pytest.mark.skipif(not SPECS.is_dir(), reason="the specs are not here")
def test_every_spec_makes_a_valid_description() -> None:
    from callsheet import disk, pipeline

    files = list(openapi.emit(pipeline.resolved(pipeline.load(disk.read_specs(SPECS)))))
    assert len(files) >= 5
    for file in files:
        validate(json.loads(file.text))
