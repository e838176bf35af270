"""A server that speaks HTTP/2 without TLS, and ends streams and connections in the ways that a test asks for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Self

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import RequestReceived, StreamEnded
from h2.exceptions import ProtocolError

Deed = Callable[["Talk", int], None]


class Talk:
    """One connection: what a deed may do with a stream of it."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self.h2 = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        self.h2.initiate_connection()
        self.flush()

    def flush(self) -> None:
        self._socket.sendall(self.h2.data_to_send())

    def answer(self, stream: int, body: bytes) -> None:
        self.begin(stream)
        self.h2.send_data(stream, body, end_stream=True)
        self.flush()

    def begin(self, stream: int) -> None:
        """The head of an answer, without its body."""
        self.h2.send_headers(stream, [(":status", "200"), ("content-type", "application/json")])
        self.flush()

    def reset(self, stream: int, code: ErrorCodes) -> None:
        self.h2.reset_stream(stream, code)
        self.flush()

    def go_away(self, last: int, code: ErrorCodes = ErrorCodes.NO_ERROR) -> None:
        self.h2.close_connection(code, last_stream_id=last)
        self.flush()

    def leave(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)


class H2Server:
    """``deeds`` are done in turn, one a request, whichever connection it comes by; the last one from then on."""

    def __init__(self, *deeds: Deed) -> None:
        self._deeds = list(deeds)
        self.creates = 0
        """POSTs that arrived whole."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.connections = 0
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
            self.connections += 1
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection:
            talk = Talk(connection)
            methods: dict[int, str] = {}
            try:
                while data := connection.recv(65536):
                    for event in talk.h2.receive_data(data):
                        if isinstance(event, RequestReceived):
                            methods[event.stream_id] = dict(event.headers)[":method"]
                        if isinstance(event, StreamEnded):
                            self.creates += methods[event.stream_id] == "POST"
                            self._do(talk, event.stream_id)
                    talk.flush()
            except (OSError, ProtocolError):
                # the client has gone, or we have and it has not noticed
                return

    def _do(self, talk: Talk, stream: int) -> None:
        deed = self._deeds.pop(0) if len(self._deeds) > 1 else self._deeds[0]
        deed(talk, stream)
