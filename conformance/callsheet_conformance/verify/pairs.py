"""A minimal pair: the one request breaks one thing, its twin nothing."""

from __future__ import annotations

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import Check, Result, Verdict
from callsheet_conformance.verify.evidence import Inquiry, why


def pair(check: Check, subject: Subject, target: Target) -> Result:
    """A verdict names one rule only where the twin passes: else the refusal may be for something else."""
    inquiry = Inquiry(check, subject, target)
    broken = inquiry.ask("breaks")
    if broken.outcome.state == "unclear":
        return inquiry.conclude(Verdict.NOT_TESTABLE, why(broken))
    if broken.outcome.state == "succeeded":
        return inquiry.conclude(Verdict.NOT_ENFORCED, "a request that breaks it was carried out")
    twin = inquiry.ask("twin")
    if twin.outcome.state == "unclear":
        return inquiry.conclude(Verdict.NOT_TESTABLE, why(twin))
    if twin.outcome.state in ("refused", "failed"):
        return inquiry.conclude(Verdict.UNDOCUMENTED, f"the valid twin fails too: {why(twin)}")
    named = broken.outcome.rules
    if target.kind == "validators" and check.about not in named:
        return inquiry.conclude(Verdict.UNDOCUMENTED, f"refused for {', '.join(named)}")
    if broken.outcome.state == "failed":
        return inquiry.conclude(Verdict.LATE, f"accepted, then {broken.outcome}")
    return inquiry.conclude(Verdict.ENFORCED)


def advice(check: Check, subject: Subject, target: Target) -> Result:
    """A rule that the gateway does not state: it is expected to let the request through."""
    inquiry = Inquiry(check, subject, target)
    found = inquiry.ask("valid")
    if found.outcome.state == "unclear":
        return inquiry.conclude(Verdict.NOT_TESTABLE, why(found))
    if found.outcome.state == "succeeded":
        return inquiry.conclude(Verdict.ENFORCED, f"{check.basis}; the gateway takes it")
    twin = inquiry.ask("twin")
    if twin.outcome.state == "succeeded":
        return inquiry.conclude(Verdict.UNDOCUMENTED, f"{check.basis}, and the gateway has it: {why(found)}")
    return inquiry.conclude(Verdict.UNDOCUMENTED, f"the valid twin fails too: {why(twin)}")
