"""Fetching trusts nothing: each hazard is refused with its code."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import httpx
import pytest

from callsheet import fetch as fetching
from callsheet.fetch import fetch
from callsheet.layers.diagnostic import CallsheetError

HOSTS = frozenset({"docs.example.com"})
PUBLIC = ["93.184.216.34"]


def get(
    answer: Callable[[httpx.Request], httpx.Response],
    url: str = "https://docs.example.com/page",
    *,
    etag: str = "",
    found: list[str] | None = None,
) -> fetching.Fetched:
    return fetch(
        url,
        hosts=HOSTS,
        etag=etag,
        transport=httpx.MockTransport(answer),
        network=fetching.Network(resolve=lambda _: PUBLIC if found is None else found),
    )


def code(call: Callable[[], object]) -> str:
    with pytest.raises(CallsheetError) as caught:
        call()
    return caught.value.diagnostics[0].code


def ok(_: httpx.Request) -> httpx.Response:
    return httpx.Response(
        200,
        stream=httpx.ByteStream(b"# Page"),
        headers={"content-type": "text/markdown; charset=utf-8", "etag": '"1"'},
    )


def test_a_page_is_fetched_under_its_own_name() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return ok(request)

    fetched = get(answer)
    assert fetched.page is not None
    assert (fetched.page.data, fetched.page.media_type, fetched.etag) == (
        b"# Page",
        "text/markdown; charset=utf-8",
        '"1"',
    )
    (request,) = seen
    assert request.headers["host"] == "docs.example.com"
    assert not {"authorization", "cookie"} & set(request.headers)


def test_nothing_changed() -> None:
    fetched = get(
        lambda request: httpx.Response(304 if request.headers.get("if-none-match") == '"1"' else 500),
        etag='"1"',
    )
    assert fetched.page is None
    assert fetched.etag == '"1"'


@pytest.mark.parametrize(
    "url",
    [
        "http://docs.example.com/",
        "https://user:key@docs.example.com/",
        "https://docs.example.com:8443/",
        "file:///etc/passwd",
        "https://docs.example.com:port/",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused(url: str) -> None:
    assert code(lambda: get(ok, url)) == "CF101"


def test_another_host_is_refused_also_behind_a_redirect() -> None:
    assert code(lambda: get(ok, "https://evil.example.net/")) == "CF102"
    assert (
        code(lambda: get(lambda _: httpx.Response(302, headers={"location": "https://evil.example.net/"})))
        == "CF102"
    )
    assert (
        code(lambda: get(lambda _: httpx.Response(302, headers={"location": "http://docs.example.com/"})))
        == "CF101"
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "fe80::1%eth0",
        "224.0.0.1",
        "0.0.0.0",
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert code(lambda: get(ok, found=[*PUBLIC, address])) == "CF103"


def test_redirects_are_followed_up_to_a_limit() -> None:
    def hops(request: httpx.Request) -> httpx.Response:
        n = int(request.url.params.get("n", "0"))
        return ok(request) if n == 5 else httpx.Response(301, headers={"location": f"/page?n={n + 1}"})

    assert get(hops).url == "https://docs.example.com/page?n=5"
    assert code(lambda: get(lambda _: httpx.Response(301, headers={"location": "/page"}))) == "CF104"


def test_a_server_that_says_no() -> None:
    assert code(lambda: get(lambda _: httpx.Response(404))) == "CF107"


@pytest.mark.parametrize(("status", "hint"), [(404, ""), (429, "try again later"), (503, "try again later")])
def test_whether_to_try_again(status: int, hint: str) -> None:
    with pytest.raises(CallsheetError) as caught:
        get(lambda _: httpx.Response(status))
    assert caught.value.diagnostics[0].hint == hint


@pytest.mark.parametrize("etag", ['"\xe9"', '"€"', '"a"\r\nX-More: 1', f'"{"a" * 501}"'])
def test_an_etag_that_cannot_be_sent_back_is_none(etag: str) -> None:
    seen: list[httpx.Request] = []

    def answered(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(b"# Kite"), headers=[(b"ETag", etag.encode())])

    assert get(answered, etag=etag).etag == ""
    assert "if-none-match" not in seen[0].headers


def test_a_large_answer_is_refused() -> None:
    assert (
        code(
            lambda: get(
                lambda _: httpx.Response(200, stream=httpx.ByteStream(b"x" * (fetching.WIRE_LIMIT + 1)))
            )
        )
        == "CF109"
    )


def zipped(data: bytes, cut: int = 0) -> httpx.Response:
    body = gzip.compress(data)
    return httpx.Response(
        200, stream=httpx.ByteStream(body[: len(body) - cut]), headers={"content-encoding": "gzip"}
    )


def test_gzip_is_decoded_within_bounds() -> None:
    text = b"".join(b"row %d\n" % n for n in range(20000))
    fetched = get(lambda _: zipped(text))
    assert fetched.page is not None
    assert fetched.page.data == text
    assert code(lambda: get(lambda _: zipped(b"\0" * 50_000_000))) == "CF109"
    assert code(lambda: get(lambda _: zipped(text, cut=20))) == "CF111"


def test_other_codings_are_refused() -> None:
    for coding in ("br", "gzip, gzip", "deflate"):
        answer = httpx.Response(200, stream=httpx.ByteStream(b"x"), headers={"content-encoding": coding})
        assert code(lambda answer=answer: get(lambda _: answer)) == "CF108"
