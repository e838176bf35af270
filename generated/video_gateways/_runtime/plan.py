"""From keyword arguments to something that can be bought: checked, priced, and not yet sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol, cast

from .asked import Claim, asked_of
from .budget import limit_of
from .build import JSON_HEADERS, body_of, url_of
from .context import Context
from .errors import InvalidRequest, Misconfigured, OverBudget, RequestRejected
from .exchange import Json, overlaid
from .job_state import Amount, Intent
from .pointer import first, put
from .price import Price, UnknownPrice
from .violation import Violation


class Validator(Protocol):
    def __call__(self, request: Mapping[str, object], /, *, advice: bool = False) -> Sequence[Violation]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a client knows of one model."""

    model: str
    model_key: str = ""
    """The parameter that carries the model's id, where the page lists it as one."""
    validate: Validator
    price: Callable[[Mapping[str, object]], Price | UnknownPrice]
    claims: tuple[Claim, ...] = ()
    """What its parameters say of the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What a caller adds to a request past its parameters, and whether the rules are to be held."""

    headers: Mapping[str, str] | None = None
    body: Mapping[str, Json] | None = None
    validate: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A request that was checked and priced. Nothing has been sent."""

    offer: Offer
    params: Mapping[str, Json] = field(repr=False)
    violations: tuple[Violation, ...]
    """Broken rules; empty unless validation was switched off."""
    advice: tuple[Violation, ...]
    """What may be refused, ignored or changed: rules of upstream and of ours, never told as the gateway's own."""
    price: Price | UnknownPrice
    draft: Intent = field(repr=False)


def nested(arguments: Mapping[str, object]) -> dict[str, Json]:
    """Arguments by dotted path as the object they stand for, without those that are None."""
    params: dict[str, Json] = {}
    for path, value in arguments.items():
        if value is not None:
            pointer = path.replace("~", "~0").replace("/", "~1").replace(".", "/")
            put(params, f"/{pointer}", cast("Json", value))  # typed by the generated signature
    return params


def plan(context: Context, offer: Offer, params: Mapping[str, Json], extra: Extra) -> Plan:
    """Check and price. Raises ``InvalidRequest`` before any traffic, unless told not to."""
    request = {**params, offer.model_key: offer.model} if offer.model_key else dict(params)
    found = tuple(offer.validate(request, advice=True))
    broken = tuple(violation for violation in found if violation.is_error)
    if broken and extra.validate:
        raise InvalidRequest(broken, context.facts())
    draft = _draft(context, offer, params, extra)
    price = _priced(context, offer, draft.body) if extra.body else offer.price(request)
    estimate = Amount(amount=price.amount, unit=price.unit) if price.amount is not None else None
    return Plan(
        offer=offer,
        params=params,
        violations=broken,
        advice=tuple(violation for violation in found if not violation.is_error),
        price=price,
        draft=replace(draft, estimate=estimate),
    )


def _body(context: Context, offer: Offer, params: Mapping[str, Json], extra: Extra) -> bytes:
    try:
        return body_of(context.transport, offer.model, params, extra.body)
    except (TypeError, ValueError) as error:
        raise Misconfigured(f"the request is no JSON: {error}", context.facts()) from None


def _priced(context: Context, offer: Offer, body: bytes) -> Price | UnknownPrice:
    """Of the body as it is sent: what was put over the parameters is paid too."""
    envelope, sent = context.transport.envelope, json.loads(body)
    params = first(sent, (envelope.params,))
    another = envelope.model != "path" and first(sent, (envelope.model,)) != offer.model
    if another or not isinstance(params, dict):
        return UnknownPrice(reason="extra_body asks for something else")
    return offer.price({**params, offer.model_key: offer.model} if offer.model_key else params)


def _draft(context: Context, offer: Offer, params: Mapping[str, Json], extra: Extra) -> Intent:
    return Intent(
        id="",
        provider=context.transport.provider,
        model=offer.model,
        params=params,
        url=url_of(context.base_url, context.transport.submit, model=offer.model, query=context.query),
        body=_body(context, offer, params, extra),
        headers=overlaid(JSON_HEADERS, _checked(context, extra.headers or {})),
        # what is put over the parameters may say otherwise
        asked=asked_of(() if extra.body else offer.claims, params),
    )


_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FRAMING = frozenset(
    ("connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade")
)
"""What the connection says of a request; said otherwise, a create is cut short, or is two."""


def _checked(context: Context, headers: Mapping[str, str]) -> Mapping[str, str]:
    keyed = context.transport.idempotency
    taken = _FRAMING | ({keyed.header.lower()} if keyed else set())
    for name, value in headers.items():
        if not _is_field(name, value) or name.lower() in taken:
            raise Misconfigured(f"the extra header {name!r} cannot be sent", context.facts())
    return headers


def _is_field(name: object, value: object) -> bool:
    """Whether HTTP can carry it; what it cannot is found only when the request is on its way."""
    if not isinstance(name, str) or not isinstance(value, str) or not _TOKEN.fullmatch(name):
        return False
    return value.isascii() and value.replace("\t", " ").isprintable() and value == value.strip()


def guard(context: Context, planned: Plan, limit: Amount | Decimal | str | None) -> None:
    """Raise ``OverBudget`` where the price is above the limit, in another unit, or not known."""
    if limit is None:
        return
    wanted = limit_of(limit, planned.price.unit)
    estimate = planned.draft.estimate
    if estimate is None:
        raise OverBudget(f"the price is not known, and the limit is {wanted}", context.facts())
    if estimate.unit != wanted.unit:
        raise OverBudget(f"the price is {estimate}, the limit is in {wanted.unit}", context.facts())
    if estimate.amount > wanted.amount:
        raise OverBudget(f"the price is {estimate}, the limit {wanted}", context.facts())


def explained(error: RequestRejected, planned: Plan) -> RequestRejected:
    """The refusal with the rules of ours that this request breaks, so that one sees what was meant."""
    named = tuple(v for v in planned.advice if v.effect == "refused")
    error.matches = planned.violations + named
    return error
