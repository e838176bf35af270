"""The only module that touches the network: fetches public documentation pages, and trusts nothing it gets.

https only; the host must be on the caller's list; every redirect is judged like the first address; names are resolved
once, refused unless every address is public, and connections go to the addresses that were judged and to no other; no
cookies, no credentials, no proxy from the environment; at most one content coding, decoded with a bound; one deadline
for all of it, kept at every step of every connection.
"""

from __future__ import annotations

import re
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import httpcore
import httpx

from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.document import Page
from callsheet.runtime.border import NotFollowedError, address_of, is_public
from callsheet.runtime.deadline import Deadline, left
from callsheet.runtime.sync_transport import Stream, Transport, resolved

WIRE_LIMIT = 5 * 1024 * 1024
DECODED_LIMIT = 20 * 1024 * 1024
RATIO_LIMIT = 100
REDIRECT_LIMIT = 5
SECONDS = 30.0

LATER = "try again later"
"""The hint where the next attempt may go well."""
_ETAG = re.compile(r"[\x21-\x7e]{1,500}")
"""One that can be sent back as it is."""
_BUSY = frozenset({408, 425, 429})

Resolver = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered. ``page`` is None where it says that nothing changed since ``etag``."""

    url: str
    """After redirects."""
    page: Page | None
    etag: str = ""


def addresses(host: str) -> list[str]:
    """All addresses of a host, as the system resolves it, the one to try first at the front."""
    try:
        return list(dict.fromkeys(resolved(host, 443)))
    except (httpcore.ConnectError, httpcore.ConnectTimeout, NotFollowedError) as error:
        raise _refusal("CF105", host, "cannot be resolved", LATER) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What lies between us and the hosts; another one is for tests."""

    resolve: Resolver = addresses
    dial: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    trusted: ssl.SSLContext | None = None
    """Whose certificates are good; None for the well-known authorities."""


OPEN = Network()


def fetch(
    url: str,
    *,
    hosts: frozenset[str],
    etag: str = "",
    network: Network = OPEN,
    transport: httpx.BaseTransport | None = None,
) -> Fetched:
    """Fetch one page.

    ``hosts`` is the allow-list. ``network`` and ``transport``, which stands for all of HTTP, are for tests. Raises
    CallsheetError with a CF1xx code for an address that is refused, an answer that is too large, too slow or no page,
    and a server that says no.
    """
    judged = _Judged(network)
    carrier = transport or Transport(
        judged, network.trusted or httpx.create_ssl_context(trust_env=False), None
    )
    headers = {"Accept-Encoding": "gzip", "User-Agent": "callsheet (documentation reader)"}
    etag = etag if _ETAG.fullmatch(etag) else ""
    if etag:
        headers["If-None-Match"] = etag
    with Deadline(SECONDS), httpx.Client(transport=carrier, trust_env=False, timeout=10.0) as client:
        for _ in range(REDIRECT_LIMIT + 1):
            judged.judge(_host(url, hosts), url)
            client.cookies.clear()
            answer = _send(client, client.build_request("GET", url, headers=headers), url)
            try:
                if answer.has_redirect_location:
                    url = str(httpx.URL(url).join(answer.headers["location"]))
                    continue
                return _judge(answer, url, etag)
            except httpx.InvalidURL as error:
                raise _refusal("CF101", url, "redirects to what is not a URL") from error
            finally:
                answer.close()
    raise _refusal("CF104", url, f"more than {REDIRECT_LIMIT} redirects")


def _host(url: str, hosts: frozenset[str]) -> str:
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
    return target.raw_host.decode("ascii")


class _Judged(httpcore.NetworkBackend):
    """Connects to the addresses of hosts as they were judged, one after the other until one answers."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[str, list[str]] = {}

    def judge(self, host: str, url: str) -> None:
        """Raises CF103 unless every address of a host is public."""
        found = self._network.resolve(host)
        if not found or not all(_is_public(each) for each in found):
            raise _refusal("CF103", url, f"host {host} has an address that is not public")
        self._known[host] = found

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        trouble: Exception = httpcore.ConnectError("the host was not judged")
        for address in self._known.get(host, ()):
            rest = left(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._network.dial.connect_tcp(address, port, rest, local_address, socket_options)
                return Stream(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble


def _is_public(text: str) -> bool:
    """Whether an address is globally reachable, also the IPv4 address inside an IPv6 one."""
    address = address_of(text)
    return address is not None and is_public(address)


def _send(client: httpx.Client, request: httpx.Request, url: str) -> httpx.Response:
    try:
        return client.send(request, stream=True)
    except httpx.HTTPError as error:
        raise _broken(url, "no answer", error) from error


def _broken(url: str, what: str, error: httpx.HTTPError) -> CallsheetError:
    """CF110 where the time for the whole answer is over, else CF106."""
    try:
        left(None, TimeoutError)
    except TimeoutError:
        return _refusal("CF110", url, f"took longer than {SECONDS:.0f} s", LATER)
    return _refusal("CF106", url, f"{what}: {type(error).__name__}", LATER)


def _judge(answer: httpx.Response, url: str, etag: str) -> Fetched:
    if answer.status_code == httpx.codes.NOT_MODIFIED and etag:
        return Fetched(url=url, page=None, etag=etag)
    if answer.status_code != httpx.codes.OK:
        is_busy = answer.is_server_error or answer.status_code in _BUSY
        raise _refusal("CF107", url, f"the server answered {answer.status_code}", LATER if is_busy else "")
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip"):
        raise _refusal("CF108", url, f"content coding {coding!r} was not asked for")
    try:
        data = b"".join(_decoded(_bounded(answer, url), url, gzip=coding == "gzip"))
    except httpx.HTTPError as error:
        raise _broken(url, "the answer broke off", error) from error
    media_type = answer.headers.get("content-type", "").strip().lower()[:200]
    told = answer.headers.get("etag", "")
    page = Page(name=url, data=data, media_type=media_type)
    return Fetched(url=url, page=page, etag=told if _ETAG.fullmatch(told) else "")


def _bounded(answer: httpx.Response, url: str) -> Iterator[bytes]:
    """The bytes on the wire as they come, up to the limits of size and of total time."""
    total = 0
    for chunk in answer.iter_raw():
        total += len(chunk)
        if total > WIRE_LIMIT:
            raise _refusal("CF109", url, f"larger than {WIRE_LIMIT} bytes")
        left(None, httpx.ReadTimeout)
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
