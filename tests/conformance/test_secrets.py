"""Secrets planted in every place of an exchange, in five encodings: none reaches a cassette.

The scanner is independent of the scrubber: it looks for the secrets themselves, through layers of base64, gzip and
percent signs. With scrubbing switched off it must find them all, or it proves nothing.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import zlib
from urllib.parse import quote

import httpx
import pytest
import vcr
from vcr.request import Request

from callsheet_conformance.checks import plan
from callsheet_conformance.record.cassette import provenance
from callsheet_conformance.record.scrub import Scrubber
from callsheet_conformance.record.tape import taping

SUBJECT = "gmicloud/luma-ray-3-2-generate"
BASE = "https://console.gmicloud.ai/api/v1/ie/requestqueue/apikey"

ENCODINGS = {
    "raw": lambda text: text,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "percent": lambda text: "".join(f"%{ord(c):02X}" for c in text),
    "double percent": lambda text: quote("".join(f"%{ord(c):02X}" for c in text)),
    "json escaped": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
}
JSON = {"Content-Type": "application/json"}
PROMPT = {"prompt": "A red fox runs through fresh snow at dawn."}
PART = '--b\r\nContent-Disposition: form-data; name="k"\r\n\r\n{}\r\n--b--\r\n'
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ASKED = {
    "authorization": lambda text: {"headers": {**JSON, "Authorization": f"Bearer {text}"}},
    "x-api-key": lambda text: {"headers": {**JSON, "X-Api-Key": text}},
    "cookie": lambda text: {"headers": {**JSON, "Cookie": f"session={text}"}},
    "query": lambda text: {"url": f"{BASE}/requests?token={text}"},
    "path": lambda text: {"method": "GET", "url": f"{BASE}/requests/{quote(text, safe='%')}", "body": b""},
    "json top": lambda text: {"payload": {"prompt": text}},
    "json nested": lambda text: {"payload": {**PROMPT, "extra": {"deep": [{text: text}]}}},
    "json charset": lambda text: {
        "payload": {**PROMPT, "note": text},
        "headers": {"Content-Type": "application/json; charset=utf-8"},
    },
    "json put": lambda text: {"method": "PUT", "payload": {**PROMPT, "key": text}},
    "form": lambda text: {"headers": FORM, "body": f"key={text}".encode()},
    "multipart": lambda text: {
        "headers": {"Content-Type": "multipart/form-data; boundary=b"},
        "body": PART.format(text).encode(),
    },
    "base64 body": lambda text: {"body": base64.b64encode(text.encode())},
    "webhook userinfo": lambda text: {
        "payload": {**PROMPT, "webhook": f"https://u:{text}@hooks.example.com/"}
    },
    "webhook query": lambda text: {
        "payload": {**PROMPT, "start_frame_url": f"https://example.com/?k={text}"}
    },
}
"""Places of a request: what is different there."""
ANSWERED = {
    "location": lambda text: ({"Location": f"https://example.com/{text}"}, {}),
    "location query": lambda text: ({"Location": f"https://example.com/?token={text}"}, {}),
    "set-cookie": lambda text: ({"Set-Cookie": f"session={text}; HttpOnly"}, {}),
    "echoed header": lambda text: ({"X-Echo": text}, {}),
    "presigned": lambda text: (
        {},
        {"outcome": {"video_url": f"https://f.example.com/v.mp4?X-Amz-Signature={text}"}},
    ),
    "presigned token": lambda text: (
        {},
        {"video_url": f"https://f.example.com/{text}/v.mp4", "status": text},
    ),
    "token in body": lambda text: (
        {},
        {"error": f"the key {text} is not valid", "token": text, "request_id": text, text: text},
    ),
    "gzip body": lambda text: ({"Content-Encoding": "gzip"}, {"session": text, "error": {"message": text}}),
}
"""Places of an answer: headers and body."""
PLACES = (*ASKED, *ANSWERED)


def secret_of(place: str) -> str:
    return f"sk-canary-{PLACES.index(place):02d}-Zq7RkT1vW9xLmB3n"


def exchange(place: str, text: str) -> tuple[httpx.Request, httpx.Response]:
    """A create in which this text stands in this place of the request or of the answer."""
    asked = ASKED.get(place, lambda _: {})(text)
    body = asked.get(
        "body", escaped({"model": "luma-ray-3-2-generate", "payload": asked.get("payload", PROMPT)})
    )
    headers = {"Authorization": "Bearer plain", **asked.get("headers", JSON)}
    request = httpx.Request(
        asked.get("method", "POST"), asked.get("url", f"{BASE}/requests"), headers=headers, content=body
    )
    told, extra = ANSWERED.get(place, lambda _: ({}, {}))(text)
    raw = escaped({"request_id": "r1", "status": "queued", **extra})
    data = gzip.compress(raw) if "Content-Encoding" in told else raw
    return request, httpx.Response(200, headers={**JSON, **told}, stream=httpx.ByteStream(data))


def escaped(value: object) -> bytes:
    """JSON in which escapes that were planted are escapes."""
    return json.dumps(value).replace("\\\\u", "\\u").encode()


def found_in(text: str, secrets: list[str], depth: int = 4) -> set[str]:
    """Secrets in a text, or in what its escapes, percent signs, base64 and gzip hide."""
    found = {secret for secret in secrets if secret in text}
    if depth == 0:
        return found
    layers = [re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text.replace("\\\\u", "\\u"))]
    layers.append(re.sub(r"%([0-9a-fA-F]{2})", lambda m: chr(int(m[1], 16)), text))
    for chunk in set(
        re.findall(r"[A-Za-z0-9+/\n ]{24,}=*", text) + re.findall(r"[A-Za-z0-9+/]{24,}=*", text)
    ):
        layers += decoded(re.sub(r"[\s=]", "", chunk))
    for layer in layers:
        if layer != text:
            found |= found_in(layer, secrets, depth - 1)
    return found


def decoded(chunk: str) -> list[str]:
    """What base64 says from each of its four possible beginnings; gzip is opened."""
    found = []
    for offset in range(4):
        part = chunk[offset : offset + (len(chunk) - offset) // 4 * 4] or "AAAA"
        for padded in (part, chunk[offset:] + "=" * (-len(chunk[offset:]) % 4)):
            try:
                data = base64.b64decode(padded)
            except ValueError:
                continue
            opened = zlib.decompressobj(31).decompress(data) if data[:2] == b"\x1f\x8b" else data
            found.append(opened.decode("latin-1"))
    return found


def played(place: str, encoding: str):
    request, response = exchange(place, ENCODINGS[encoding](secret_of(place)))
    with httpx.Client(transport=httpx.MockTransport(lambda _: response), follow_redirects=False) as client:
        client.send(request)


@pytest.fixture(scope="module")
def scrubber(catalogue, subjects):
    subject = subjects[SUBJECT]
    return Scrubber(subject, BASE, plan(subject, catalogue.subjects), lambda: "")


def test_none_of_the_secrets_reaches_a_cassette(catalogue, subjects, scrubber, tmp_path):
    subject = subjects[SUBJECT]
    origin = provenance(subject, plan(subject, catalogue.subjects), "live", "2026-11-21")
    path, secrets = tmp_path / "cassette.jsonl", [secret_of(place) for place in PLACES]
    with taping(path, scrubber, origin):
        for place in PLACES:
            for encoding in ENCODINGS:
                played(place, encoding)
    text = path.read_text("utf-8")
    assert text.count("\n") == 1 + len(PLACES) * len(ENCODINGS) == 111
    assert found_in(text, secrets) == set()
    assert not re.search("canary|Zq7RkT1v", text)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_scanner_finds_them_all_where_nothing_is_scrubbed(encoding, tmp_path):
    path, secrets = tmp_path / "plain.yaml", [secret_of(place) for place in PLACES]
    with vcr.VCR().use_cassette(str(path), record_mode="all"):
        for place in PLACES:
            played(place, encoding)
    assert found_in(path.read_text("utf-8"), secrets) == set(secrets)


def test_scrubbing_twice_is_scrubbing_once(scrubber):
    request, _ = exchange("json nested", secret_of("json nested"))
    once = scrubber.request(Request(request.method, str(request.url), request.content, dict(request.headers)))
    body = once.body
    again = scrubber.request(Request(once.method, once.uri, body, {}))
    assert (again.body, again.uri) == (body, once.uri)
    assert json.loads(body)["payload"]["prompt"] == "A red fox runs through fresh snow at dawn."
