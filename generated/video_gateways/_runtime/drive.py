"""Run a flow against a world: once blocking, once awaiting. All decisions are the flow's.

Also what strikes between two effects, as Ctrl-C may, is thrown into the flow: it knows what is paid, and says so.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from .effects import Effect, Flow

T = TypeVar("T")


def drive(flow: Flow[T], perform: Callable[[Effect], Any]) -> T:
    """Perform each effect and resume the flow, until it returns or raises."""
    resume: Callable[[Any], Effect] = flow.send
    given: Any = None
    while True:
        try:
            while True:
                effect = resume(given)
                resume, given = flow.send, perform(effect)
        except BaseException as stop:
            given = None  # an exception that its own frame holds would outlive the call
            if _goes_on(flow):
                resume, given = flow.throw, stop
            elif isinstance(stop, StopIteration):
                return stop.value  # type: ignore[no-any-return]  # StopIteration.value is untyped
            else:
                raise


async def adrive(flow: Flow[T], perform: Callable[[Effect], Awaitable[Any]]) -> T:
    """As ``drive``, awaiting each effect."""
    resume: Callable[[Any], Effect] = flow.send
    given: Any = None
    while True:
        try:
            while True:
                effect = resume(given)
                resume, given = flow.send, await perform(effect)
        except BaseException as stop:
            given = None  # an exception that its own frame holds would outlive the call
            if _goes_on(flow):
                resume, given = flow.throw, stop
            elif isinstance(stop, StopIteration):
                return stop.value  # type: ignore[no-any-return]  # StopIteration.value is untyped
            else:
                raise


def _goes_on(flow: Flow[T]) -> bool:
    """Whether it waits for a reply; it has no frame any more once it has returned or raised."""
    return getattr(flow, "gi_frame", None) is not None
