"""Requests that mean harm: a clear refusal, never a traceback, and the server goes on."""

from __future__ import annotations

import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

OK = {"model": "toy-1", "input": {"prompt": "x"}}


def raw(wire, *pieces: bytes, pause: float = 0.0) -> bytes:
    """What comes back for bytes as they are."""
    parts = urlsplit(wire.served.origins["toy"])
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
        for piece in pieces:
            try:
                connection.sendall(piece)
            except OSError:
                break
            time.sleep(pause)
        answer = b""
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except OSError:
            pass
        return answer


def head(*lines: str) -> bytes:
    return "\r\n".join((*lines, "Host: 127.0.0.1", "Authorization: Bearer k", "", "")).encode("latin-1")


def test_a_head_that_never_ends_is_given_up(impatient):
    answer = raw(impatient, b"GET /api/jobs HTTP/1.1\r\n", b"X-A: b\r\n", b"X-A: b\r\n", pause=0.4)
    assert answer.startswith(b"HTTP/1.1 408")


def test_a_silent_connection_is_given_up(impatient):
    assert raw(impatient).startswith(b"HTTP/1.1 408")


def test_a_body_that_trickles_is_given_up(impatient):
    start = head("POST /api/jobs HTTP/1.1", "Content-Type: application/json", "Content-Length: 1000")
    answer = raw(impatient, start, *[b"{"] * 6, pause=0.3)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"Traceback" not in answer


def test_a_body_that_breaks_off_harms_nobody(toy):
    start = head("POST /api/jobs HTTP/1.1", "Content-Type: application/json", "Content-Length: 1000")
    parts = urlsplit(toy.served.origins["toy"])
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(start + b'{"model')
    time.sleep(0.1)
    assert toy.post("/jobs", json=OK).status_code == 201


def test_an_announced_giant_is_refused_before_it_is_read(toy):
    start = head("POST /api/jobs HTTP/1.1", "Content-Type: application/json", f"Content-Length: {10**12}")
    assert raw(toy, start).startswith(b"HTTP/1.1 413")


def test_an_unannounced_giant_is_refused_while_it_is_read(toy):
    start = head("POST /api/jobs HTTP/1.1", "Content-Type: application/json", "Transfer-Encoding: chunked")
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    assert raw(toy, start, *[chunk] * 8).startswith(b"HTTP/1.1 413")


def test_a_giant_head_is_refused(impatient):
    assert raw(impatient, head("GET /api/jobs HTTP/1.1", "X-A: " + "b" * 200_000))[:12] in (
        b"HTTP/1.1 400",
        b"HTTP/1.1 431",
    )


@pytest.mark.parametrize(
    "lines",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET /api/jobs HTTP/9.9\r\n\r\n",
        b"POST /api/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /api/jobs HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n",
        b"GET /api/jobs HTTP/1.1\r\nHost: a\r\nX\x00: y\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=repr,
)
def test_what_is_no_http_gets_a_400_or_nothing(impatient, lines):
    answer = raw(impatient, lines)
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 505"))
    assert b"Traceback" not in answer
    assert impatient.get("/jobs").status_code == 200


def test_smuggled_lengths_do_not_open_a_second_request(impatient):
    both = head("POST /api/jobs HTTP/1.1", "Content-Type: application/json", "Content-Length: 4",
                "Transfer-Encoding: chunked")  # fmt: skip
    answer = raw(impatient, both + b"0\r\n\r\nGET /api/secret HTTP/1.1\r\nHost: a\r\n\r\n")
    assert answer.count(b"HTTP/1.1 200") == 0


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/api/jobs/..%2f..%2fetc%2fpasswd",
        "/api/jobs/%00",
        "/api/jobs/%ff%fe",
        "/api//jobs",
        "//api/jobs",
        "/api/jobs/",
        "/api/jobs/" + "a" * 8000,
        "/api/jobs;x=1",
        "/api/jobs/%0d%0aX-Evil:%201",
        "/__callsheet__/files/..%2f..%2fetc%2fpasswd.mp4",
        "/__callsheet__/deposits/%00",
        "/__callsheet__/",
        "/__callsheet__/nothing",
        "/%F0%9F%92%A5",
    ],
)
def test_path_tricks_find_nothing(impatient, path):
    answer = raw(impatient, head(f"GET {path} HTTP/1.1", "Connection: close"))
    assert answer.split(b" ", 2)[1] in (b"400", b"403", b"404", b"405")
    assert b"root:" not in answer
    assert b"X-Evil" not in answer.partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize(
    ("headers", "data", "status"),
    [
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({"Content-Type": "application/xml"}, b"<a/>", 415),
        ({}, b"{}", 415),
        ({"Content-Type": "application/json", "Content-Encoding": "gzip"}, b"\x1f\x8b", 415),
        ({"Content-Type": "application/json"}, b"", 400),
        ({"Content-Type": "application/json; charset=utf-16"}, "{}".encode("utf-16"), 400),
        ({"Content-Type": "application/json"}, b"[" * 100_000, 400),
        ({"Content-Type": "application/json"}, b'{"model": "\\ud800"}', 400),
        ({"Content-Type": "application/json"}, b'{"model": {"$ref": "#"}, "input": {}}', 422),
        ({"Content-Type": "application/json"}, b'{"model": "toy-1", "input": {"prompt": 1e400}}', 400),
        (
            {"Content-Type": "application/json"},
            b'{"model": "toy-1", "input": {"prompt": "' + b"a" * 10**6 + b'"}}',
            422,
        ),
        ({"Content-Type": "application/vnd.x+json"}, b'{"model": "toy-1", "input": {"prompt": "x"}}', 201),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_bodies_in_odd_codings_and_shapes(toy, headers, data, status):
    answer = toy.post("/jobs", content=data, headers=headers)
    assert answer.status_code == status
    assert "problem" in answer.json() or status == 201


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "a b"])
def test_names_that_are_not_of_this_machine_are_refused(toy, host):
    """A web page whose name was rebound to loopback must reach nothing."""
    lines = f"GET /__callsheet__/state HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    assert raw(toy, lines).split(b" ", 2)[1] in (b"400", b"421")


@pytest.mark.parametrize("name", ["sk-é", "a" * 20_000, "x:y", "x\ty"])
def test_odd_keys(toy, name):
    answer = httpx.get(
        toy.served.base_urls["toy"] + "/jobs", headers={"Authorization": f"Bearer {name}".encode()}
    )
    assert answer.status_code in (200, 401)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("clock", {"advance": -1}), ("clock", {"advance": "x"}), ("clock", {"speed": True}), ("clock", {"advance": 1e300}),
        ("faults", {"fault": "no"}), ("faults", {}), ("faults", {"fault": "reset", "rate": "x"}),
        ("faults", {"fault": "reset", "operations": "submit"}), ("faults", {"fault": "reset", "times": -1}),
        ("mutations", {"provider": "toy", "mutation": "no"}), ("mutations", {"provider": "no", "mutation": "no"}),
        ("accounts", {"provider": "toy"}), ("accounts", {"provider": 5, "key": "x"}),
        ("accounts", {"provider": "toy", "key": "x", "balance": "NaN"}),
        ("accounts", {"provider": "toy", "key": "x", "without": 5}),
    ],
)  # fmt: skip
def test_control_says_what_is_wrong(toy, path, body):
    answer = toy.http.post(f"{toy.served.control}/{path}", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]
