"""A blocking client's works: its configuration, its HTTP, and the running of flows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from .configuration import Configuration
from .context import Context
from .drive import drive
from .effects import Flow
from .errors import Misconfigured
from .home import Home
from .job_state import Update
from .sync_world import SyncWorld

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


class Engine:
    """Shared by a client and by all requests, jobs and results that come from it."""

    def __init__(self, configuration: Configuration, http: httpx.Client | None, proxy: str | None) -> None:
        if proxy and http:
            raise Misconfigured("pass either proxy or http: a client of your own has its proxies already")
        if http is not None and not _is_fitting(http):
            raise Misconfigured("http must be an httpx.Client")
        self.configuration: Configuration = configuration
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

    def run(self, flow: Flow[T], on_progress: Callable[[Update], None] | None = None) -> T:
        """Raises ``Misconfigured`` after ``close``, and in another process."""
        self._home.require_process()
        if self._http.is_closed:
            raise Misconfigured("this client is closed")
        return drive(flow, SyncWorld(self._http, self.configuration.around, on_progress).perform)

    def close(self) -> None:
        """Close what was opened here; an HTTP client that was passed in stays open."""
        if self._owned:
            self._http.close()


def _is_fitting(http: object) -> bool:
    import httpx  # noqa: PLC0415  loaded already, where it is one

    return isinstance(http, httpx.Client)


def _opened(base_url: str, proxy: str | None) -> httpx.Client:
    from .sync_transport import open_client  # noqa: PLC0415  httpx is loaded with the first client, not with the module

    return open_client(base_url, proxy)
