"""A parameter left out, and its default sent."""

from __future__ import annotations

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Result, Verdict
from callsheet_conformance.verify.evidence import Inquiry, why


def default(check: Check, subject: Subject, target: Target) -> Result:
    """Both must be taken or refused alike, at the same charge, and as the documented default lets expect."""
    inquiry = Inquiry(check, subject, target)
    unset, sent = inquiry.ask("unset"), inquiry.ask("sent")
    for found in (unset, sent):
        if found.outcome.state == "unclear":
            return inquiry.conclude(Verdict.NOT_TESTABLE, why(found))
    if unset.outcome.state != sent.outcome.state:
        return inquiry.conclude(Verdict.NOT_ENFORCED, f"{why(unset)}, but {why(sent)}")
    if unset.outcome.charge != sent.outcome.charge:
        told = f"{unset.outcome.charge} and {sent.outcome.charge} {sent.outcome.unit}"
        return inquiry.conclude(Verdict.NOT_ENFORCED, f"charged {told}")
    if check.facts["refused"] and unset.outcome.state == "succeeded":
        return inquiry.conclude(Verdict.NOT_ENFORCED, why(unset))
    if not check.facts["refused"] and unset.outcome.state != "succeeded":
        return inquiry.conclude(Verdict.UNDOCUMENTED, f"valid with the default or without, and {why(unset)}")
    return inquiry.conclude(Verdict.ENFORCED)
