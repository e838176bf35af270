"""One thing that a gateway can be asked: a method, a path, and who answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from re import Pattern

from starlette.responses import Response
from starlette.routing import compile_path

from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.reply import Reply

Handler = Callable[[Exchange], Awaitable[Reply | Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """``Operation(name="poll", method="GET", path="/v2/jobs/{id}", handler=…)``."""

    name: str
    method: str
    path: str
    handler: Handler
    public: bool = False
    """Needs no key."""
    pattern: Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compile_path(self.path)[0])

    def match(self, path: str) -> dict[str, str] | None:
        """The path's parameters, or None where it is another path."""
        found = self.pattern.match(path)
        return found.groupdict() if found else None
