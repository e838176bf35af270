"""Work that blocks, done beside the event loop and never left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def beside(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """The result of ``work(…)``, done in a thread.

    A cancellation waits for the work's end before it goes on: what follows may rely on what was written, as after a
    call that blocks.
    """
    call = partial(work, *arguments, **named)
    try:
        working = asyncio.get_running_loop().run_in_executor(None, call)
    except RuntimeError:
        # the interpreter is on its way out and takes no more threads
        return call()
    cancelled: asyncio.CancelledError | None = None
    while not working.done():
        try:
            await asyncio.wait([working])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from working.exception()
    return working.result()
