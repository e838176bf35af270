"""A request that the documentation allows."""

from __future__ import annotations

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Result, Verdict
from callsheet_conformance.verify.evidence import Inquiry, why


def valid(check: Check, subject: Subject, target: Target) -> Result:
    """Accepted and carried out; whatever refuses it is documented nowhere."""
    inquiry = Inquiry(check, subject, target)
    found = inquiry.ask("valid")
    if found.outcome.state == "unclear":
        return inquiry.conclude(Verdict.NOT_TESTABLE, why(found))
    if found.outcome.state == "succeeded":
        return inquiry.conclude(Verdict.ENFORCED)
    return inquiry.conclude(Verdict.UNDOCUMENTED, why(found))
