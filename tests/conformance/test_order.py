"""What is asked first, what is not asked at all, and how much of the covering set is tried."""

from __future__ import annotations

from itertools import takewhile

import pytest

from callsheet_conformance.checks import plan, within
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.options import Options
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.run import run
from callsheet_conformance.targets.validators import Validators
from callsheet_conformance.verdict import Outcome, Verdict

RICH = "gmicloud/luma-ray-3-2-generate"


class Noting(Validators):
    """Answers by the oracle, and notes each different request; ``lax`` takes what breaks this rule."""

    def __init__(self, catalogue, lax=""):
        super().__init__(root=catalogue.root)
        self.kind, self.asked, self._lax = "emulated", [], lax

    def ask(self, subject, request):
        if request not in self.asked:
            self.asked.append(request)
        broken = {each.id for each in oracle_of(subject).violations(request) if each.error} - {self._lax}
        return Outcome(state="refused" if broken else "succeeded", rules=tuple(broken))


@pytest.fixture
def ran(catalogue, subjects):
    def made(lax="", *, paid=False):
        target, subject = Noting(catalogue, lax), subjects[RICH]
        checks = [(check, subject) for check in plan(subject, catalogue.subjects)]
        return target, checks, list(run(checks, target, paid=paid))

    return made


def test_what_must_be_refused_goes_first_and_nothing_is_asked_twice(ran, subjects):
    target, checks, results = ran()
    oracle = oracle_of(subjects[RICH])
    refused = list(takewhile(lambda request: not oracle.is_valid(request), target.asked))
    rules = [check.requests["breaks"] for check, _ in checks if check.kind == "rule"]
    assert refused[: len(rules)] == rules
    assert len(refused) > len(rules) > 10, "limits follow"
    assert {result.check.id for result in results} == {check.id for check, _ in checks}
    assert len(results) == len(checks)
    assert len({canonical(each) for each in target.asked}) == len(target.asked)


def test_the_twin_of_what_is_taken_is_not_bought_for_it(ran):
    target, checks, results = ran("hdr-not-540p")
    assert results[0].check.about == "hdr-not-540p", "known before anything else"
    assert results[0].verdict is Verdict.NOT_ENFORCED
    assert target.asked[:1] == [results[0].check.requests["breaks"]]
    assert len(checks) == len(results)


@pytest.mark.parametrize("paid", [True, False])
def test_twins_wait_for_values_unless_jobs_are_paid(ran, paid):
    _, _, results = ran(paid=paid)
    kinds = [result.check.kind for result in results]
    assert (kinds.index("rule") < kinds.index("value")) is paid


@pytest.mark.parametrize(("target", "strength", "most"), [("emulated", 0, 3), ("live", 0, 2), ("live", 3, 3), ("recorded", 1, 1)])  # fmt: skip
def test_how_much_of_the_covering_set_is_tried(catalogue, target, strength, most):
    options = Options(target=target, strength=strength, model=RICH)
    found = [check for check, _ in options.planned(catalogue)]
    every = plan(next(each for each in catalogue.subjects if each.name == RICH), catalogue.subjects)
    assert {check.id for check in found} == {check.id for check in every if within(check, most)}
    assert max(check.facts["strength"] for check in found if check.kind == "covering") == most


def test_where_jobs_cost_money_a_default_is_tried_once_and_wherever_it_tells(catalogue, subjects):
    """Once in the shortest request; besides in those whose verdict another default would change."""
    subject = subjects[RICH]
    every = [check for check in plan(subject, catalogue.subjects) if check.kind == "default"]
    paid = [check for check in every if within(check, 2)]
    told = [case["request"] for case in subject.cases if case.get("about", "").endswith(":default")]
    for about in {check.about for check in every}:
        plain = [c for c in paid if c.about == about and c.requests["unset"] not in told]
        assert len(plain) == 1
    assert [c for c in every if c.requests["unset"] in told] == [
        c for c in paid if c.requests["unset"] in told
    ]
    assert len(paid) < len(every)
