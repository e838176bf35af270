"""Asking, with the answer kept as evidence; and results in one line."""

from __future__ import annotations

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.targets.target import Target
from callsheet_conformance.verdict import NOT_SENT, Check, Evidence, Outcome, Result, Verdict


class Inquiry:
    """The requests of one check, asked by role."""

    def __init__(self, check: Check, subject: Subject, target: Target) -> None:
        self.check = check
        self._subject = subject
        self._target = target
        self._evidence: list[Evidence] = []

    def ask(self, role: str) -> Evidence:
        request = self.check.requests[role]
        found = Evidence(role=role, request=request, outcome=self._target.ask(self._subject, request))
        self._evidence.append(found)
        return found

    def conclude(self, verdict: Verdict, reason: str = "") -> Result:
        """With the requests that were not needed, too: whoever looks into a finding wants both."""
        asked = {each.role for each in self._evidence}
        rest = (
            Evidence(role=role, request=request, outcome=Outcome(state="unclear", cause=NOT_SENT))
            for role, request in self.check.requests.items()
            if role not in asked
        )
        return Result(check=self.check, verdict=verdict, reason=reason, evidence=(*self._evidence, *rest))


def why(evidence: Evidence) -> str:
    """``the twin was refused 400: hdr is not available``."""
    return f"{evidence.role}: {evidence.outcome}"
