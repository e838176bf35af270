"""Documentation hosts on loopback: real TLS, real HTTP, public names and addresses, and not one packet outside."""

from __future__ import annotations

import functools
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore
import trustme

from callsheet import fetch as fetching
from callsheet.fetch import fetch as _fetch

PUBLIC = "93.184.216.34"
"""What every name stands for, unless a test says otherwise; connections to it end on loopback."""
DEAD = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
"""A public address that nobody answers at, as of a machine without IPv6."""


@dataclass(kw_only=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pauses: float = 0
    """Seconds between two pieces of the body."""


class Hosts:
    """``hosts["https://docs.acme.example/kite"] = "# Kite"``: what stands where; an ETag is made of each text."""

    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        self.answers: dict[str, Answer] = {}
        self.seen: list[tuple[str, Mapping[str, str]]] = []
        self.names: dict[str, list[list[str]]] = {}
        """What a name stands for, one list a time that it is asked for; the last one stays."""
        self._port, self._context = port, context

    def __setitem__(self, url: str, answer: str | Answer) -> None:
        self.answers[url] = Answer(body=answer.encode()) if isinstance(answer, str) else answer

    @property
    def asked(self) -> list[str]:
        return [url for url, _ in self.seen]

    def resolve(self, host: str) -> list[str]:
        known = self.names.get(host, [[PUBLIC]])
        return known.pop(0) if len(known) > 1 else known[0]

    def fetch(self, url: str, **rest: Any) -> fetching.Fetched:
        """The fetcher as it is, but for where a public address leads, and whose certificates are good."""
        network = fetching.Network(resolve=self.resolve, dial=_Loopback(self._port), trusted=self._context)
        return _fetch(url, network=network, **rest)


class _Loopback(httpcore.SyncBackend):
    """Leads from the one public address to the server; any other address is one that must never be connected to."""

    def __init__(self, port: int) -> None:
        self._port = port

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        if host == DEAD:
            raise httpcore.ConnectError("nobody there")
        assert (host, port) == (PUBLIC, 443)
        return super().connect_tcp("127.0.0.1", self._port, *args, **kwargs)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, hosts: Hosts, *args: Any) -> None:
        self._hosts = hosts
        super().__init__(*args)

    def do_GET(self) -> None:
        url = f"https://{self.headers['Host']}{self.path}"
        self._hosts.seen.append((url, dict(self.headers)))
        answer = self._hosts.answers.get(url, Answer(status=404, body=b"Not here."))
        etag = f'"{hash(answer.body)}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == etag:
            answer = Answer(status=304)
        self.send_response(answer.status)
        told = {
            "Content-Length": str(len(answer.body)),
            "ETag": etag,
            "Set-Cookie": "seen=1",
            **answer.headers,
        }
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        if not answer.pauses:
            self.wfile.write(answer.body)
            return
        for at in range(len(answer.body)):
            self.wfile.write(answer.body[at : at + 1])
            threading.Event().wait(answer.pauses)

    def log_message(self, *_: Any) -> None:
        """Silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A reader that hangs up is what half of the tests are about."""


@contextmanager
def serving(
    *names: str, at: tuple[str, int] = ("127.0.0.1", 0), trusted: Path | None = None
) -> Iterator[Hosts]:
    """A server with one certificate for ``names``, by an authority of its own, whose certificate goes to ``trusted``."""
    authority = trustme.CA()
    if trusted is not None:
        authority.cert_pem.write_to_path(str(trusted))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    server = _Server(at, lambda *_: None)
    hosts = Hosts(server.server_address[1], trusting)
    server.RequestHandlerClass = functools.partial(_Handler, hosts)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hosts
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
