"""Uploads of every kind that a gateway has: in one go, as text, and in parts."""

from __future__ import annotations

import base64
import json

import pytest
from raw_server import response

from callsheet.runtime import errors

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 50
MP4 = b"\0\0\0\x18ftypisom" + b"x" * 6_000_000


def answered(data, status=200):
    return response(status, json.dumps(data).encode())


def test_a_multipart_upload(act):
    reference, (asked,) = act(
        "apiframe",
        lambda a: answered({"url": "https://up/1.png"}, 201),
        lambda c: c.upload(PNG, name='a"b.png'),
    )
    assert reference == "https://up/1.png"
    assert (asked.method, asked.path, asked.headers["x-api-key"]) == ("POST", "/v2/uploads", "key-s3cret-123")
    boundary = asked.headers["content-type"].partition("boundary=")[2].encode()
    assert asked.body.count(boundary) == 2
    assert (
        b'name="file"; filename="ab.png"\r\nContent-Type: image/png\r\n\r\n' + PNG + b"\r\n--" in asked.body
    )


def test_a_base64_upload(act):
    reference, (asked,) = act(
        "scenario", lambda a: answered({"asset": {"id": "as-1"}}), lambda c: c.upload(PNG, name="a.png")
    )
    assert reference == "as-1"
    assert json.loads(asked.body) == {"image": base64.b64encode(PNG).decode(), "name": "a.png"}


class Parts:
    """Scenario's large upload; ``fails`` puts so often a fault in the way of a part."""

    def __init__(self, fails=0, status="imported"):
        self.fails, self.status, self.url, self.parts = fails, status, "", {}

    def at(self, url):
        self.url = url

    def __call__(self, asked):
        if asked.method == "PUT":
            if self.fails:
                self.fails -= 1
                return response(503)
            self.parts[asked.path] = asked.body
            return response(200)
        if asked.path == "/uploads":
            count = json.loads(asked.body)["parts"]
            parts = [{"number": n + 1, "url": f"{self.url}/part/{n}"} for n in range(count)]
            return answered({"upload": {"id": "up-1", "parts": parts}})
        if asked.path.endswith("/action"):
            return answered({})
        return answered({"upload": {"status": self.status, "entityId": "as-2", "errorMessage": "not a film"}})


def test_an_upload_in_parts(act):
    way = Parts(fails=1)
    reference, asked = act("scenario", way, lambda c: c.upload(MP4, name="film.mp4"))
    assert reference == "as-2"
    assert b"".join(way.parts[path] for path in sorted(way.parts)) == MP4
    opened = json.loads(next(a for a in asked if a.path == "/uploads").body)
    assert opened == {
        "fileName": "film.mp4",
        "contentType": "video/mp4",
        "fileSize": len(MP4),
        "kind": "video",
        "parts": 2,
    }


def test_an_upload_that_is_not_taken_in(act):
    with pytest.raises(errors.UploadFailed, match="not a film"):
        act("scenario", Parts(status="failed"), lambda c: c.upload(MP4, name="film.mp4"))


def test_uploads_that_cannot_be(act, tmp_path):
    with pytest.raises(errors.TooLarge):
        act("apiframe", lambda a: response(500), lambda c: c.upload(b"\x89PNG\r\n\x1a\n" + b"x" * 26214400))
    with pytest.raises(errors.Unsupported):
        act("gmicloud", lambda a: response(500), lambda c: c.upload(PNG))
    with pytest.raises(errors.Misconfigured):
        act("apiframe", lambda a: response(500), lambda c: c.upload(b"who knows"))
    with pytest.raises(errors.Misconfigured):
        act("apiframe", lambda a: response(500), lambda c: c.upload(tmp_path / "nowhere.png"))
