"""The only module that touches the network: fetches public documentation pages, and trusts nothing it gets.

https only; the host must be on the caller's list; every redirect is judged like the first address; names are resolved
once, refused unless every address is public, and the connection goes to the address that was judged; no cookies, no
credentials, no proxy from the environment; at most one content coding, decoded with a bound.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page

WIRE_LIMIT = 5 * 1024 * 1024
DECODED_LIMIT = 20 * 1024 * 1024
RATIO_LIMIT = 100
REDIRECT_LIMIT = 5
SECONDS = 30.0

Resolver = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered. ``page`` is None where it says that nothing changed since ``etag``."""

    url: str
    """After redirects."""
    page: Page | None
    etag: str = ""


def addresses(host: str) -> list[str]:
    """All addresses of a host, as the system resolves it."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise _refusal("CF105", host, "cannot be resolved") from error
    return sorted({str(entry[4][0]) for entry in found})


def fetch(
    url: str,
    *,
    hosts: frozenset[str],
    etag: str = "",
    transport: httpx.BaseTransport | None = None,
    resolver: Resolver = addresses,
) -> Fetched:
    """Fetch one page.

    ``hosts`` is the allow-list. ``transport`` and ``resolver`` are for tests. Raises CallsheetError with a CF1xx code
    for an address that is refused, an answer that is too large, too slow or no page, and a server that says no.
    """
    deadline = time.monotonic() + SECONDS
    headers = {"Accept-Encoding": "gzip", "User-Agent": "callsheet (documentation reader)"}
    if etag:
        headers["If-None-Match"] = etag
    with httpx.Client(transport=transport, trust_env=False, timeout=10.0) as client:
        for _ in range(REDIRECT_LIMIT + 1):
            request = _pinned(client, url, hosts, headers, resolver)
            answer = _send(client, request, url)
            try:
                if answer.has_redirect_location:
                    url = str(httpx.URL(url).join(answer.headers["location"]))
                    continue
                return _judge(answer, url, etag, deadline)
            finally:
                answer.close()
    raise _refusal("CF104", url, f"more than {REDIRECT_LIMIT} redirects")


def _pinned(
    client: httpx.Client, url: str, hosts: frozenset[str], headers: dict[str, str], resolver: Resolver
) -> httpx.Request:
    """A request to the address that was judged, under the host's own name."""
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise _refusal("CF101", url, "not a URL") from error
    if target.scheme != "https" or target.userinfo or target.port not in (None, 443):
        raise _refusal(
            "CF101", url, "not a plain https address", "only https, its own port, and no user name"
        )
    if target.host not in hosts:
        raise _refusal(
            "CF102", url, f"host {target.host} is not allowed", f"allowed are: {', '.join(sorted(hosts))}"
        )
    found = resolver(target.host)
    if not found or not all(_is_public(address) for address in found):
        raise _refusal("CF103", url, f"host {target.host} has an address that is not public")
    return client.build_request(
        "GET",
        target.copy_with(host=found[0]),
        headers={**headers, "Host": target.host},
        extensions={"sni_hostname": target.host},
    )


def _is_public(address: str) -> bool:
    """Whether an address is globally reachable, also the IPv4 address inside an IPv6 one."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def _send(client: httpx.Client, request: httpx.Request, url: str) -> httpx.Response:
    try:
        return client.send(request, stream=True)
    except httpx.HTTPError as error:
        raise _refusal("CF106", url, f"no answer: {type(error).__name__}") from error


def _judge(answer: httpx.Response, url: str, etag: str, deadline: float) -> Fetched:
    if answer.status_code == httpx.codes.NOT_MODIFIED and etag:
        return Fetched(url=url, page=None, etag=etag)
    if answer.status_code != httpx.codes.OK:
        raise _refusal("CF107", url, f"the server answered {answer.status_code}")
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip"):
        raise _refusal("CF108", url, f"content coding {coding!r} was not asked for")
    try:
        data = b"".join(_decoded(_bounded(answer, url, deadline), url, gzip=coding == "gzip"))
    except httpx.HTTPError as error:
        raise _refusal("CF106", url, f"the answer broke off: {type(error).__name__}") from error
    media_type = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    return Fetched(
        url=url, page=Page(name=url, data=data, media_type=media_type), etag=answer.headers.get("etag", "")
    )


def _bounded(answer: httpx.Response, url: str, deadline: float) -> Iterator[bytes]:
    """The bytes on the wire, up to the limits of size and of total time."""
    total = 0
    for chunk in answer.iter_raw(65536):
        total += len(chunk)
        if total > WIRE_LIMIT:
            raise _refusal("CF109", url, f"larger than {WIRE_LIMIT} bytes")
        if time.monotonic() > deadline:
            raise _refusal("CF110", url, f"took longer than {SECONDS:.0f} s")
        yield chunk


def _decoded(chunks: Iterator[bytes], url: str, *, gzip: bool) -> Iterator[bytes]:
    """Inflate with a bound: a chunk that would swell beyond the limits is never held in memory."""
    if not gzip:
        yield from chunks
        return
    inflate = zlib.decompressobj(wbits=31)
    wire = decoded = 0
    try:
        for chunk in chunks:
            wire += len(chunk)
            rest = chunk
            while rest:
                part = inflate.decompress(rest, 65536)
                rest = inflate.unconsumed_tail
                decoded += len(part)
                if decoded > min(DECODED_LIMIT, 65536 + RATIO_LIMIT * wire):
                    raise _refusal("CF109", url, "swells beyond what a page can be when decoded")
                yield part
    except zlib.error as error:
        raise _refusal("CF111", url, "its gzip coding is broken") from error
    if not inflate.eof:
        raise _refusal("CF111", url, "its gzip coding is cut short")


def _refusal(code: str, where: str, message: str, hint: str = "") -> CallsheetError:
    return CallsheetError(
        Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)
    )
