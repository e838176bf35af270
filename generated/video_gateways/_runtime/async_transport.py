"""The awaiting client's own HTTP: httpx over httpcore, with connections that go no forbidden way.

Deadlines are the shell's: asyncio ends whatever is awaited too long.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterable

import httpcore
import httpx

from .border import Border, address_of
from .httpcore_terms import border_of, chosen_proxies, pool_options, request_of, told_by_httpx, trouble_of

_DEAD = 3.0
"""Seconds for an address that has others after it."""


def open_client(base_url: str, proxy: str | None) -> httpx.AsyncClient:
    """For a gateway at ``base_url``, through ``proxy`` or those of the environment."""
    proxies = chosen_proxies(proxy)
    certificates = httpx.create_ssl_context()
    network = AsyncNetwork(border_of(base_url, proxies))
    mounts = {
        pattern: AsyncTransport(network, certificates, each) if each else None
        for pattern, each in proxies.items()
    }
    return httpx.AsyncClient(
        transport=AsyncTransport(network, certificates, None), mounts=mounts, follow_redirects=False
    )


class AsyncTransport(httpx.AsyncBaseTransport):
    """A pool of connections; as httpx's own, but for the network under it."""

    def __init__(
        self, network: httpcore.AsyncNetworkBackend, certificates: ssl.SSLContext, proxy: httpx.Proxy | None
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=certificates, network_backend=network, **pool_options(proxy)
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        with told_by_httpx():
            answer = await self._pool.handle_async_request(request_of(request))
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with told_by_httpx():
            async for piece in self._answer.aiter_stream():
                yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()


class AsyncNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were judged, and to no name: what is judged cannot change before it is dialled."""

    def __init__(self, border: Border) -> None:
        self._border = border
        inner: object = httpcore.AnyIOBackend()
        # where anyio is missing httpcore has a stand-in of this name; httpx needs anyio, so it is there
        assert isinstance(inner, httpcore.AsyncNetworkBackend)
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises ``NotFollowedError`` where the border says no."""
        if self._border.owns(host, port):
            # nothing to judge, so anyio may try the addresses side by side
            return await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        addresses = self._border.admitted(host, port, await resolved(host, port, timeout))
        trouble: Exception = httpcore.ConnectError("the name stands for no address")
        for address in addresses:
            part = timeout if address == addresses[-1] or timeout is None else min(timeout, _DEAD)
            try:
                return await self._inner.connect_tcp(address, port, part, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble


async def resolved(host: str, port: int, timeout: float | None) -> list[str]:  # noqa: ASYNC109  as httpcore's
    """The addresses of a host."""
    if address_of(host) is not None:
        return [host]
    asking = asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    try:
        found = await asyncio.wait_for(asking, timeout)
    except TimeoutError as error:
        raise httpcore.ConnectTimeout("no answer from the resolver") from error
    except (OSError, UnicodeError) as error:
        raise trouble_of(error) from error
    return [str(each[4][0]) for each in found]
