"""Server-sent events, parsed piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = 1 << 20
"""Bytes of one event; a stream that sends more without an end is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    name: str
    data: str


@dataclass(slots=True)
class EventParser:
    """``feed`` bytes as they come, get the events that are complete. Comments, the heartbeat among them, are none."""

    _rest: bytes = b""
    _name: str = ""
    _data: list[str] = field(default_factory=list)

    def feed(self, data: bytes) -> Iterator[Event]:
        """Raises ValueError on an event without end."""
        *lines, self._rest = (self._rest + data).replace(b"\r\n", b"\n").split(b"\n")
        if len(self._rest) + sum(map(len, self._data)) > LONGEST:
            raise ValueError("an event without end")
        for line in lines:
            yield from self._line(line.decode("utf-8", "replace"))

    def _line(self, line: str) -> Iterator[Event]:
        if not line:
            if self._data:
                yield Event(name=self._name or "message", data="\n".join(self._data))
            self._name, self._data = "", []
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._name = value
        elif name == "data":
            self._data.append(value)
