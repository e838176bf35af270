"""Every gateway's way of saying no, by hand from the documentation."""

from __future__ import annotations

import json

import pytest

from callsheet.runtime import errors
from callsheet.runtime.causes import refusal
from callsheet.runtime.errors import Facts
from callsheet.runtime.exchange import Headers, Response

CASES = [
    ("gmicloud", "submit", 500, {"error": "Backend error (400): bad prompt"}, errors.RequestRejected, False),
    ("gmicloud", "submit", 500, {"error": "boom"}, errors.ServerError, None),
    ("gmicloud", "submit", 404, {"error": "you do not have access"}, errors.PermissionDenied, False),
    ("gmicloud", "poll", 404, {}, errors.NotFound, False),
    ("gmicloud", "submit", 400, {"error": {"message": "Insufficient credits"}}, errors.CreditError, False),
    ("gmicloud", "submit", 400, {"message": "content policy"}, errors.Moderated, False),
    ("gmicloud", "submit", 429, {"detail": "slow down"}, errors.RateLimited, False),
    ("aimlapi", "submit", 403, {"message": "out of credits", "statusCode": "403"}, errors.CreditError, False),
    ("aimlapi", "submit", 500, {"message": "Body validation error", "statusCode": "400"}, errors.RequestRejected, False),
    ("aimlapi", "submit", 504, {"message": "Generation timeout"}, errors.ServerTimeout, None),
    ("aimlapi", "submit", 401, {"message": "no key"}, errors.AuthenticationError, False),
    ("apiframe", "submit", 402, {"error": "Insufficient credits", "creditsRequired": 5}, errors.CreditError, False),
    ("apiframe", "submit", 409, {"error": "reused"}, errors.Conflict, None),
    ("apiframe", "submit", 400, {"error": "no", "details": {"prompt": ["too long"]}}, errors.RequestRejected, False),
    ("oxen", "poll", 404, {"error": {"type": "resource_not_found", "title": "gone"}}, errors.NotFound, False),
    ("oxen", "submit", 500, {"error": {"message": "Getting model response error: 422 - x"}}, errors.RequestRejected, False),
    ("scenario", "cancel", 400, {"message": "not this type"}, errors.RequestRejected, False),
    ("scenario", "submit", 403, {"message": "needs the Pro plan"}, errors.PermissionDenied, False),
    ("scenario", "submit", 418, {}, errors.RequestRejected, None),
    ("scenario", "submit", 451, {}, errors.PermissionDenied, False),
    ("scenario", "submit", 302, {}, errors.NotUnderstood, None),
    ("scenario", "submit", 204, {}, errors.NotUnderstood, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}")
def test_causes(transports, case):
    provider, call, status, body, cause, created = case
    answer = Response(status=status, body=json.dumps(body).encode())
    error = refusal(transports[provider].errors, call, answer, Facts(provider=provider, job_id="j-1"), 0.0)
    assert type(error) is cause
    assert getattr(error, "created", None) is created
    assert error.facts.status == status
    assert "j-1" in str(error)


def test_request_ids_and_details(transports):
    body = {"error": "no", "details": {"prompt": ["too long"]}}
    answer = Response(
        status=400, headers=Headers((("X-Request-Id", "req-9"),)), body=json.dumps(body).encode()
    )
    error = refusal(transports["apiframe"].errors, "submit", answer, Facts(), 0.0)
    assert error.facts.request_id == "req-9"
    assert "too long" in error.details
    answer = Response(status=429, body=b'{"message": "x", "requestId": "req-8", "statusCode": "429"}')
    assert refusal(transports["aimlapi"].errors, "submit", answer, Facts(), 0.0).facts.request_id == "req-8"


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[[[", b'"x"', b'{"error": {"message": {"deep": []}}}', b"\x00" * 99]
)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 409, 413, 422, 425, 429, 500, 503, 520, 599])
def test_any_body_is_borne(transport, status, body):
    error = refusal(transport.errors, "submit", Response(status=status, body=body), Facts(), 0.0)
    assert isinstance(error, errors.Refused)
    assert str(error).isprintable()


def test_terminal_sequences_and_length_are_tamed(transport):
    body = json.dumps({"error": "\x1b]0;owned\x07" + "x" * 5000, "message": "\x1b[31m" + "y" * 5000}).encode()
    error = refusal(transport.errors, "poll", Response(status=400, body=body), Facts(), 0.0)
    assert "\x1b" not in str(error)
    assert len(str(error)) < 800
