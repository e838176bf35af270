"""Beyond the planned checks: the smallest request on which a target and the documentation differ."""

from __future__ import annotations

from hypothesis import HealthCheck, find, settings
from hypothesis.errors import NoSuchExample

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.strategies import broken_requests, damaged_requests, valid_requests
from callsheet_conformance.targets import Target
from callsheet_conformance.verdict import Request

EXAMPLES = 1000


def differing(subject: Subject, target: Target, examples: int = EXAMPLES) -> Request | None:
    """Of each kind so many are tried, the same for the same target; None where no request was found that it takes or refuses against the rules."""
    oracle = oracle_of(subject)

    def differs(request: Request) -> bool:
        state = target.ask(subject, request).state
        expected = ("succeeded",) if oracle.is_valid(request) else ("refused",)
        return state not in (*expected, "unclear")

    quiet = settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    broken = broken_requests(subject).map(lambda pair: pair[1])
    for requests in (valid_requests(subject), broken, damaged_requests(subject)):
        try:
            return find(requests, differs, settings=quiet)
        except NoSuchExample:
            continue
    return None
