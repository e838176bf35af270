"""Serving over sockets: loopback only, one process, a port for all and one for each gateway."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from callsheet_conformance.gateways.app import Emulator
from callsheet_conformance.gateways.error import CannotServeError
from callsheet_conformance.gateways.protocol import protocol
from callsheet_conformance.gateways.webhooks import is_loopback

BACKLOG = 512
MOST_CONNECTIONS = 2000
LARGEST_HEAD = 32 * 1024
IDLE_WALL_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """PEM files, for clients that take results over https only; such clients are told to trust the certificate."""

    certificate: Path
    key: Path


def listen(host: str, port: int) -> socket.socket:
    """A bound socket. Raises ``CannotServeError``."""
    if not is_loopback(f"http://{host}"):
        raise CannotServeError(f"{host} is not a loopback address; the emulator is never served to others")
    try:
        return socket.create_server((host, port), backlog=BACKLOG)
    except (OSError, OverflowError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise CannotServeError(f"cannot listen on {host}:{port}: {why}") from None


class Listener:
    """The sockets and the server of one emulator: the first socket is for all, then one for each gateway."""

    def __init__(self, emulator: Emulator, host: str, port: int, tls: Tls | None = None) -> None:
        names = list(emulator.fleet.desks)
        self.sockets: list[socket.socket] = []
        try:
            for offset in range(len(names) + 1):
                self.sockets.append(listen(host, port + offset if port else 0))
        except CannotServeError:
            self.close()
            raise
        scheme = "https" if tls else "http"
        self.root = _address(scheme, host, self.sockets[0])
        emulator.fleet.world.origin = self.root
        own = zip(names, self.sockets[1:], strict=True)
        self.origins = {name: _address(scheme, host, each) for name, each in own}
        ports = [each.getsockname()[1] for each in self.sockets[1:]]
        emulator.ports = dict(zip(ports, names, strict=True))
        self.server = uvicorn.Server(_config(emulator, tls))

    def run(self) -> None:
        """Serve until told to exit; blocks."""
        self.server.run(sockets=self.sockets)

    def close(self) -> None:
        for each in self.sockets:
            each.close()

    @contextmanager
    def in_thread(self) -> Iterator[None]:
        """Serve in the background while the block runs."""
        thread = threading.Thread(target=self.run, name="callsheet-serve", daemon=True)
        thread.start()
        try:
            while not self.server.started and thread.is_alive():
                time.sleep(0.002)
            if not thread.is_alive():
                raise CannotServeError("the server did not start")
            yield
        finally:
            self.server.should_exit = True
            thread.join(timeout=10)
            self.close()


def _address(scheme: str, host: str, listening: socket.socket) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}:{listening.getsockname()[1]}"


def _config(emulator: Emulator, tls: Tls | None) -> uvicorn.Config:
    options: dict[str, Any] = {
        "http": protocol(emulator.fleet.world.settings.head_wall_seconds),
        "lifespan": "off",
        "ws": "none",
        "log_config": None,
        "log_level": "critical",
        "access_log": False,
        "server_header": False,
        "limit_concurrency": MOST_CONNECTIONS,
        "timeout_keep_alive": IDLE_WALL_SECONDS,
        "timeout_graceful_shutdown": 1,
        "h11_max_incomplete_event_size": LARGEST_HEAD,
    }
    if tls is not None:
        options |= {"ssl_certfile": tls.certificate, "ssl_keyfile": tls.key}
    return uvicorn.Config(emulator, **options)
