"""Answers, understood: JSON that may be anything becomes snapshots, and never an exception of another kind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import cast

from .exchange import Json, Response
from .job_state import Amount, Means, Snapshot
from .pointer import find, first, text, texts
from .transport import Answer, Charge, Transport


class NotJsonError(Exception):
    """The body is no JSON; the text says what it is instead."""


def parse(response: Response) -> Json:
    """Parse a body; fractions stay exact, NaN and infinities become null."""
    try:
        return cast(
            "Json",
            json.loads(response.body, parse_float=Decimal, parse_constant=lambda _: None),
        )
    except (ValueError, RecursionError, InvalidOperation):
        raise NotJsonError(_instead(response)) from None


def _instead(response: Response) -> str:
    body = response.body.lstrip()
    if not body:
        return "an empty body"
    if body[:1] == b"<":
        return "an HTML page"
    return f"{len(response.body)} bytes that are no JSON"


def snapshots(transport: Transport, answer: Answer, data: Json) -> list[Snapshot]:
    """Every job that an answer speaks of."""
    if not answer.jobs:
        return [_snapshot(transport, answer, data)]
    items = first(data, (answer.jobs,))
    return [_snapshot(transport, answer, item) for item in items] if isinstance(items, list) else []


def _snapshot(transport: Transport, answer: Answer, data: Json) -> Snapshot:
    status = text(data, answer.status)
    return Snapshot(
        id=_name(first(data, answer.id)),
        status=status,
        means=means_of(transport, status),
        progress=_progress(first(data, answer.progress), answer.progress_scale),
        urls=texts(data, answer.urls),
        assets=texts(data, answer.assets),
        reference=_name(first(data, answer.reference)),
        message=text(data, answer.message),
        hint=text(data, answer.hint),
        expired=first(data, answer.expired) is True,
        model=text(data, answer.model),
        created=moment(first(data, answer.created)),
        request=first(data, answer.request),
        charges=tuple(charges(answer.charge, data)),
    )


def is_same(said: str, asked: str) -> bool:
    """Whether an answer is about the job that was asked for: some gateways add a suffix, or leave one out."""
    return not said or said.startswith(asked) or asked.startswith(said)


def means_of(transport: Transport, status: str) -> Means:
    """What a status word means; a word in no documentation is ``unknown``, whatever it looks like."""
    return transport.statuses.get(status, "unknown")


def _name(value: Json) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    name = str(value)
    return name if len(name) <= 512 and name.isprintable() else ""


def _progress(value: Json, scale: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    share = float(value) / scale if abs(value) < 10**9 else -1.0
    return share if 0 <= share <= 1 else None


def charges(where: Iterable[Charge], data: Json) -> Iterable[Amount]:
    """Amounts that an answer states, the first of each unit."""
    seen: set[str] = set()
    for charge in where:
        for value in find(data, charge.pointer):
            amount = _amount(value)
            if amount is not None and charge.unit not in seen:
                seen.add(charge.unit)
                yield Amount(amount=amount, unit=charge.unit)


def _amount(value: Json) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def moment(value: Json) -> float | None:
    """Seconds since the epoch, of such a number or an ISO 8601 text with its zone."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return float(value) if 0 < value < 10**11 else None
    if isinstance(value, str):
        try:
            then = datetime.fromisoformat(value)
        except ValueError:
            return None
        return then.timestamp() if then.tzinfo else None
    return None
