"""What happened in a life, in words."""

from __future__ import annotations

from typing import Any

from callsheet.runtime.effects import Effect
from callsheet.runtime.exchange import Response


def told(trace: list[tuple[float, Effect, Any]]) -> list[str]:
    """A trace in words, a line an effect."""
    return [f"{moment:.3f} {effect!r} -> {_shown(reply)}" for moment, effect, reply in trace]


def _shown(reply: Any) -> str:
    return f"{reply.status} {reply.body[:60]!r}" if isinstance(reply, Response) else repr(reply)[:120]
