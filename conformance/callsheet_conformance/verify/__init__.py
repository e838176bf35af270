"""The one test body: a check held against a target, whatever the target is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import httpx

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.error import Shut, Unaffordable
from callsheet_conformance.known import Known
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Result, Verdict
from callsheet_conformance.verify import jobs
from callsheet_conformance.verify.defaults import default
from callsheet_conformance.verify.pairs import advice, pair
from callsheet_conformance.verify.prices import dry_run, price
from callsheet_conformance.verify.valid import valid

Verifier = Callable[[Check, Subject, Target], Result]


def _excluded(check: Check, subject: Subject, target: Target) -> Result:
    del subject, target
    return Result(check=check, verdict=Verdict.NOT_TESTABLE, reason=str(check.facts["because"]))


VERIFIERS: Final[dict[str, Verifier]] = {
    "advice": advice,
    "covering": valid,
    "default": default,
    "dry-run": dry_run,
    "excluded": _excluded,
    "implied": _excluded,
    "job-cancel": jobs.cancel,
    "job-expiry": jobs.expiry,
    "job-failure": jobs.failure,
    "job-idempotency": jobs.idempotency,
    "job-ids": jobs.ids,
    "job-malformed": jobs.malformed,
    "job-states": jobs.states,
    "job-terminal": jobs.terminal,
    "job-unknown-id": jobs.unknown_id,
    "job-unsigned": jobs.unsigned,
    "limit": pair,
    "near": pair,
    "price": price,
    "rule": pair,
    "type": pair,
    "unknown-key": pair,
    "value": valid,
}
"""By kind of check."""


def verify(check: Check, subject: Subject, target: Target, known: Known | None = None) -> Result:
    """What the target does about one documented thing."""
    fitted = target.fitted(check, subject)
    try:
        result = VERIFIERS[check.kind](fitted, subject, target)
    except (Shut, Unaffordable, httpx.HTTPError) as problem:
        reason = str(problem) or type(problem).__name__
        result = Result(check=fitted, verdict=Verdict.NOT_TESTABLE, reason=reason)
    return (known or Known()).noted(result, target)
