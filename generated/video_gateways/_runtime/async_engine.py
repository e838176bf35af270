"""An awaiting client's works: its configuration, its HTTP, and the running of flows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from .configuration import Configuration
from .context import Context
from .drive import adrive
from .effects import Flow
from .errors import Misconfigured
from .home import Home
from .job_state import Progress

if TYPE_CHECKING:
    import httpx

P = ParamSpec("P")
T = TypeVar("T")


class AsyncEngine:
    """Shared by a client and by all requests, jobs and results that come from it."""

    def __init__(
        self, configuration: Configuration, http: httpx.AsyncClient | None, proxy: str | None
    ) -> None:
        # loaded with the first client, not with the module: asyncio alone takes as long as all the rest
        from .async_world import AsyncWorld  # noqa: PLC0415

        if proxy and http:
            raise Misconfigured("pass either proxy or http: a client of your own has its proxies already")
        if http is not None and not _is_fitting(http):
            raise Misconfigured("http must be an httpx.AsyncClient")
        self.configuration: Configuration = configuration
        self._world = AsyncWorld
        self._owned = http is None
        self._http = http or _opened(configuration.context.base_url, proxy)
        self._home = Home()

    def __reduce__(self) -> str:
        raise TypeError(
            "clients, requests and jobs are good in one process; hand job.token on, and resume it there"
        )

    @property
    def context(self) -> Context:
        return self.configuration.context

    async def run(self, flow: Flow[T], on_progress: Progress | None = None) -> T:
        """Raises ``Misconfigured`` after ``aclose``, in another event loop, and in another process."""
        self._home.require_loop()
        if self._http.is_closed:
            raise Misconfigured("this client is closed")
        return await adrive(flow, self._world(self._http, self.configuration.around, on_progress).perform)

    async def beside(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """The result of ``work(…)``, which blocks, without holding up the event loop."""
        from .beside import beside  # noqa: PLC0415  with asyncio, as above

        return await beside(work, *arguments, **named)

    async def aclose(self) -> None:
        """Close what was opened here; an HTTP client that was passed in stays open."""
        if self._owned:
            await self._http.aclose()


def _is_fitting(http: object) -> bool:
    import httpx  # noqa: PLC0415  loaded already, where it is one

    return isinstance(http, httpx.AsyncClient)


def _opened(base_url: str, proxy: str | None) -> httpx.AsyncClient:
    from .async_transport import open_client  # noqa: PLC0415  httpx is loaded with the first client

    return open_client(base_url, proxy)
