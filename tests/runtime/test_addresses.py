"""Where credentials and signed addresses go: never to another origin, never into a log."""

from __future__ import annotations

import json
import logging

import httpx
import pytest
from films import FILM
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime import errors

pytestmark = pytest.mark.usefixtures("no_waiting")


def test_credentials_do_not_follow_a_redirect_to_another_origin(transports, tmp_path):
    """X-API-Key too, which httpx itself would carry along."""
    elsewhere = RawServer(lambda a: response(200, FILM))
    with elsewhere, RawServer(lambda a: a) as server:

        def answer(asked):
            if asked.path.startswith("/file"):
                return response(302, b"", ("Location", f"{elsewhere.url}/other.mp4"))
            body = {"id": "r", "status": "COMPLETED", "result": {"videoUrl": f"{server.url}/file"}}
            return response(200, json.dumps(body).encode())

        server.answer = answer
        with small_client(transports["apiframe"], server.url) as client:
            client.resume("r").wait().save(tmp_path / "film.mp4")
        assert {asked.headers.get("x-api-key") for asked in server.asked} == {"key-s3cret-123"}
    assert [("x-api-key" in a.headers, "authorization" in a.headers) for a in elsewhere.asked] == [
        (False, False)
    ]


def test_an_api_call_is_not_redirected(transports):
    elsewhere = RawServer(lambda a: response(200, b"{}"))
    with elsewhere, RawServer(lambda a: response(307, b"", ("Location", elsewhere.url))) as server:
        with small_client(transports["apiframe"], server.url) as client, pytest.raises(errors.OutcomeUnknown):
            client.make(prompt="x").submit()
        assert len(server.asked) == 1
    assert elsewhere.asked == []


def test_signed_addresses_are_not_logged(transports, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    with RawServer(lambda a: response(200, FILM)) as files, RawServer(lambda a: a) as server:
        body = {
            "request_id": "r",
            "status": "success",
            "outcome": {"video_url": f"{files.url}/f.mp4?sig=s3cret"},
        }
        server.answer = lambda a: response(200, json.dumps(body).encode())
        with small_client(transports["gmicloud"], server.url) as client:
            client.resume("r").wait().save(tmp_path / "film.mp4")
        httpx.get(f"{files.url}/mine?query=kept")
    text = "\n".join(record.getMessage() for record in caplog.records if record.name == "httpx")
    assert "/f.mp4" in text
    assert "s3cret" not in text
    assert "query=kept" in text
