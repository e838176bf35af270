from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import threading
from decimal import Decimal

import pytest
from raw_server import RawServer, response
from small_client import small_client

from callsheet.layers import exchange as layer_exchange
from callsheet.layers import transport as layer_transport
from callsheet.runtime import errors, transport
from callsheet.runtime.budget import Budget
from callsheet.runtime.context import Limits
from callsheet.runtime.errors import Facts
from callsheet.runtime.job_state import Amount
from callsheet.runtime.ledger import Ledger


def usd(amount):
    return Amount(amount=Decimal(amount), unit="USD")


def test_parallel_submissions_never_pass_it():
    budget, taken = Budget(usd("1.00")), []

    def buy():
        for _ in range(20):
            try:
                with budget.reserved(usd("0.07"), Facts()):
                    taken.append(1)
            except errors.OverBudget:
                return

    threads = [threading.Thread(target=buy) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 14
    assert budget.left == Decimal("0.02")


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (response(200, json.dumps({"request_id": "r"}).encode()), "0.70"),
        (response(400, b'{"error": "no"}'), "1.00"),
        (response(500, b'{"error": "boom"}'), "0.70"),
        (None, "0.70"),
    ],
    ids=["accepted", "refused", "unknown", "lost"],
)
def test_only_what_was_surely_not_made_is_given_back(transports, answer, left):
    budget = Budget(usd("1.00"))
    with (
        RawServer(lambda a: answer) as server,
        small_client(transports["gmicloud"], server.url, budget=budget) as client,
    ):
        with contextlib.suppress(errors.GatewayError):
            client.make(prompt="x").submit()
        assert budget.left == Decimal(left)


@pytest.mark.usefixtures("no_waiting")
def test_what_is_asked_for_again_under_its_key_is_one_job(act):
    """As the error advises: the first price is held until its outcome is known, and is that of no second job."""
    budget, sent = Budget(usd("0.50")), []

    def answer(asked):
        sent.append(asked.headers)
        return None if len(sent) == 1 else response(200, b'{"id": "j-1", "jobId": "j-1"}')

    def twice(client):
        request = client.make(prompt="x")
        if not asyncio.iscoroutinefunction(request.submit):
            with pytest.raises(errors.OutcomeUnknown):
                request.submit()
            return request.submit()

        async def go():
            with pytest.raises(errors.OutcomeUnknown):
                await request.submit()
            return await request.submit()

        return go()

    job, _ = act("apiframe", answer, twice, budget=budget, limits=Limits(attempts=1))
    first, second = (next(v for k, v in each.items() if k.lower() == "idempotency-key") for each in sent)
    assert (job.id, first == second, budget.left) == ("j-1", True, Decimal("0.20"))


def test_what_the_ledger_kept_from_being_sent_is_given_back(transports, tmp_path):
    class Full(Ledger):
        def write(self, _):
            raise errors.LedgerError("no room")

    budget = Budget(usd("1.00"))
    with RawServer(lambda a: None) as server:
        client = small_client(transports["gmicloud"], server.url, budget=budget, ledger=Full(tmp_path / "l"))
        with pytest.raises(errors.LedgerError):
            client.make(prompt="x").submit()
        assert server.asked == []
    assert budget.left == Decimal("1.00")


def test_a_budget_that_is_no_number():
    with pytest.raises(errors.Misconfigured):
        Budget(usd("NaN"))


def test_over_it_nothing_is_sent(transports):
    with RawServer(lambda a: None) as server:
        client = small_client(transports["gmicloud"], server.url, budget=Budget(usd("0.10")))
        with pytest.raises(errors.OverBudget, match="are left"):
            client.make(prompt="x").submit()
        euros = small_client(
            transports["gmicloud"], server.url, budget=Budget(Amount(amount=Decimal(9), unit="EUR"))
        )
        with pytest.raises(errors.OverBudget, match="in EUR"):
            euros.make(prompt="x").submit()
        assert server.asked == []


def test_the_two_nouns_of_a_transport_have_the_same_fields():
    """Apart from places and reasons, from what clients do not use, and from the provider's names."""
    reasons = {each.name for each in dataclasses.fields(layer_exchange.Fact)}
    unused = {"Transport": {"sync", "unknown"}}
    own = {"Transport": {"provider", "title"}}
    names = [name for name, each in vars(transport).items() if dataclasses.is_dataclass(each)]
    for name in names:
        layer = getattr(layer_transport, name, None) or getattr(layer_exchange, name)
        theirs = {each.name for each in dataclasses.fields(layer)} - reasons - unused.get(name, set())
        ours = {each.name for each in dataclasses.fields(getattr(transport, name))} - own.get(name, set())
        assert ours == theirs, name
