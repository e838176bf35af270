"""The blocking client's own HTTP: httpx over httpcore, with connections that keep deadlines and go no forbidden way."""

from __future__ import annotations

import math
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from .border import Border, address_of
from .deadline import Deadline, left
from .httpcore_terms import border_of, chosen_proxies, pool_options, request_of, told_by_httpx, trouble_of

_CHUNK = 1 << 16


def open_client(base_url: str, proxy: str | None) -> httpx.Client:
    """For a gateway at ``base_url``, through ``proxy`` or those of the environment."""
    proxies = chosen_proxies(proxy)
    certificates = httpx.create_ssl_context()
    network = Network(border_of(base_url, proxies))
    mounts = {
        pattern: Transport(network, certificates, each) if each else None for pattern, each in proxies.items()
    }
    return httpx.Client(
        transport=Transport(network, certificates, None), mounts=mounts, follow_redirects=False
    )


class Transport(httpx.BaseTransport):
    """A pool of connections; as httpx's own, but for the network under it."""

    def __init__(
        self, network: httpcore.NetworkBackend, certificates: ssl.SSLContext, proxy: httpx.Proxy | None
    ) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates, network_backend=network, **pool_options(proxy)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with told_by_httpx():
            answer = self._pool.handle_request(request_of(request))
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with told_by_httpx():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Network(httpcore.NetworkBackend):
    """Connects to addresses that were judged, and to no name: what is judged cannot change before it is dialled."""

    def __init__(self, border: Border) -> None:
        self._border = border
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises ``NotFollowedError`` where the border says no."""
        with Deadline(math.inf if timeout is None else timeout):
            addresses = self._border.admitted(host, port, resolved(host, port))
            return self._first(addresses, port, local_address, socket_options)

    def _first(
        self,
        addresses: list[str],
        port: int,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        """The first address that answers; a dead one leaves time for those after it."""
        trouble: Exception = httpcore.ConnectError("the name stands for no address")
        for number, address in enumerate(addresses):
            rest = left(None, httpcore.ConnectTimeout)
            share = None if rest is None else rest / (len(addresses) - number)
            try:
                return Stream(self._inner.connect_tcp(address, port, share, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble


class Stream(httpcore.NetworkStream):
    """A connection whose every step ends with the call that it belongs to."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # piece by piece: the timeout of a write is that of each of its sends
        for at in range(0, len(buffer), _CHUNK):
            self._inner.write(buffer[at : at + _CHUNK], left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        rest = left(timeout, httpcore.ConnectTimeout)
        return Stream(self._inner.start_tls(ssl_context, server_hostname, rest))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host. A resolver knows no timeout: it is asked in a thread that may be left behind."""
    if address_of(host) is not None:
        return [host]
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failed.append(trouble_of(error))

    asking = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
    try:
        asking.start()
    except RuntimeError:
        # no thread is to be had: there are too many, or the interpreter is on its way out
        ask()
    else:
        asking.join(left(None, httpcore.ConnectTimeout))
    if asking.is_alive():
        raise httpcore.ConnectTimeout("no answer from the resolver")
    if failed:
        raise failed[0]
    return found
