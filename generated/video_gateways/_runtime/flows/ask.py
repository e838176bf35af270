"""A call that costs nothing and may be repeated: retried while that can help, within its deadline."""

from __future__ import annotations

from collections.abc import Collection

from ..causes import misread, refusal
from ..context import Context
from ..effects import Flow, Sleep, draw, now, send
from ..errors import Facts, GatewayError, NoAnswer, RateLimited, ServerError
from ..exchange import Json, Lost, Request, Response
from ..pacing import backoff
from ..read import NotJsonError, parse


def ask(
    context: Context, call: str, request: Request, accepted: Collection[int], facts: Facts
) -> Flow[Response]:
    """The accepted answer. Raises the refusal, or ``NoAnswer``."""
    begun = yield from now()
    last = begun.monotonic + context.limits.call * 2
    for attempt in range(context.limits.attempts):
        reply = yield from send(request, context.limits.call)
        if isinstance(reply, Response) and reply.status in accepted:
            context.budget.give()
            return reply
        here = yield from now()
        error = problem(context, call, reply, facts, here.wall)
        delay = backoff(attempt, (yield from draw()))
        if isinstance(error, RateLimited):
            delay = max(delay, error.retry_after or 0.0)
        spent = attempt + 1 >= context.limits.attempts or here.monotonic + delay > last
        if not is_passing(error) or spent or not context.budget.take():
            raise error
        yield Sleep(delay)
    raise AssertionError("attempts are at least one")


def problem(context: Context, call: str, reply: Response | Lost, facts: Facts, wall: float) -> GatewayError:
    """What a reply that is not the accepted one means."""
    if isinstance(reply, Lost):
        return NoAnswer(f"no answer to {call} ({reply.reason})", facts)
    return refusal(context.transport.errors, call, reply, facts, wall)


def is_passing(error: GatewayError) -> bool:
    """Whether the same call may go well a little later."""
    return isinstance(error, NoAnswer | RateLimited | ServerError)


def understood(context: Context, call: str, response: Response, facts: Facts) -> Json:
    """The parsed body of an accepted answer."""
    try:
        return parse(response)
    except NotJsonError as instead:
        found = f"answered {response.status} to {call} with {instead}"
        raise misread(context.transport.errors, response, facts, found) from None
