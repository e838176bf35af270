"""A check in its cheapest form: the same thing tried, in the context that the price table makes cheapest.

Only parameters that prices look at are moved, all of their values against each other, and the oracle judges every
candidate: what was to break breaks alone, and what was valid stays valid. Ties go to the request as it was.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import GONE, oracle_of, value_at, with_value, without
from callsheet_conformance.estimate import priced_by, stated, table_of
from callsheet_conformance.verdict import Check, Request

MOVABLE: Final = (
    "rule", "advice", "limit", "unknown-key", "type", "near", "value", "default", "dry-run", "job-states",
    "job-terminal", "job-expiry", "job-unsigned", "job-malformed", "job-cancel", "job-idempotency", "job-ids",
)  # fmt: skip
"""Kinds whose context is free. Covering sets and price cells are about the context itself."""
ORDER: Final = (
    "rule", "job", "dry-run", "price", "limit", "unknown-key", "type", "near", "value", "default", "advice",
)  # fmt: skip
"""Kinds by what they tell for their money; covering sets, which cost most, come last."""
MOST_CONTEXTS: Final = 2000


def cheapest(check: Check, subject: Subject, today: date) -> Check:
    """With the cheapest requests that show the same; the check itself where no price is known or none is cheaper."""
    best, least = check, _cost(check.requests, subject, today)
    if check.kind not in MOVABLE or not least:
        return check
    for context in _contexts(check, subject, today):
        moved = {role: _moved(request, context) for role, request in check.requests.items()}
        cost = _cost(moved, subject, today)
        if cost is not None and cost < least and _shows_the_same(check, moved, subject):
            best, least = replace(check, requests=moved), cost
    return best


def urgency(check: Check) -> int:
    """Lower ones first."""
    kind = "job" if check.kind.startswith("job-") else check.kind
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _cost(requests: Mapping[str, Request], subject: Subject, today: date) -> Decimal | None:
    """Of the requests that are to be carried out; None where one has no price."""
    amounts = [
        stated(subject.model, request, today) for role, request in requests.items() if role != "breaks"
    ]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _contexts(check: Check, subject: Subject, today: date) -> Iterator[Mapping[str, Any]]:
    """Values for what prices look at, and the check does not."""
    priced = priced_by(table_of(subject.model, today))
    about = {check.about.partition(":")[0], *_different(check.requests)}
    fields = {
        parameter["path"]: (GONE, *parameter.get("enum", (True, False)))
        for parameter in subject.parameters()
        if parameter["path"] in priced
        and parameter["path"] not in about
        and (parameter.get("enum") or parameter["type"] == "boolean")
        and "[]" not in parameter["path"]
    }
    values = itertools.islice(itertools.product(*fields.values()), MOST_CONTEXTS)
    return (dict(zip(fields, each, strict=True)) for each in values)


def _different(requests: Mapping[str, Request]) -> set[str]:
    """Names that the roles of a check do not share: what it is about."""
    given = list(requests.values())
    names = {name for request in given for name in request}
    return {name for name in names if any(each.get(name, GONE) != given[0].get(name, GONE) for each in given)}


def _moved(request: Request, context: Mapping[str, Any]) -> Request:
    for path, value in context.items():
        if value is GONE:
            request = without(request, path) if value_at(request, path) is not GONE else request
        else:
            request = with_value(request, path, value) or request
    return request


def _shows_the_same(check: Check, moved: Mapping[str, Request], subject: Subject) -> bool:
    """Each request breaks what it broke before, warnings among it."""
    oracle = oracle_of(subject)
    return all(
        [each.id for each in oracle.violations(request)]
        == [each.id for each in oracle.violations(moved[role])]
        for role, request in check.requests.items()
    )
