"""Every fault of the table, over real sockets: what the client sees, and what the emulator did meanwhile."""

from __future__ import annotations

import io
import json
import re
import time
from pathlib import Path

import av
import httpx
import pytest

from callsheet_conformance.gateways.faults.table import FAULTS, RETRY_AFTER

OK = {"model": "toy-1", "input": {"prompt": "x"}}


def make(toy, *faults: str) -> httpx.Response:
    return toy.post("/jobs", json=OK, headers={"X-Callsheet-Fault": ", ".join(faults)})


def poll(toy, name: str) -> dict:
    return toy.get(f"/jobs/{name}").json()["data"]


def jobs(toy) -> int:
    return toy.control("state")["jobs"]


@pytest.mark.parametrize(
    ("fault", "status"),
    [("conflict", 409), ("origin-500", 500), ("origin-502", 502), ("origin-503", 503), ("origin-504", 504),
     ("request-timeout", 408), ("too-many", 429), ("unauthorized", 401), ("redirect", 307)],
)  # fmt: skip
def test_refused_before_anything_is_done(toy, fault, status):
    assert make(toy, fault).status_code == status
    assert jobs(toy) == 0


@pytest.mark.parametrize("form", RETRY_AFTER)
def test_each_form_of_retry_after_is_sent_as_it_is(toy, form):
    sent = make(toy, f"too-many:{form}").headers
    for name, value in RETRY_AFTER[form].items():
        told = sent[name]
        assert told == value if "{" not in value else told[0].isalpha() or told.isdigit()
    if form == "absent":
        assert "retry-after" not in sent


def test_a_reset_before_and_a_lost_answer_after_look_alike_and_are_not(toy):
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        make(toy, "reset")
    assert jobs(toy) == 0
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        make(toy, "lost-response")
    assert jobs(toy) == 1
    assert toy.log()[0]["status"] == 0


@pytest.mark.parametrize(("fault", "status"), [("proxy-502", 502), ("proxy-503", 503), ("proxy-504", 504)])
def test_a_proxy_fails_after_the_job_was_made(toy, fault, status):
    answer = make(toy, fault)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert jobs(toy) == 1


def test_bodies_that_are_not_what_was_meant(toy):
    assert "<html" in make(toy, "html").text.lower() or "<!doctype" in make(toy, "html").text
    assert make(toy, "empty-body").content == b""
    assert isinstance(make(toy, "not-object").json(), list)
    assert make(toy, "missing-id").json()["data"] == {"state": "waiting"}
    with pytest.raises(json.JSONDecodeError):
        make(toy, "half-json").json()
    with pytest.raises(httpx.RemoteProtocolError):
        make(toy, "truncated")
    with pytest.raises((httpx.DecodingError, json.JSONDecodeError, httpx.RemoteProtocolError)):
        make(toy, "gzip-cut").json()


def test_slow_answers_take_as_long_as_asked(toy):
    began = time.monotonic()
    assert make(toy, "latency:0.2").status_code == 201
    assert time.monotonic() - began >= 0.2
    began = time.monotonic()
    assert make(toy, "slow-body:0.2").json()["data"]["state"] == "waiting"
    assert time.monotonic() - began >= 0.15


def test_jobs_that_go_astray(toy):
    names = {
        fault: make(toy, fault).json()["data"]["id"]
        for fault in ("job-fails:not today", "hangs", "unknown-status:aborted", "regressing", "flapping", "no-url",
                      "status-case", "vanishes", "expired-url", "not-found-at-first:30", "progress-wild")
    }  # fmt: skip
    assert toy.get(f"/jobs/{names['not-found-at-first:30']}").status_code == 404
    toy.wait(45)
    assert toy.get(f"/jobs/{names['not-found-at-first:30']}").status_code == 200
    assert poll(toy, names["unknown-status:aborted"])["state"] == "aborted"
    assert poll(toy, names["regressing"])["state"] == "waiting"
    assert poll(toy, names["status-case"])["state"] == "COOKING"
    toy.wait(15)
    assert poll(toy, names["job-fails:not today"]) | {"input": 0} == {
        "id": names["job-fails:not today"], "state": "broken", "why": "not today", "cost": 0.1, "input": 0,
    }  # fmt: skip
    assert toy.get(f"/jobs/{names['vanishes']}").status_code == 404
    assert "files" not in poll(toy, names["no-url"])
    assert httpx.get(poll(toy, names["expired-url"])["files"][0]["url"]).status_code == 403
    flapping = set()
    for _ in range(4):
        flapping.add(poll(toy, names["flapping"])["state"])
        toy.wait(10)
    assert flapping == {"done", "broken"}
    toy.wait(1_000_000)
    assert poll(toy, names["hangs"])["state"] == "cooking"
    held = toy.control("accounts")["rows"][0]["balance"]
    toy.delete(f"/jobs/{names['hangs']}")
    paid_back = toy.control("accounts")["rows"][0]["balance"]
    toy.delete(f"/jobs/{names['hangs']}")
    assert held < paid_back == toy.control("accounts")["rows"][0]["balance"]
    assert poll(toy, names["hangs"])["state"] == "stopped"


def test_wild_progress_is_null_too_large_and_falls(gateway):
    apiframe = gateway("apiframe")
    made = apiframe.post("/v2/videos/generate", json={"model": "luma-ray-2", "prompt": "x"},
                         headers={"X-Callsheet-Fault": "progress-wild"}).json()["jobId"]  # fmt: skip
    seen = []
    for _ in range(3):
        seen.append(apiframe.get(f"/v2/jobs/{made}").json()["progress"])
        apiframe.wait(1)
    assert sorted(seen, key=str) == sorted([None, 170, 10], key=str)


def film(toy, fault: str) -> str:
    name = make(toy, fault).json()["data"]["id"]
    toy.wait(60)
    return poll(toy, name)["files"][0]["url"]


def size_of(data: bytes) -> tuple[int, int, float]:
    with av.open(io.BytesIO(data)) as container:
        video = container.streams.video[0]
        return video.width, video.height, container.duration / av.time_base


def test_files_that_are_not_the_film(toy):
    whole = httpx.get(film(toy, "latency:0")).content
    assert httpx.get(film(toy, "file-empty")).content == b""
    assert httpx.get(film(toy, "file-html")).headers["content-type"].startswith("text/html")
    assert httpx.get(film(toy, "file-other")).content[:4] == b"\x89PNG"
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(film(toy, "file-cut"))
    silent = httpx.get(film(toy, "file-cut-silently"))
    assert (silent.status_code, silent.content) == (200, whole[: len(whole) // 2])
    packed = httpx.get(film(toy, "file-gzip-cut"), headers={"Accept-Encoding": "gzip"})
    assert 0 < len(packed.content) < len(whole)
    ignored = httpx.get(film(toy, "file-no-range"), headers={"Range": "bytes=10-"})
    assert (ignored.status_code, ignored.content) == (200, whole)
    other = httpx.get(film(toy, "file-wrong-range"), headers={"Range": "bytes=10-"})
    assert (other.status_code, other.headers["content-range"].split("-")[0]) == (206, "bytes 0")
    url = film(toy, "file-etag-changes")
    assert httpx.get(url).headers["etag"] != httpx.get(url).headers["etag"]
    assert size_of(whole) == (640, 360, 5.0)
    assert size_of(httpx.get(film(toy, "film-shorter")).content) == (640, 360, 2.5)
    assert size_of(httpx.get(film(toy, "film-smaller")).content) == (320, 180, 5.0)
    assert size_of(httpx.get(film(toy, "film-turned")).content) == (360, 640, 5.0)
    began = time.monotonic()
    assert httpx.get(film(toy, "file-slow:0.2")).content == whole
    assert time.monotonic() - began >= 0.15


def test_faults_can_be_ordered_ahead_and_taken_back(toy):
    toy.control("faults", fault="origin-503", provider="toy", operations=["poll"], times=2)
    name = make(toy).json()["data"]["id"]
    assert [toy.get(f"/jobs/{name}").status_code for _ in range(3)] == [503, 503, 200]
    toy.control("faults", fault="reset", rate=1)
    answer = toy.http.delete(f"{toy.served.control}/faults?seed=5")
    assert answer.json()["orders"] == []
    assert toy.get(f"/jobs/{name}").status_code == 200


def test_a_fault_that_nobody_knows_is_said_and_not_swallowed(toy):
    assert make(toy, "no-such").status_code == 400
    assert jobs(toy) == 0


def test_every_fault_of_the_table_has_a_test():
    """Those of keys and webhooks are tried with Apiframe, which alone has them."""
    tests = "".join(
        (Path(__file__).parent / f"test_{name}.py").read_text("utf-8") for name in ("faults", "apiframe")
    )
    assert [name for name in FAULTS if not re.search(f'"{name}[":]', tests)] == []
