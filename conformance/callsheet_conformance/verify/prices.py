"""Charges against stated prices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.tariff import price as tariff
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Outcome, Result, Verdict
from callsheet_conformance.verify.evidence import Inquiry, why


def price(check: Check, subject: Subject, target: Target) -> Result:
    """Compared where a price is quoted, or a charge is told while the price list holds."""
    inquiry = Inquiry(check, subject, target)
    since, request = str(check.facts["since"]), check.requests["valid"]
    quoted = target.quote(subject, request, date.fromisoformat(since))
    if quoted is not None:
        return _compared(inquiry, quoted, tariff(dict(subject.model), dict(request), since))
    today = target.today(subject).isoformat()
    held = [t["since"] for t in subject.model["prices"] if t["since"] <= today]
    if not check.facts["stated"]:
        return inquiry.conclude(Verdict.NOT_TESTABLE, "price: the gateway tells no charge")
    if not held or held[-1] != since:
        return inquiry.conclude(Verdict.NOT_TESTABLE, f"price: this list does not hold on {today}")
    found = inquiry.ask("valid")
    if found.outcome.state != "succeeded":
        return inquiry.conclude(Verdict.NOT_TESTABLE, why(found))
    return _compared(inquiry, found.outcome, tariff(dict(subject.model), dict(request), today))


def _compared(inquiry: Inquiry, told: Outcome, stated: Decimal | None) -> Result:
    if told.charge is None:
        return inquiry.conclude(Verdict.NOT_ENFORCED, f"no charge is told; {stated} is stated")
    if told.charge != stated:
        return inquiry.conclude(Verdict.NOT_ENFORCED, f"charged {told.charge} {told.unit}, stated {stated}")
    return inquiry.conclude(Verdict.ENFORCED, f"{stated} {told.unit}")


def dry_run(check: Check, subject: Subject, target: Target) -> Result:
    """What the dry run tells is what the job is charged."""
    inquiry = Inquiry(check, subject, target)
    session = target.session(subject, check.name)
    if session is None:
        return inquiry.conclude(Verdict.NOT_TESTABLE, "no gateway was asked")
    told = session.wire.dry_run(subject.model, check.requests["valid"])
    found = inquiry.ask("valid")
    if not told.accepted or found.outcome.state != "succeeded":
        return inquiry.conclude(Verdict.NOT_TESTABLE, f"dry run {told.status}; {why(found)}")
    if told.charge is None or told.charge != found.outcome.charge:
        reason = f"dry run tells {told.charge}, the job is charged {found.outcome.charge}"
        return inquiry.conclude(Verdict.NOT_ENFORCED, reason)
    return inquiry.conclude(Verdict.ENFORCED, f"{told.charge} {told.unit}")
