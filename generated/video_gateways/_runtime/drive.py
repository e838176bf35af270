"""Run a flow against a world: once blocking, once awaiting. All decisions are the flow's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from .effects import Effect, Flow

T = TypeVar("T")


def drive(flow: Flow[T], perform: Callable[[Effect], Any]) -> T:
    """Perform each effect and resume the flow, until it returns or raises."""
    try:
        effect = next(flow)
        while True:
            try:
                reply = perform(effect)
            except BaseException as interruption:  # noqa: BLE001  the flow decides what an interruption means
                effect = flow.throw(interruption)
            else:
                effect = flow.send(reply)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]  # StopIteration.value is untyped


async def adrive(flow: Flow[T], perform: Callable[[Effect], Awaitable[Any]]) -> T:
    """As ``drive``, awaiting each effect."""
    try:
        effect = next(flow)
        while True:
            try:
                reply = await perform(effect)
            except BaseException as interruption:  # noqa: BLE001  as above, and cancellation
                effect = flow.throw(interruption)
            else:
                effect = flow.send(reply)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]  # StopIteration.value is untyped
