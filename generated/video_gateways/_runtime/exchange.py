"""What goes out and what comes back, without any I/O. Nothing here ever holds a credential."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request. The shell adds credentials if ``signed``, and only for the gateway's own origin."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    signed: bool = True

    def __repr__(self) -> str:
        return f"<{self.method} {without_query(self.url)}>"


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields of an answer, looked up without regard to case; a doubled field is a list."""

    fields: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> list[str]:
        """Every value of the field, in order."""
        return [value for key, value in self.fields if key.lower() == name.lower()]

    def get(self, name: str, default: str = "") -> str:
        """The first value, or the default."""
        return next(iter(self.all(name)), default)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A whole answer: its body arrived to its end."""

    status: int
    headers: Headers = field(default_factory=Headers, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The beginning of an answer whose body is read piece by piece."""

    status: int
    headers: Headers = field(default_factory=Headers, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """No answer, or not all of it.

    ``sent`` is "no" where the request surely did not reach the gateway (no connection came about), else "maybe".
    """

    sent: Literal["no", "maybe"]
    reason: str
    refused: str = ""
    """Why we would not connect: to where the address points."""


def without_query(url: str) -> str:
    """The address for people and logs: signed addresses carry their signature in the query."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{parts.path}" + ("?…" if parts.query else "")


def overlaid(headers: Mapping[str, str], on_top: Mapping[str, str]) -> dict[str, str]:
    """``on_top`` in place of what is called the same in whatever case: sent twice, one header is read either way."""
    taken = {name.lower() for name in on_top}
    return {name: value for name, value in headers.items() if name.lower() not in taken} | dict(on_top)
