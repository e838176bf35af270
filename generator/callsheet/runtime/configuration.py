"""How a client is set up: credentials, options, base URL, limits, ledger. Nothing is read before a client is made."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import SplitResult, urlsplit

from .border import is_loopback
from .budget import Budget, limit_of
from .context import Context, Limits
from .errors import LedgerError, Misconfigured
from .flows.submit import in_window
from .job_state import Amount, Intent
from .job_token import Token
from .secret import signer
from .transport import Transport
from .world import Around, Watch

if TYPE_CHECKING:
    from .ledger import Ledger

MaxPrice: TypeAlias = Amount | Decimal | str
"""A limit: an amount with its unit, or a number in the gateway's own unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What every client takes beside its credentials."""

    base_url: str | None = None
    limits: Limits | None = None
    ledger: Ledger | str | Path | None = None
    max_price: MaxPrice | None = None
    budget: Budget | None = None
    watch: Watch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """A client, apart from its HTTP."""

    context: Context
    around: Around
    max_price: MaxPrice | None
    budget: Budget | None = None

    def holding(self, price: Amount | None, unknown: Intent | None) -> AbstractContextManager[None]:
        """The budget's reservation for one job, or nothing where there is no budget.

        Nor for what became of ``unknown``, where that is asked for under its key: its price is held already.
        """
        is_held = unknown is not None and unknown.key and in_window(self.context, unknown, time.time())
        if self.budget is None or is_held:
            return nullcontext()
        return self.budget.reserved(price, self.context.facts())

    def token(self, text: str) -> Token:
        """Of a token, or of a bare job id: of that the ledger may know more."""
        token = Token.parse(text, self.context.transport.provider)
        if token.intent_id or self.around.ledger is None:
            return token
        try:
            return self.around.ledger.token(token.provider, token.job_id) or token
        except LedgerError:
            # the job is paid, and its id will do
            return token

    def ledger(self) -> Ledger:
        """The ledger. Raises ``LedgerError`` where there is none."""
        if self.around.ledger is None:
            facts = self.context.facts(
                advice='Make the client with ledger="jobs.sqlite", the file of its jobs'
            )
            raise LedgerError("this client keeps no ledger", facts)
        return self.around.ledger


def configure(
    transport: Transport,
    credentials: Mapping[str, str | None],
    settings: Mapping[str, str | None],
    options: Options,
) -> Configuration:
    """Put a client together. Raises ``Misconfigured``."""
    base_url = _base_url(transport, options.base_url)
    if options.max_price is not None:
        limit_of(options.max_price, "")
    headers, query = _settings(transport, settings)
    return Configuration(
        context=Context(
            transport=transport, base_url=base_url, query=query, limits=options.limits or Limits()
        ),
        around=Around(
            signer=signer(transport, base_url, credentials),
            options=headers,
            ledger=_ledger(options.ledger),
            watch=options.watch,
        ),
        max_price=options.max_price,
        budget=options.budget,
    )


def _ledger(given: Ledger | str | Path | None) -> Ledger | None:
    if given is None:
        return None
    from .ledger import Ledger  # noqa: PLC0415  SQLite is loaded where it is used

    return given if isinstance(given, Ledger) else Ledger(given)


def _base_url(transport: Transport, given: str | None) -> str:
    named = given or next((os.environ[name] for name in transport.base_url_env if os.environ.get(name)), "")
    url = (named or transport.base_url).strip().rstrip("/")
    parts = _parts(url)
    if parts is None or parts.scheme not in ("https", "http") or not parts.hostname or "@" in parts.netloc:
        raise Misconfigured(f"{transport.title}: the base URL must be http(s)://host/path, without user info")
    if parts.query or parts.fragment:
        raise Misconfigured(f"{transport.title}: the base URL may have no query and no fragment")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise Misconfigured(f"{transport.title}: credentials go over https only, or to this machine")
    return url


def _parts(url: str) -> SplitResult | None:
    """None for what no address is; a port is looked at only when it is asked for."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if url.isprintable() and not {" ", "\\"} & set(url) else None


def _settings(transport: Transport, given: Mapping[str, str | None]) -> tuple[dict[str, str], dict[str, str]]:
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    for option in transport.options:
        value = given.get(option.argument) or next(
            (os.environ[n] for n in option.env if os.environ.get(n)), ""
        )
        value = value.strip()
        if not value.isascii() or not value.isprintable():
            raise Misconfigured(f"{transport.title}: {option.argument} has characters that cannot be sent")
        if value:
            (headers if option.header else query)[option.header or option.query] = value
    return headers, query
