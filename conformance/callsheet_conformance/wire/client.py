"""One gateway's exchanges: create, poll, cancel, dry run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import httpx

from callsheet_conformance.gateways.transport import Answer, Call, Charge, ErrorCause, Transport
from callsheet_conformance.plain_json import encode
from callsheet_conformance.verdict import Request
from callsheet_conformance.wire.body import body_of
from callsheet_conformance.wire.pointer import find

MOVED = (301, 302, 307, 308)
"""Statuses of answers that do nothing but name another address."""
PASSING = ("rate_limit", "timeout", "redirect")
UNWELL = ("server", "authentication", "credit")
"""Causes of the gateway's inside or of the account."""
AWAY = (502, 503, 504)
"""Statuses of a gateway whose inside did not answer."""
RULE_HEADER = "X-Callsheet-Rule"
"""In answers of emulated gateways: the rule or limit that was broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer, read by the transport's pointers."""

    status: int
    accepted: bool
    cause: str = ""
    """Of a refusal."""
    created: bool = True
    """Whether a job may have been made; false only of refusals that say so."""
    message: str = ""
    id: str = ""
    word: str = ""
    means: str = ""
    """pending, succeeded, failed, cancelled; ``unknown`` for a word that the vocabulary lacks."""
    urls: tuple[str, ...] = ()
    charge: Decimal | None = None
    unit: str = ""
    rules: tuple[str, ...] = ()
    readable: bool = True
    """Whether the body was a JSON object."""
    wait: float | None = None
    """Seconds after which the gateway wants to be asked again, where it says so."""
    elsewhere: str = ""
    """The address to which it sends what was asked."""

    @property
    def is_passing(self) -> bool:
        """A refusal of this moment, which says nothing about what was asked."""
        return not self.accepted and (self.cause in PASSING or self.status in AWAY)

    @property
    def says_nothing(self) -> bool:
        """A refusal that is not about the job that was asked for, where what is asked for may be asked for."""
        return self.is_passing or (not self.accepted and self.cause in UNWELL)

    @property
    def goes_on(self) -> bool:
        """Whether a job may still become something else; a film is its end, whatever the word."""
        return self.means == "pending" or (self.means == "unknown" and not self.urls)


class Wire:
    """``Wire(transport, httpx.Client(…), base_url, headers)``."""

    def __init__(
        self, transport: Transport, client: httpx.Client, base_url: str, headers: Mapping[str, str]
    ) -> None:
        self.transport = transport
        self.base_url = base_url.rstrip("/")
        self._client = client
        self._headers = dict(headers)

    def submit(
        self,
        model: Mapping[str, Any],
        request: Request,
        *,
        key: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Create a job; ``key`` is an idempotency key."""
        form, extra = self.transport.idempotency, dict(headers or {})
        if form and key:
            extra[form.header] = key
        return self._create(self.transport.submit, "submit", model, request, extra, {})

    def submit_raw(self, model: Mapping[str, Any], body: bytes) -> Reply:
        """A create with any bytes as its body."""
        path = self.transport.submit.path.replace("{model}", model["id"])
        typed = {"Content-Type": "application/json"}
        return self._send(self.transport.submit, "submit", path, {}, body, typed)

    def unsigned(self) -> Wire:
        """The same wire without credentials."""
        return Wire(self.transport, self._client, self.base_url, {})

    def dry_run(self, model: Mapping[str, Any], request: Request) -> Reply:
        """Ask what a job would cost. Only for transports with a dry run."""
        form = self.transport.dry_run
        assert form is not None, "only a transport with a dry run has this exchange"
        call = Call(
            method=self.transport.submit.method,
            path=self.transport.submit.path,
            accepted=form.accepted,
            answer=Answer(charge=form.charge),
        )
        return self._create(call, "dry_run", model, request, {}, form.query)

    def poll(self, job: str) -> Reply:
        return self._about(self.transport.poll, "poll", job)

    def cancel(self, job: str) -> Reply:
        """Only for transports that can cancel."""
        assert self.transport.cancel is not None, "only a transport with a cancel has this exchange"
        return self._about(self.transport.cancel, "cancel", job)

    def _create(  # noqa: PLR0913, PLR0917 - the parts of one exchange
        self,
        call: Call,
        operation: str,
        model: Mapping[str, Any],
        request: Request,
        headers: Mapping[str, str],
        query: Mapping[str, str],
    ) -> Reply:
        path = call.path.replace("{model}", model["id"])
        sent = encode(body_of(self.transport, model, request))
        typed = {"Content-Type": "application/json", **headers}
        return self._send(call, operation, path, query, sent, typed)

    def _about(self, call: Call, operation: str, job: str) -> Reply:
        query = {name: value.replace("{id}", job) for name, value in call.query.items()}
        return self._send(call, operation, call.path.replace("{id}", job), query, b"", {})

    def _send(  # noqa: PLR0913, PLR0917 - the parts of one exchange
        self,
        call: Call,
        operation: str,
        path: str,
        query: Mapping[str, str],
        body: bytes,
        headers: Mapping[str, str],
    ) -> Reply:
        url = self.base_url.rpartition("/")[0] + path[2:] if path.startswith("../") else self.base_url + path
        answer = self._client.request(
            call.method,
            url,
            params=dict(query) or None,
            content=body or None,
            headers=self._headers | dict(headers),
        )
        return self._read(call, operation, answer)

    def _read(self, call: Call, operation: str, answer: httpx.Response) -> Reply:
        data, form = _json(answer), call.answer
        rules = tuple(answer.headers.get(RULE_HEADER, "").split(",")) if RULE_HEADER in answer.headers else ()
        if answer.status_code not in call.accepted:
            message = _text(find(data, self.transport.errors.message))
            cause, created = self._cause(answer.status_code, operation, message)
            return Reply(
                status=answer.status_code, accepted=False, cause=cause, created=created, message=message,
                rules=rules, readable=isinstance(data, dict), wait=_wait(answer), elsewhere=_elsewhere(answer),
            )  # fmt: skip
        row = find(data, [f"{form.jobs}/0"]) if form.jobs else data
        word = _text(find(row, form.status))
        charge, unit = _charge(row, form.charge)
        return Reply(
            status=answer.status_code,
            accepted=True,
            id=_text(find(row, form.id)),
            word=word,
            means=self.means(word),
            message=_text(find(row, form.message)),
            urls=tuple(map(_text, filter(None, [find(row, form.urls) or find(row, form.assets)]))),
            charge=charge,
            unit=unit,
            rules=rules,
            readable=isinstance(data, dict),
        )

    def means(self, word: str) -> str:
        """By the transport's vocabulary."""
        return next((s.means for s in self.transport.statuses if s.word == word), "unknown")

    def _cause(self, status: int, operation: str, message: str) -> tuple[str, bool]:
        """By the transport's table, with whether a job may have been made."""
        for row in self.transport.errors.causes:
            if _fits(row, status, operation, message.lower()):
                return row.cause, row.created
        if status in MOVED:
            return "redirect", False
        return "server" if status >= 500 else "unknown", True


def _fits(row: ErrorCause, status: int, operation: str, message: str) -> bool:
    named = not row.text or any(fragment in message for fragment in row.text)
    return status in row.status and (not row.calls or operation in row.calls) and named


def _charge(row: Any, places: tuple[Charge, ...]) -> tuple[Decimal | None, str]:
    for place in places:
        found = find(row, [place.pointer])
        try:
            if isinstance(found, int | float | str | Decimal) and not isinstance(found, bool):
                return Decimal(str(found)), place.unit
        except InvalidOperation:
            continue
    return None, ""


def _wait(answer: httpx.Response) -> float | None:
    """Of ``Retry-After`` in seconds; a date is for those who wait longer than we do."""
    told = answer.headers.get("Retry-After", "")
    return float(told) if told.isdecimal() else None


def _elsewhere(answer: httpx.Response) -> str:
    """Without its query, which may hold what is nobody's business."""
    if answer.status_code not in MOVED or "Location" not in answer.headers:
        return ""
    return str(answer.request.url.join(answer.headers["Location"]).copy_with(query=None, userinfo=b""))


def _json(answer: httpx.Response) -> Any:
    try:
        return json.loads(answer.content, parse_float=Decimal)
    except ValueError:
        return None


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, default=str)
