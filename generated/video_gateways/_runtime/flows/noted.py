"""Notes on whatever interrupts a flow: a cancellation, Ctrl-C, a callback that raises. What is paid is named in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import GatewayError
from ..job_token import Token


@contextmanager
def noted(words: str) -> Iterator[None]:
    """Our own errors have the job in their facts, and a generator that is closed tells nobody anything."""
    try:
        yield
    except (GatewayError, GeneratorExit):
        raise
    except BaseException as interruption:
        interruption.add_note(words)
        raise


def paid(token: Token) -> str:
    """Of a job that has succeeded."""
    return f"job {token.job_id} is done and paid; resume it with the token {token} and save it"
