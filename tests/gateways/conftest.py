"""A gateway made by hand, and the shipped ones, served on loopback with a clock that stands still."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import httpx
import pytest

from callsheet_conformance.gateways import Served, Settings, serve

ROOT = Path(__file__).parents[2]
GENERATED = Path(os.environ.get("CALLSHEET_GENERATED", ROOT / "generated"))
STILL = Settings(speed=0, start=1_800_000_000.0, job_seconds=60)
SMALL = replace(STILL, max_body=4 * 1024 * 1024)
IMPATIENT = replace(SMALL, body_wall_seconds=1.0, head_wall_seconds=1.0)

TOY = {
    "id": "toy",
    "title": "Toy",
    "class_name": "Toy",
    "models": [
        {
            "provider": "toy",
            "id": "toy-1",
            "slug": "toy-1",
            "name": "toy_1",
            "class_name": "Toy1",
            "title": "Toy 1",
            "summary": "A toy.",
            "parameters": [
                {
                    "path": "model",
                    "name": "model",
                    "type": "string",
                    "required": True,
                    "enum": ["toy-1"],
                    "role": "model",
                },
                {"path": "prompt", "name": "prompt", "type": "string", "required": True, "max_length": 9},
                {
                    "path": "size",
                    "name": "size",
                    "type": "string",
                    "enum": ["360p", "540p"],
                    "default": "360p",
                },
                {"path": "hdr", "name": "hdr", "type": "boolean", "default": False},
            ],
            "rules": [
                {
                    "id": "hdr-not-360p",
                    "kind": "forbid",
                    "violation": {"all": [{"in": ["hdr", [True]]}, {"in": ["size", ["360p"]]}]},
                    "fields": ["hdr", "size"],
                    "message": "hdr is not available at 360p",
                }
            ],
            "needs": [
                {"id": "hdr-access", "when": {"in": ["hdr", [True]]}, "fields": ["hdr"], "summary": "HDR."}
            ],
            "prices": [
                {
                    "since": "2026-01-01",
                    "unit": "USD",
                    "per": "video",
                    "rows": [
                        {"when": {"in": ["size", ["360p"]]}, "label": "360p", "amount": "0.10"},
                        {"when": {"in": ["size", ["540p"]]}, "label": "540p", "amount": "0.25"},
                    ],
                }
            ],
        }
    ],
    "transport": {
        "base_url": "https://toy.example/api",
        "auth": [{"scheme": "bearer", "credentials": [{"argument": "api_key", "env": ["TOY_KEY"]}]}],
        "envelope": {"model": "/model", "params": "/input"},
        "submit": {
            "method": "POST",
            "path": "/jobs",
            "accepted": [201],
            "answer": {"id": ["/data/id"], "status": ["/data/state"]},
        },
        "poll": {
            "method": "GET",
            "path": "/jobs/{id}",
            "accepted": [200],
            "answer": {
                "id": ["/data/id"],
                "status": ["/data/state"],
                "urls": ["/data/files/*/url"],
                "message": ["/data/why"],
                "request": ["/data/input"],
                "charge": [{"pointer": "/data/cost", "unit": "USD"}],
            },
        },
        "cancel": {
            "method": "DELETE",
            "path": "/jobs/{id}",
            "accepted": [200],
            "answer": {"id": ["/data/id"], "status": ["/data/state"]},
        },
        "listing": {
            "call": {
                "method": "GET",
                "path": "/jobs",
                "accepted": [200],
                "answer": {"jobs": "/jobs", "id": ["/id"], "status": ["/state"]},
            },
            "size": "n",
            "max_size": 100,
            "cursor": "after",
            "next": ["/next"],
        },
        "statuses": [
            {"word": "waiting", "means": "pending"},
            {"word": "cooking", "means": "pending"},
            {"word": "done", "means": "succeeded"},
            {"word": "broken", "means": "failed"},
            {"word": "stopped", "means": "cancelled"},
        ],
        "result": {"url_seconds": 600, "kept_seconds": 86400, "formats": ["mp4"]},
        "errors": {
            "message": ["/problem/text"],
            "type": ["/problem/kind"],
            "code": ["/problem/code"],
            "request_id": ["/problem/request"],
            "details": ["/problem/fields"],
            "causes": [
                {"status": [422], "cause": "validation"},
                {"status": [402], "cause": "credit", "basis": "inferred"},
                {"status": [403], "cause": "credit"},
            ],
        },
        "polling": {"first_seconds": 1, "max_seconds": 2},
    },
}

SCHEMA = {
    "type": "object",
    "properties": {
        "model": {"type": "string", "enum": ["toy-1"]},
        "prompt": {"type": "string", "maxLength": 9},
        "size": {"type": "string", "enum": ["360p", "540p"], "default": "360p"},
        "hdr": {"type": "boolean", "default": False},
    },
    "required": ["model", "prompt"],
    "allOf": [
        {
            "title": "hdr-not-360p",
            "description": "hdr is not available at 360p",
            "not": {"required": ["hdr"], "properties": {"hdr": {"enum": [True]}, "size": {"enum": ["360p"]}}},
        }
    ],
}


def write_toy(folder: Path) -> Path:
    """Write the toy as an emitter would; answers with the folder."""
    for path, data in (
        ("manifest/toy.json", {"callsheet_manifest": 1, "formats": {}, "provider": TOY}),
        ("schemas/toy/toy-1.json", SCHEMA),
    ):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(data), "utf-8")
    return folder


@pytest.fixture(autouse=True, scope="session")
def _one_tls_context() -> Iterator[None]:
    """httpx reads all certificates for every client it makes; once is enough where nothing is encrypted."""
    context = httpx.create_ssl_context()
    with mock.patch("httpx._transports.default.create_ssl_context", return_value=context):
        yield


@pytest.fixture(scope="session")
def toy_files(tmp_path_factory) -> Path:
    return write_toy(tmp_path_factory.mktemp("emitted"))


@dataclass
class Wire:
    """A client of one served gateway, and the control of its emulator."""

    served: Served
    name: str
    http: httpx.Client

    def __getattr__(self, verb):
        call = getattr(self.http, verb)
        return lambda path, **more: call(self.served.base_urls[self.name] + path, **more)

    def control(self, path: str, **body):
        url = f"{self.served.control}/{path}"
        answer = self.http.post(url, json=body) if body else self.http.get(url)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def wait(self, seconds: float) -> None:
        self.control("clock", advance=seconds)

    def log(self) -> list[dict]:
        return self.control("log")["rows"]


@pytest.fixture(scope="session")
def toy_served(toy_files) -> Iterator[Served]:
    with serve(generated=toy_files, settings=SMALL) as served:
        yield served


@pytest.fixture
def toy(toy_served) -> Iterator[Wire]:
    yield from wired(toy_served)


@pytest.fixture(scope="session")
def impatient_served(toy_files) -> Iterator[Served]:
    with serve(generated=toy_files, settings=IMPATIENT) as served:
        yield served


@pytest.fixture
def impatient(impatient_served) -> Iterator[Wire]:
    """For who does not end what it sends; others are better off with ``toy``, which waits for slow machines."""
    yield from wired(impatient_served)


def wired(served: Served) -> Iterator[Wire]:
    with httpx.Client(headers={"Authorization": "Bearer sk-toy"}, timeout=60) as http:
        wire = Wire(served, "toy", http)
        wire.http.post(f"{served.control}/reset")
        yield wire
        assert wire.control("state")["crashes"] == []


@pytest.fixture(scope="session")
def emitted() -> Path:
    """What was emitted from the shipped specs."""
    if not (GENERATED / "manifest").is_dir():
        pytest.skip(f"nothing was emitted into {GENERATED}: run `callsheet build`")
    return GENERATED


@pytest.fixture(scope="session")
def shipped_served(emitted) -> Iterator[Served]:
    with serve(generated=emitted, settings=STILL) as served:
        yield served


SIGN_IN = {
    "aimlapi": {"Authorization": "Bearer sk-test"},
    "apiframe": {"X-API-Key": "afk_test"},
    "gmicloud": {"Authorization": "Bearer sk-test"},
    "oxen": {"Authorization": "Bearer sk-test"},
    "scenario": {"Authorization": "Basic a2V5OnNlY3JldA=="},
}


@pytest.fixture
def gateway(shipped_served):
    """``gateway("oxen")`` is a signed-in client of that gateway."""
    opened: list[Wire] = []

    def of(name: str, **headers: str) -> Wire:
        wire = Wire(shipped_served, name, httpx.Client(headers={**SIGN_IN[name], **headers}, timeout=60))
        opened.append(wire)
        return wire

    httpx.post(f"{shipped_served.control}/reset")
    yield of
    crashes = httpx.get(f"{shipped_served.control}/state").json()["crashes"]
    for wire in opened:
        wire.http.close()
    assert crashes == []
