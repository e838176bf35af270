"""Where a client's connections are good: in one process, and in one event loop of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .errors import Misconfigured

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop


class Home:
    """The process that a client was made in, and the loop that it awaits in. Asked before anything is sent.

    After a fork two processes would read each other's answers off one connection; in another loop a connection sends,
    and then cannot be read: both would lose a job that is paid.
    """

    def __init__(self) -> None:
        self._process = os.getpid()
        self._loop: AbstractEventLoop | None = None

    def require_process(self) -> None:
        """Raises ``Misconfigured`` in another process."""
        if os.getpid() != self._process:
            raise Misconfigured("this client was made before a fork; make one in each process")

    def require_loop(self) -> None:
        """The first loop that asks is the client's. Raises ``Misconfigured`` in another, and without one."""
        from asyncio import get_running_loop  # noqa: PLC0415  loaded with the first awaiting client, not with this module

        self.require_process()
        try:
            running = get_running_loop()
        except RuntimeError:
            raise Misconfigured("this client needs asyncio; no event loop of it is running here") from None
        if self._loop is None:
            self._loop = running
        if self._loop is not running:
            raise Misconfigured("this client belongs to another event loop; make one in each")
