"""Live requests are the cheapest that show the same; prices are compared wherever one is told."""

from __future__ import annotations

import copy
import dataclasses
import itertools
from datetime import date
from decimal import Decimal

import pytest

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.checks import plan
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.estimate import most
from callsheet_conformance.targets import Emulated, Validators
from callsheet_conformance.thrift import MOVABLE, cheapest, urgency
from callsheet_conformance.verdict import Verdict
from callsheet_conformance.verify import verify

DAY = date(2026, 11, 1)
GENERATE = "gmicloud/luma-ray-3-2-generate"
PRICED_BY = {
    "resolution": ("", "540p", "720p", "1080p"),
    "duration": ("", "5s", "10s"),
    "hdr": ("", False, True),
    "exr_export": ("", False, True),
}
"""What the price of this model looks at, as its page has it; empty for left out."""


@pytest.fixture(scope="module")
def emitted(catalogue):
    return Validators(root=catalogue.root)


def contexts(request, about):
    names = [name for name in PRICED_BY if name not in about]
    for values in itertools.product(*(PRICED_BY[name] for name in names)):
        rest = {name: value for name, value in request.items() if name not in names}
        yield {**rest, **{name: value for name, value in zip(names, values, strict=True) if value != ""}}


def test_no_context_makes_a_twin_cheaper(catalogue, subjects, emitted):
    """By all contexts, tried with the emitted validators and prices, which share no code with the suite's oracle."""
    subject, tried, dearer = subjects[GENERATE], 0, 0
    for check in plan(subject, catalogue.subjects):
        if check.kind not in ("rule", "limit", "type", "near"):
            continue
        breaks, twin = check.requests["breaks"], check.requests["twin"]
        about = {check.about.partition(":")[0]}
        about |= {name for name in {**breaks, **twin} if breaks.get(name, "") != twin.get(name, "")}
        named = emitted.ask(subject, breaks).rules
        prices = [
            emitted.quote(subject, good, DAY).charge
            for bad, good in zip(contexts(breaks, about), contexts(twin, about), strict=True)
            if emitted.ask(subject, bad).rules == named and emitted.ask(subject, good).state == "succeeded"
        ]
        found = cheapest(check, subject, DAY).requests["twin"]
        assert emitted.quote(subject, found, DAY).charge == min(prices), check.id
        tried, dearer = tried + 1, dearer + (most(subject.model, twin, DAY) > min(prices))
    assert tried > 90
    assert dearer > 60, "the shortest twins are not the cheapest"


def test_the_cheapest_form_shows_the_same(catalogue):
    for subject in catalogue.subjects:
        oracle, priced = oracle_of(subject), most(subject.model, subject.valid[0], DAY) is not None
        for check in plan(subject, catalogue.subjects):
            found = cheapest(check, subject, DAY)
            assert priced or found is check
            assert found is check or check.kind in MOVABLE
            for role, request in check.requests.items():
                moved = oracle.violations(found.requests[role])
                assert [each.id for each in moved] == [each.id for each in oracle.violations(request)], (
                    check.id
                )
            if check.kind == "default":
                path = check.about.partition(":")[0]
                assert {**found.requests["unset"], path: 1} == {
                    **found.requests["sent"],
                    path: 1,
                } or "." in path


def test_what_tells_most_for_its_money_comes_first(catalogue, subjects):
    checks = sorted(plan(subjects[GENERATE], catalogue.subjects), key=urgency)
    kinds = list(dict.fromkeys("job" if c.kind.startswith("job-") else c.kind for c in checks))
    assert kinds[:2] == ["rule", "job"]
    assert kinds.index("limit") < kinds.index("covering")


def test_every_documented_price_is_compared_with_the_emitted_table(catalogue, emitted):
    results = [
        verify(check, subject, emitted)
        for subject in catalogue.subjects
        for check in plan(subject, catalogue.subjects)
        if check.kind == "price"
    ]
    models = {result.check.subject for result in results}
    assert {result.verdict for result in results} == {Verdict.ENFORCED}
    assert models == {s.name for s in catalogue.subjects if any(map(rows, s.model["prices"]))}
    assert len(results) > 12


def rows(table):
    return bool(table.get("rows"))


def test_a_price_that_is_stated_otherwise_shows(catalogue, subjects, emitted):
    subject = subjects[GENERATE]
    model = copy.deepcopy(dict(subject.model))
    for row in model["prices"][-1]["rows"]:
        row["amount"] = str(Decimal(row["amount"]) + 1)
    changed = dataclasses.replace(subject, model=model)
    for check in plan(subject, catalogue.subjects):
        if check.kind == "price":
            assert verify(check, changed, emitted).verdict is Verdict.NOT_ENFORCED


def test_jobs_are_checked_where_a_price_is_known(catalogue):
    found = {
        check.subject
        for subject in catalogue.subjects
        for check in plan(subject, catalogue.subjects)
        if check.name == "job/states"
    }
    assert {name for name in found if name.startswith(("gmicloud", "apiframe"))} == {
        GENERATE,
        "apiframe/luma-ray-flash-2",
    }
    assert len(found) == len(catalogue.providers())


def test_a_thrifty_run_makes_one_job_for_all_that_is_asked_of_ended_ones(subjects):
    target = Emulated(Catalogue.open(), ["gmicloud"])
    target.thrifty = True
    subject = subjects[GENERATE]
    checks = {check.name: check for check in plan(subject, [subject])}
    for name in ("job/states", "job/terminal"):
        assert verify(checks[name], subject, target).verdict is Verdict.ENFORCED
    (first, again) = (target.session(subject, "").ended[subject.name] for _ in range(2))
    assert first is again
    assert verify(checks["job/expiry"], subject, target).verdict is Verdict.NOT_TESTABLE
