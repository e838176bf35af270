"""Faults that keep a gateway from acting at all: the refusal or the answer in its place."""

from __future__ import annotations

import re
import time
from email.utils import formatdate

from starlette.responses import RedirectResponse, Response

from callsheet_conformance.gateways.connections import Raw
from callsheet_conformance.gateways.faults.table import RETRY_AFTER
from callsheet_conformance.gateways.reply import Refusal

REFUSALS: dict[str, Refusal] = {
    "conflict": Refusal(cause="conflict", text="The resource is being changed."),
    "origin-500": Refusal(cause="server", text="Internal error.", status=500),
    "origin-502": Refusal(cause="server", text="Bad gateway.", status=502),
    "origin-503": Refusal(cause="server", text="Service unavailable.", status=503),
    "origin-504": Refusal(cause="timeout", text="Generation timeout.", status=504),
    "request-timeout": Refusal(cause="timeout", text="Request timeout.", status=408),
    "unauthorized": Refusal(cause="authentication", text="Invalid API key."),
}


def instead(name: str, argument: str) -> Refusal | Response | None:
    """What is answered without the gateway acting; None for a fault of another kind."""
    if name in REFUSALS:
        return REFUSALS[name]
    if name == "too-many":
        headers = {key: _filled(value) for key, value in RETRY_AFTER[argument].items()}
        return Refusal(cause="rate_limit", text="Too many requests.", headers=headers)
    if name == "redirect":
        return RedirectResponse(argument, 307)
    return Raw() if name == "reset" else None


_MOMENT = re.compile(r"\{(date|epoch):([+-]\d+)\}")


def _filled(value: str) -> str:
    def moment(found: re.Match[str]) -> str:
        at = time.time() + int(found[2])
        return formatdate(at, usegmt=True) if found[1] == "date" else str(int(at))

    return _MOMENT.sub(moment, value)
