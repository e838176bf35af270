"""Money: reserved before it is spent, given back when refused, and never beyond the cap."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import httpx
import pytest
from deviating import MODEL, Gateway

from callsheet_conformance.budget import Budget, Unaffordable, most
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.live import Live
from callsheet_conformance.options import Options
from callsheet_conformance.verdict import Outcome
from callsheet_conformance.wire.client import Wire
from callsheet_conformance.wire.signing import plain

DAY = date(2026, 11, 1)


@pytest.fixture
def subject(subjects):
    return subjects[f"gmicloud/{MODEL}"]


def budget(tmp_path, cap: str) -> Budget:
    return Budget(cap=Decimal(cap), path=tmp_path / "spending.sqlite", run="run", today=DAY)


def test_a_refused_request_costs_nothing_and_every_other_its_price(subject, tmp_path):
    purse, request = budget(tmp_path, "10"), subject.valid[0]
    price = most(subject, request, DAY)
    purse.leave(purse.enter(subject, request), Outcome(state="refused"))
    assert purse.spent("gmicloud") == 0
    for state in ("succeeded", "failed", "unclear"):
        purse.leave(purse.enter(subject, request), Outcome(state=state))
    assert purse.spent("gmicloud") == 3 * price > 0


def test_a_charge_above_the_price_counts_as_charged(subject, tmp_path):
    purse = budget(tmp_path, "10")
    purse.leave(purse.enter(subject, subject.valid[0]), Outcome(state="succeeded", charge=Decimal(7)))
    assert purse.spent("gmicloud") == 7


def test_a_request_that_must_be_refused_is_reserved_at_the_dearest_price(subject):
    broken = {**subject.valid[0], "resolution": "540p", "hdr": True, "exr_export": True, "duration": "11s"}
    rows = subject.model["prices"][-1]["rows"]
    assert most(subject, broken, DAY) >= max(Decimal(row["amount"]) for row in rows)


def test_no_known_price_fits_no_budget(subjects, tmp_path):
    unpriced = subjects["gmicloud/luma-ray2"]
    with pytest.raises(Unaffordable, match="no price is known"):
        budget(tmp_path, "1000").enter(unpriced, unpriced.valid[0])


def test_the_cap_holds_under_concurrency(subject, tmp_path):
    purse, request = budget(tmp_path, "2.00"), subject.valid[0]
    price = most(subject, request, DAY)

    def one(_: int) -> bool:
        try:
            purse.leave(purse.enter(subject, request), Outcome(state="succeeded"))
        except Unaffordable:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        taken = sum(pool.map(one, range(60)))
    assert taken == int(Decimal("2.00") / price)
    assert purse.spent("gmicloud") <= Decimal("2.00")


def test_what_a_crash_leaves_behind_still_counts(subject, tmp_path, catalogue):
    script = f"""
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from callsheet_conformance.budget import Budget
from callsheet_conformance.catalogue import Catalogue
subject = Catalogue.open({str(catalogue.root)!r}).select({subject.name!r})[0]
budget = Budget(cap=Decimal(10), path=Path({str(tmp_path / "spending.sqlite")!r}), run="run", today=date(2026, 11, 1))
budget.enter(subject, subject.valid[0])
os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert budget(tmp_path, "10").spent("gmicloud") == most(subject, subject.valid[0], DAY)


def test_a_live_run_stops_asking_when_the_money_is_gone_and_cancels_what_it_can(subject, tmp_path):
    gateway, form = Gateway(), read(dict(subject.provider["transport"]))
    client = httpx.Client(transport=httpx.MockTransport(gateway.answer))
    purse = budget(tmp_path, "1.00")
    target = Live(
        kind="live", note="", wire_of=lambda _: Wire(form, client, form.base_url, plain(form)),
        pause=lambda _: None, gate=purse,
    )  # fmt: skip
    price = most(subject, subject.valid[0], DAY)
    outcomes = [target.ask(subject, {**subject.valid[0], "prompt": f"Take {n}"}) for n in range(40)]
    assert sum(each.state == "succeeded" for each in outcomes) == int(1 / price)
    assert {each.cause.partition(":")[0] for each in outcomes if each.state == "unclear"} == {"budget"}
    assert len(gateway.jobs) == int(1 / price), "nothing is sent that cannot be paid"
    assert purse.spent("gmicloud") <= 1


@pytest.mark.parametrize("text", ["", "much", "-1", "NaN"])
def test_a_live_run_without_a_cap_is_refused(catalogue, text):
    with pytest.raises(ConformanceError, match="--budget"):
        Options(target="live", budget=text).open(catalogue)
