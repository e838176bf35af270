"""Rows of the ledger, written from entries and read as values."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from .asked import Asked
from .job_state import Amount, Intent, IntentEntry, IntentState, JobEntry
from .job_token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """What the ledger knows of one intent or job; an intent without a job has an empty ``job_id``."""

    provider: str
    model: str
    intent_id: str
    state: IntentState
    job_id: str
    status: str
    means: str
    estimate: Amount | None
    charges: tuple[Amount, ...]
    detail: str
    path: str
    created: float
    updated: float


_COLUMNS = "id, provider, model, state, params, url, body, headers, key, estimate, unit, created, updated, detail, asked"


def write_intent(base: sqlite3.Connection, entry: IntentEntry) -> None:
    intent = entry.intent
    estimate = (str(intent.estimate.amount), intent.estimate.unit) if intent.estimate else (None, None)
    body = intent.body if entry.state in ("sending", "unknown") and intent.key else b""
    row = (intent.id, intent.provider, intent.model, entry.state, json.dumps(dict(intent.params)), intent.url, body,
           json.dumps(dict(intent.headers)), intent.key, *estimate, intent.created, entry.at, entry.detail,
           json.dumps(intent.asked.packed()))  # fmt: skip
    # with names, SQLite looks again when another process has changed the table meanwhile
    base.execute(
        f"INSERT INTO intents ({_COLUMNS}) VALUES ({', '.join('?' * len(row))}) ON CONFLICT (id) DO UPDATE SET "  # noqa: S608
        "state = excluded.state, updated = excluded.updated, detail = excluded.detail, body = excluded.body",
        row,
    )
    for job in entry.jobs:
        base.execute(
            "INSERT INTO jobs VALUES (?, ?, ?, '', 'pending', '[]', '', '', ?) "
            "ON CONFLICT DO UPDATE SET intent = excluded.intent",
            (intent.provider, job, intent.id, entry.at),
        )


def write_job(base: sqlite3.Connection, entry: JobEntry) -> None:
    charges = json.dumps([[str(charge.amount), charge.unit] for charge in entry.charges])
    base.execute(
        "INSERT INTO jobs VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "status = excluded.status, means = excluded.means, updated = excluded.updated, detail = excluded.detail, "
        "charges = CASE excluded.charges WHEN '[]' THEN charges ELSE excluded.charges END, "
        "path = CASE excluded.path WHEN '' THEN path ELSE excluded.path END",
        (
            entry.provider,
            entry.job_id,
            entry.status,
            entry.means,
            charges,
            entry.detail,
            entry.path,
            entry.at,
        ),
    )


def intent_of(row: sqlite3.Row) -> Intent:
    return Intent(
        id=row["id"],
        provider=row["provider"],
        model=row["model"],
        params=_loaded(row["params"], {}),
        url=row["url"],
        body=row["body"],
        headers=_loaded(row["headers"], {}),
        key=row["key"],
        estimate=_estimate(row),
        asked=_asked(row),
        created=row["created"],
    )


def token_of(row: sqlite3.Row, job_id: str) -> Token:
    return Token(
        provider=row["provider"],
        job_id=job_id,
        model=row["model"],
        intent_id=row["id"],
        created=row["created"],
        estimate=_estimate(row),
        asked=_asked(row),
    )


def _asked(row: sqlite3.Row) -> Asked:
    try:
        return Asked.unpacked(_loaded(row["asked"], {}))
    except (ValueError, AttributeError):
        return Asked()


def _estimate(row: sqlite3.Row) -> Amount | None:
    return next(iter(_amounts([[row["estimate"], row["unit"]]])), None)


def _amounts(pairs: Any) -> tuple[Amount, ...]:
    try:
        return tuple(Amount(amount=Decimal(amount), unit=str(unit)) for amount, unit in pairs)
    except (ArithmeticError, ValueError, TypeError):
        return ()


def line_of(row: sqlite3.Row) -> LedgerLine:
    state: IntentState = row["state"] if row["state"] in get_args(IntentState) else "unknown"
    return LedgerLine(
        provider=row["provider"],
        model=row["model"],
        intent_id=row["intent_id"],
        state=state,
        job_id=row["job_id"] or "",
        status=row["status"] or "",
        means=row["means"] or "",
        estimate=_estimate(row),
        charges=_amounts(_loaded(row["charges"], [])),
        detail=row["job_detail"] or row["detail"],
        path=row["path"] or "",
        created=row["created"],
        updated=row["job_updated"] or row["updated"],
    )


def _loaded(text: str | None, instead: Any) -> Any:
    """A corrupt field costs that field, never the line."""
    try:
        return json.loads(text) if text else instead
    except ValueError:
        return instead
