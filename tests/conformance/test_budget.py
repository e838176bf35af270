"""Money: reserved before it is spent, given back when refused, and never beyond the cap."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import httpx
import pytest
from deviating import MODEL
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet_conformance.budget import Budget
from callsheet_conformance.error import ConformanceError, Unaffordable
from callsheet_conformance.estimate import dearest, most
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.options import Options
from callsheet_conformance.verdict import Outcome
from callsheet_conformance.wire.paid import Paid, Terms

DAY = date(2026, 11, 1)
PRICE = Decimal("0.30")


@pytest.fixture
def subject(subjects):
    return subjects[f"gmicloud/{MODEL}"]


def budget(tmp_path, cap: str, run: str = "run") -> Budget:
    return Budget(cap=Decimal(cap), path=tmp_path / "spending.sqlite", run=run)


def paid(subject, purse, answer, assumed: str = "") -> Paid:
    """A wire to a gateway that answers as told."""
    form = read(dict(subject.provider["transport"]))
    client = httpx.Client(transport=httpx.MockTransport(answer))
    terms = Terms(
        gateway=subject.provider["id"],
        purse=purse,
        today=DAY,
        assumed=Decimal(assumed) if assumed else None,
        pause=lambda _: None,
    )
    return Paid(form, client, form.base_url, {}, terms=terms)


def answering(code: int, **body):
    return lambda _: httpx.Response(code, json=body)


@pytest.mark.parametrize(
    ("status", "body", "counts"),
    [
        (400, {"error": "no"}, False),
        (401, {"error": "no key"}, False),
        (404, {"error": "no such model"}, False),
        (429, {"error": "slow down"}, False),
        (200, {"request_id": "r1", "status": "queued"}, True),
        (200, {}, True),
        (500, {"error": "oops"}, True),
        (504, {}, True),
        (418, {}, True),
    ],
)
def test_only_what_is_refused_for_certain_costs_nothing(subject, tmp_path, status, body, counts):
    purse = budget(tmp_path, "10")
    paid(subject, purse, answering(status, **body)).submit(subject.model, subject.valid[0])
    price = most(subject.model, subject.valid[0], DAY)
    assert purse.spent("gmicloud") == (price if counts else 0)


@pytest.mark.parametrize(
    ("problem", "counts"),
    [(httpx.ConnectError, False), (httpx.ReadTimeout, True), (httpx.RemoteProtocolError, True)],
)
def test_a_lost_answer_counts_and_a_request_that_never_left_does_not(subject, tmp_path, problem, counts):
    def fail(_):
        raise problem("")

    purse = budget(tmp_path, "10")
    with pytest.raises(problem):
        paid(subject, purse, fail).submit(subject.model, subject.valid[0])
    assert bool(purse.spent("gmicloud")) == counts


def test_nothing_is_sent_that_the_budget_does_not_cover(subject, tmp_path):
    sent = []
    wire = paid(
        subject, budget(tmp_path, "0.01"), lambda request: sent.append(request) or httpx.Response(200)
    )
    with pytest.raises(Unaffordable, match=r"0\.01 of 0\.01 is left"):
        wire.submit(subject.model, subject.valid[0])
    with pytest.raises(Unaffordable):
        wire.submit_raw(subject.model, b"[]")
    with pytest.raises(Unaffordable):
        wire.unsigned().submit(subject.model, subject.valid[0])
    assert sent == []


def test_a_job_counts_as_the_gateway_says_once_it_has_ended(subjects, tmp_path):
    flash, purse = subjects["apiframe/luma-ray-flash-2"], budget(tmp_path, "1000")
    price = most(flash.model, flash.valid[0], DAY)
    told = [
        {"jobId": "j1", "status": "QUEUED"},
        {"jobId": "j1", "status": "PROCESSING", "creditCost": 1},
        {"jobId": "j1", "status": "FAILED", "creditCost": 0},
    ]
    wire = paid(flash, purse, lambda _: httpx.Response(200 if len(told) < 3 else 202, json=told.pop(0)))
    made = wire.submit(flash.model, flash.valid[0])
    assert made.accepted, made
    wire.poll("j1")
    assert purse.spent("apiframe") == price, "it may still rise"
    assert wire.poll("j1").means == "failed"
    assert purse.spent("apiframe") == 0


def test_the_same_job_again_is_bought_once(subject, tmp_path):
    purse = budget(tmp_path, "10")
    wire = paid(subject, purse, answering(200, request_id="r1", status="queued"))
    for _ in range(2):
        wire.submit(subject.model, subject.valid[0], key="one")
    assert purse.spent("gmicloud") == most(subject.model, subject.valid[0], DAY)


def test_a_gateway_that_charges_more_makes_everything_after_it_as_many_times_dearer(tmp_path):
    purse = budget(tmp_path, "10")
    purse.charge(purse.reserve("one", PRICE), PRICE * 4)
    with pytest.raises(Unaffordable, match=r"10\.0+ would be needed"):
        purse.reserve("one", Decimal("2.50"))
    purse.reserve("other", Decimal("2.50"))
    assert purse.gateways() == {"one": PRICE * 4, "other": Decimal("2.50")}


def test_a_request_that_must_be_refused_is_reserved_at_the_dearest_price(subject):
    broken = {**subject.valid[0], "resolution": "540p", "hdr": True, "exr_export": True, "duration": "11s"}
    assert most(subject.model, broken, DAY) == dearest(subject.model, DAY)
    assert dearest(subject.model, DAY) >= max(most(subject.model, r, DAY) for r in subject.valid)


def test_no_known_price_fits_no_budget_unless_one_is_assumed(subjects, tmp_path):
    unpriced, sent = subjects["gmicloud/luma-ray2"], []
    answer = lambda request: sent.append(request) or httpx.Response(200, json={"request_id": "r"})  # noqa: E731
    with pytest.raises(Unaffordable, match="--assume-price"):
        paid(unpriced, budget(tmp_path, "1000"), answer).submit(unpriced.model, unpriced.valid[0])
    assert not sent
    purse = budget(tmp_path, "1.00")
    wire = paid(unpriced, purse, answer, "0.50")
    wire.submit(unpriced.model, unpriced.valid[0])
    assert purse.spent("gmicloud") == Decimal("0.50")


def test_a_dry_run_prices_what_is_documented_nowhere_and_its_refusal_costs_nothing(subjects, tmp_path):
    scenario, sent = subjects["scenario/model_luma-ray-3-2"], []

    def answer(request):
        sent.append(dict(request.url.params))
        if b"broken" in request.content:
            return httpx.Response(400, json={"message": "broken"})
        if request.url.params:
            return httpx.Response(269, json={"creativeUnitsCost": 7})
        return httpx.Response(200, json={"job": {"jobId": "j1", "status": "queued"}})

    purse = budget(tmp_path, "10")
    wire = paid(scenario, purse, answer)
    assert wire.submit(scenario.model, scenario.valid[0]).accepted
    assert (purse.spent("scenario"), sent) == (7, [{"dryRun": "true"}, {}])
    refused = wire.submit(scenario.model, {"prompt": "broken"})
    assert (refused.accepted, refused.message) == (False, "in a dry run: broken")
    assert (purse.spent("scenario"), sent[2:]) == (7, [{"dryRun": "true"}])
    with pytest.raises(Unaffordable, match="3 of 10 is left"):
        wire.submit(scenario.model, scenario.valid[0])


DEALS = st.lists(
    st.tuples(st.decimals("0.01", "3", places=2), st.sampled_from(["refused", "bought", "cheaper", "lost"])),
    max_size=30,
)


@settings(max_examples=25, deadline=None)
@given(cap=st.decimals("0", "5", places=2), deals=DEALS)
def test_the_cap_holds_under_concurrency(cap, deals, tmp_path_factory):
    purse = Budget(cap=cap, path=tmp_path_factory.mktemp("money") / "spending.sqlite", run="run")

    def one(deal) -> Decimal:
        price, end = deal
        try:
            ticket = purse.reserve("one", price)
        except Unaffordable:
            return Decimal(0)
        assert purse.spent("one") <= cap
        if end == "refused":
            purse.release(ticket)
            return Decimal(0)
        if end == "cheaper":
            purse.charge(ticket, price / 2)
            return price / 2
        if end == "bought":
            purse.bought(ticket, "job", Decimal(0))
        return price

    with ThreadPoolExecutor(4) as pool:
        paid_for = sum(pool.map(one, deals), Decimal(0))
    assert purse.spent("one") == paid_for <= cap


def test_what_a_crash_leaves_behind_still_counts(tmp_path):
    script = f"""
import os
from decimal import Decimal
from pathlib import Path
from callsheet_conformance.budget import Budget
budget = Budget(cap=Decimal(10), path=Path({str(tmp_path / "spending.sqlite")!r}), run="run")
budget.reserve("gmicloud", Decimal("0.30"))
os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert budget(tmp_path, "10").spent("gmicloud") == PRICE
    assert budget(tmp_path, "10", run="another").spent("gmicloud") == 0


def test_what_was_answered_is_remembered_by_its_run_alone(tmp_path):
    told = Outcome(
        state="failed", words=("queued", "failed"), rules=("r",), charge=Decimal("0.10"), unit="USD"
    )
    budget(tmp_path, "10").remember("request", told)
    assert budget(tmp_path, "10").recall("request") == told
    assert budget(tmp_path, "10").recall("another") is None
    assert budget(tmp_path, "10", run="another").recall("request") is None


@pytest.mark.parametrize("text", ["", "much", "-1", "NaN"])
def test_a_live_run_without_a_cap_is_refused(catalogue, text):
    with pytest.raises(ConformanceError, match="--budget"):
        Options(target="live", budget=text).open(catalogue)


def test_shards_together_spend_no_more_than_was_said(catalogue, tmp_path, monkeypatch):
    monkeypatch.setenv("GMI_API_KEY", "sk-some-key-of-ours")
    ledger = tmp_path / "spending.sqlite"
    told = [
        Options(
            target="live", budget="1.00", shard=f"{n}/3", provider=("gmicloud",), ledger=ledger, run="r",
            base_url="https://gateway.example",
        ).open(catalogue)
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert [each._budget.cap for each in told] == [Decimal("0.3333")] * 3
    told[0]._budget.reserve("gmicloud", Decimal("0.30"))
    assert [each.spent for each in told][:2] == [
        "spent in run r 1/3: 0.30 of 0.3333 at gmicloud",
        "spent in run r 2/3: nothing",
    ]
