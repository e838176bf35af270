"""Jobs that are resumed by their bare id, and what the ledger knows of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from raw_server import response

from callsheet.runtime.asked import Asked
from callsheet.runtime.job_state import Amount, Intent, IntentEntry, JobEntry
from callsheet.runtime.ledger import Ledger

INTENT = Intent(
    id="i-1", provider="p", model="m", params={"prompt": "x"}, url="https://p/x", body=b"{}",
    estimate=Amount(amount=Decimal("0.30"), unit="USD"), created=100.0,
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "jobs.sqlite"


def test_a_bare_id_finds_its_request(act, path):
    """In another process: what was asked for, what it was to cost, and which intent it was."""
    asked = Asked(seconds=10.0, short_side=720, ratio=(16, 9))
    intent = replace(INTENT, provider="gmicloud", asked=asked)
    Ledger(path).write(IntentEntry(intent=intent, state="accepted", jobs=("j-1",)))

    def known(client):
        return client.resume("j-1"), client.resume("j-2")

    (job, other), _ = act("gmicloud", lambda a: None, known, ledger=path)
    assert (job.intent_id, job.estimate) == ("i-1", INTENT.estimate)
    assert job._token.asked == asked
    assert (other.id, other.intent_id) == ("j-2", "")


def test_a_paid_job_is_resumed_without_its_ledger(act, path):
    """Which somebody removed meanwhile, and which would only have known more."""
    ledger = Ledger(path)
    ledger.close()
    for each in path.parent.iterdir():
        each.unlink()
    job, _ = act("gmicloud", lambda a: None, lambda c: c.resume("j-1"), ledger=ledger)
    assert (job.id, job.intent_id) == ("j-1", "")


def test_a_candidate_that_was_looked_at_stays_one(act, path):
    """Whose end is known may still be the job of a create that got no answer."""
    intent = replace(INTENT, provider="gmicloud")
    Ledger(path).write(IntentEntry(intent=intent, state="unknown", at=100.0))
    job = b'{"request_id": "r-1", "model": "m", "status": "success", "created_at": 101}'
    listed = b'{"requests": [' + job + b"]}"

    def answer(asked):
        return response(200, job if "r-1" in asked.path else listed)

    def looked(client):
        return client.resume("r-1").status()

    for _ in range(2):
        (found,), _ = act("gmicloud", answer, lambda c: c.reconcile("i-1"), ledger=path)
        assert found.id == "r-1"
        act("gmicloud", answer, looked, ledger=path)


def test_an_end_that_was_only_looked_at_is_recorded(act, path):
    intent = replace(INTENT, provider="apiframe")
    Ledger(path).write(IntentEntry(intent=intent, state="accepted", jobs=("j-1",)))
    body = b'{"id": "j-1", "status": "COMPLETED", "creditCost": 60, "result": {"videoUrl": "https://c.example/1"}}'
    act("apiframe", lambda a: response(200, body), lambda c: c.resume("j-1").status(), ledger=path)
    (line,) = Ledger(path).lines()
    assert (line.means, [str(each) for each in line.charges]) == ("succeeded", ["60 credits"])


def test_a_job_that_was_bought_elsewhere_is_listed(path):
    """It was resumed here by its token, so this ledger knows its end."""
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="accepted", jobs=("j-1",), at=100.0))
    charge = (Amount(amount=Decimal("0.10"), unit="USD"),)
    ledger.write(
        JobEntry(provider="p", job_id="j-9", status="done", means="succeeded", charges=charge, at=1e9)
    )
    ledger.write(JobEntry(provider="q", job_id="j-8", status="done", means="failed", at=2e9))
    one, two = ledger.lines("p")
    assert (one.job_id, two.job_id, two.charges, two.state) == ("j-1", "j-9", charge, "accepted")
    assert [line.job_id for line in ledger.lines()] == ["j-1", "j-9", "j-8"]
