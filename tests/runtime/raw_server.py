"""A server that says exactly the bytes that a test gives it, over a real socket, and closes after each answer."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class RawServer:
    """``answer`` gives raw bytes; pieces are sent one by one. None resets the connection without an answer.

    With ``certificate`` it speaks TLS.
    """

    def __init__(
        self,
        answer: Callable[[Asked], bytes | Iterable[bytes] | None],
        certificate: ssl.SSLContext | None = None,
    ) -> None:
        self.answer = answer
        self._certificate = certificate
        self.asked: list[Asked] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        if self._certificate is not None:
            try:
                connection = self._certificate.wrap_socket(connection, server_side=True)
            except OSError:
                return
        with connection:
            asked = _read(connection)
            if asked is None:
                return
            self.asked.append(asked)
            given = self.answer(asked)
            if given is None:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            try:
                for piece in [given] if isinstance(given, bytes) else given:
                    connection.sendall(piece)
            except OSError:
                return


def _read(connection: socket.socket) -> Asked | None:
    data = b""
    try:
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            body += connection.recv(65536)
    except OSError:
        return None
    method, path, _ = first.split(" ", 2)
    return Asked(method, path, headers, body)


def response(status: int, body: bytes = b"", *fields: tuple[str, str], length: int | None = None) -> bytes:
    """A plain answer; ``length`` lies about the body, -1 says nothing of it."""
    said = len(body) if length is None else length
    head = [f"HTTP/1.1 {status} X", "Connection: close", *(f"{name}: {value}" for name, value in fields)]
    head += [f"Content-Length: {said}"] if said >= 0 else []
    return "\r\n".join([*head, "", ""]).encode() + body
