"""Addresses, tokens, errors, credentials, codings: the small parts."""

from __future__ import annotations

import contextlib
import gzip
import inspect
import pickle
import re
import zlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.runtime import differs, errors
from callsheet.runtime.build import body_of, origin_of, url_of
from callsheet.runtime.decoding import BadCodingError, Decoder
from callsheet.runtime.errors import Facts, Misconfigured, UnsafeAddress
from callsheet.runtime.job_state import Amount
from callsheet.runtime.job_token import Token
from callsheet.runtime.origin import require_safe
from callsheet.runtime.secret import signer

BASE = "https://gateway.example/api"


@given(st.text(min_size=1, max_size=40))
def test_an_id_never_changes_the_path(transports, name):
    for transport in transports.values():
        for call in (transport.poll, transport.cancel, transport.asset):
            if call:
                url = url_of(BASE, call, job_id=name, model="m")
                plain = url_of(BASE, call, job_id="x", model="m")
                assert origin_of(url) == origin_of(BASE)
                assert url.count("/") == plain.count("/")
                assert url.count("?") == plain.count("?")
                assert "/../" not in url + "/"


def test_the_stream_climbs_out_of_the_base(transports):
    assert (
        url_of("https://hub.oxen.ai/api/ai", transports["oxen"].stream.call)
        == "https://hub.oxen.ai/api/events"
    )
    assert url_of("http://127.0.0.1:9/ai", transports["oxen"].stream.call) == "http://127.0.0.1:9/events"
    assert url_of("http://127.0.0.1:9", transports["oxen"].stream.call) == "http://127.0.0.1:9/events"


def test_envelopes(transports):
    params = {"prompt": "é", "n": 1}
    assert (
        body_of(transports["gmicloud"], "m", params)
        == '{"payload":{"prompt":"é","n":1},"model":"m"}'.encode()
    )
    assert body_of(transports["scenario"], "m", params) == '{"prompt":"é","n":1}'.encode()
    assert (
        body_of(transports["oxen"], "m", params, {"model": "x"})
        == '{"prompt":"é","n":1,"model":"x"}'.encode()
    )
    with pytest.raises(ValueError, match="JSON"):
        body_of(transports["oxen"], "m", {"n": float("nan")})


@pytest.mark.parametrize(
    "url",
    [
        "http://files.example/a.mp4", "ftp://files.example/a", "file:///etc/passwd", "data:video/mp4;base64,AA",
        "https://user:pw@files.example/a", "https://127.0.0.1/a", "https://[::1]/a", "https://10.0.0.1/a",
        "https://169.254.169.254/latest", "https://[::ffff:169.254.169.254]/", "https://2130706433/", "https://0x7f.1/",
        "https://localhost/a", "https://x.internal/a", "https://printer.local/a", "https:///a", "//files.example/a",
        "https://files.example:bad/a", "https://files example/a", "", "https://[fe80::1%25eth0]/a", "https://0/a",
    ],
)  # fmt: skip
def test_addresses_that_are_not_followed(url):
    with pytest.raises(UnsafeAddress):
        require_safe(url, BASE, Facts())


@pytest.mark.parametrize(
    "url", ["https://files.example/a?sig=1", "https://93.184.216.34/a", BASE + "/files/1"]
)
def test_addresses_that_are_followed(url):
    require_safe(url, BASE, Facts())


def test_beside_an_emulator_loopback_is_fine():
    require_safe("http://127.0.0.1:81/a.mp4", "http://127.0.0.1:80/api", Facts())
    with pytest.raises(UnsafeAddress):
        require_safe("http://10.0.0.1/a.mp4", "http://127.0.0.1:80/api", Facts())


@given(st.text(max_size=60))
def test_no_address_is_an_error_of_another_kind(url):
    with contextlib.suppress(UnsafeAddress):
        require_safe(url, BASE, Facts())


def test_tokens_keep_what_they_are_given():
    token = Token(
        provider="p", job_id="6f1c:luma/ray-2", model="m", intent_id="i", created=12.5,
        estimate=Amount(amount=Decimal("0.30"), unit="USD"),
    )  # fmt: skip
    assert Token.parse(str(token), "p") == token
    assert Token.parse("6f1c:luma/ray-2", "p") == Token(provider="p", job_id="6f1c:luma/ray-2")


@given(st.text(max_size=80))
def test_no_token_is_an_error_of_another_kind(text):
    for given_text in (text, "job1." + text):
        with contextlib.suppress(Misconfigured):
            assert Token.parse(given_text, "p").job_id


def test_a_token_of_another_gateway_is_refused():
    with pytest.raises(Misconfigured, match="belongs to"):
        Token.parse(str(Token(provider="other", job_id="x")), "p")


def test_the_tree_that_is_drawn_is_the_tree():
    drawn, above = {}, []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"([│├└─ ]*)([A-Z]\w+)", line)
        if match and hasattr(errors, match[2]):
            above[len(match[1]) // 4 :] = [match[2]]
            drawn[match[2]] = above[-2] if len(above) > 1 else "Exception"
    real = {
        name: cls.__bases__[0].__name__
        for name, cls in inspect.getmembers(errors, inspect.isclass)
        if issubclass(cls, Exception)
    }
    assert drawn == real


def test_every_error_crosses_a_process_border():
    for name, cls in inspect.getmembers(errors, inspect.isclass):
        if issubclass(cls, errors.GatewayError):
            error = (
                cls((), Facts(job_id="j")) if name == "InvalidRequest" else cls("words", Facts(job_id="j"))
            )
            copy = pickle.loads(pickle.dumps(error))
            assert type(copy) is cls
            assert str(copy) == str(error)
            assert copy.facts == error.facts


def test_every_error_is_exported():
    source = (Path(errors.__file__).parents[1] / "emit/clients/errors.py.jinja").read_text()
    named = set(re.findall(r"(\w+) as \1", source))
    own = {
        n
        for module in (errors, differs)
        for n, c in inspect.getmembers(module, inspect.isclass)
        if c.__module__ == module.__name__
    }
    assert named == own


def test_credentials_explicit_before_ambient(transports, monkeypatch):
    monkeypatch.setenv("SCENARIO_SDK_API_KEY", "ambient-key")
    monkeypatch.setenv("SCENARIO_SDK_API_SECRET", "ambient-secret")
    given_token = signer(transports["scenario"], BASE, {"token": "explicit-token"})
    assert given_token.headers(BASE + "/x") == {"Authorization": "Bearer explicit-token"}
    assert signer(transports["scenario"], BASE, {}).headers(BASE)["Authorization"].startswith("Basic ")
    assert signer(transports["scenario"], BASE, {}).headers("https://evil.example/") == {}
    assert signer(transports["scenario"], BASE, {}).headers("https://gateway.example:8443/") == {}
    assert signer(transports["scenario"], BASE, {}).headers("http://gateway.example/") == {}


@pytest.mark.parametrize("bad", ["key\r\nX: y", "ключ-ключ", " padded", "nul\0nul"])
def test_credentials_that_no_header_can_carry(transports, bad):
    with pytest.raises(Misconfigured) as caught:
        signer(transports["apiframe"], BASE, {"api_key": bad})
    assert bad not in str(caught.value)


def test_credentials_are_struck_out_in_every_form(transports):
    import base64
    from urllib.parse import quote

    key = "afk_s3cr3t/+key"
    found = signer(transports["apiframe"], BASE, {"api_key": key})
    body = f"{key} {quote(key, safe='')} {base64.b64encode(key.encode()).decode()} Bearer {key}".encode()
    struck = found.strike(body)
    assert key.encode() not in struck
    assert b"s3cr3t" not in struck
    assert base64.b64encode(key.encode())[:-4] not in struck
    assert key not in repr(found.__dict__)


def test_codings():
    data = b"film" * 1000
    for coding, wire in (("", data), ("gzip", gzip.compress(data)), ("deflate", zlib.compress(data))):
        decoder = Decoder(coding, 10_000)
        assert b"".join(decoder.feed(wire[i : i + 7]) for i in range(0, len(wire), 7)) == data
        assert decoder.finished


def test_codings_that_are_refused():
    with pytest.raises(BadCodingError):
        Decoder("br", 100)
    with pytest.raises(BadCodingError):
        Decoder("gzip, gzip", 100)
    with pytest.raises(BadCodingError):
        Decoder("gzip", 100).feed(b"no gzip at all")
    with pytest.raises(BadCodingError, match="than allowed"):
        Decoder("gzip", 1 << 20).feed(gzip.compress(b"\0" * (1 << 24)))
    with pytest.raises(BadCodingError, match="than allowed"):
        Decoder("", 10).feed(b"x" * 11)
    cut = Decoder("gzip", 1 << 20)
    cut.feed(gzip.compress(b"film" * 1000)[:-9])
    assert not cut.finished
