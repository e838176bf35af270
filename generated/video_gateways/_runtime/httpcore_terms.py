"""What both transports say to httpcore and hear from it, in httpx's terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

import httpcore
import httpx

from .border import Border, NotFollowedError, is_loopback
from .errors import Misconfigured
from .proxies import environment_proxies


@contextmanager
def told_by_httpx() -> Iterator[None]:
    """Httpcore's failures as httpx's: both use the same names for the same things."""
    try:
        yield
    except _FAILURES as error:
        kinds = (getattr(httpx, kind.__name__, None) for kind in type(error).__mro__)
        raise next(kind for kind in kinds if kind is not None)(str(error)) from error


_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}

_FAILURES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


def trouble_of(error: OSError | UnicodeError) -> Exception:
    """What a resolver's failure means: not now, or never."""
    if isinstance(error, UnicodeError):
        return NotFollowedError("it is malformed")
    return httpcore.ConnectError(str(error))


def request_of(request: httpx.Request) -> httpcore.Request:
    """The same request."""
    return httpcore.Request(
        method=request.method,
        url=_url(request.url),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


KEPT = 1.0
"""Seconds that an idle connection is kept. Servers close theirs after two or five, and a create that meets the closing
has no answer."""


def pool_options(proxy: httpx.Proxy | None) -> dict[str, Any]:
    """How many connections are kept, how long, and through which proxy: httpx's own numbers, but for the time."""
    return {
        "max_connections": 100,
        "max_keepalive_connections": 20,
        "keepalive_expiry": KEPT,
        "proxy": None if proxy is None else _proxy(proxy),
    }


def _proxy(proxy: httpx.Proxy) -> httpcore.Proxy:
    if proxy.url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise Misconfigured("a SOCKS proxy needs a package more: pip install httpx[socks]")
    return httpcore.Proxy(_url(proxy.url), proxy.raw_auth, proxy.headers.raw, proxy.ssl_context)


def _url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def chosen_proxies(proxy: str | None) -> dict[str, httpx.Proxy | None]:
    """By pattern of addresses: the one that was given for all, else those of the environment.

    Raises ``Misconfigured`` for an address that is none of a proxy.
    """
    patterns = {"all://": proxy} if proxy else environment_proxies()
    try:
        return {pattern: httpx.Proxy(each) if each else None for pattern, each in patterns.items()}
    except (ValueError, httpx.InvalidURL):
        # without the address, which may hold a password
        where = "that was passed" if proxy else "of the environment"
        raise Misconfigured(f"the proxy {where} has no address like http://host:port") from None


def border_of(base_url: str, proxies: Mapping[str, httpx.Proxy | None]) -> Border:
    """The gateway and the proxies may be anywhere: the caller chose them."""
    gateway = _place(httpx.URL(base_url))
    own = {gateway, *(_place(each.url) for each in proxies.values() if each)}
    return Border(own=frozenset(own), loopback=is_loopback(gateway[0]))


def _place(url: httpx.URL) -> tuple[str, int]:
    """Host and port as connections are asked for."""
    return url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]
