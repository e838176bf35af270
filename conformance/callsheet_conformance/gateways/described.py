"""The operations that a transport describes, whatever the gateway."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from starlette.responses import Response

from callsheet_conformance.gateways import follow, submit, uploads, waits
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.reply import Reply
from callsheet_conformance.gateways.transport import Call

Answerer = Callable[[Gateway, Exchange], Awaitable[Reply | Response]]


def operations(gateway: Gateway) -> list[Operation]:
    """One for each call of the transport."""
    form = gateway.transport
    calls: list[tuple[str, Call | None, Answerer]] = [
        ("submit", form.submit, submit.submit),
        ("poll", form.poll, follow.poll),
        ("cancel", form.cancel, follow.cancel),
        ("list", form.listing.call if form.listing else None, follow.listing),
        ("asset", form.asset, follow.asset),
        ("stream", form.stream.call if form.stream else None, waits.stream),
        ("sync", form.sync, waits.sync),
        *_uploads(gateway),
    ]
    return [
        Operation(name=name, method=call.method, path=form.path(call), handler=partial(answer, gateway))
        for name, call, answer in calls
        if call is not None
    ]


def _uploads(gateway: Gateway) -> Iterator[tuple[str, Call | None, Answerer]]:
    openers = {"multipart": uploads.multipart, "base64": uploads.inline, "parts": uploads.opened}
    for form in gateway.transport.uploads:
        opener = openers[form.how]
        yield "upload", form.call, partial(opener, form=form)
        yield "upload", form.finish, uploads.finished
        yield "upload", form.check, uploads.checked
