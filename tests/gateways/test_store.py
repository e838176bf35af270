from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from callsheet_conformance.gateways import Settings, serve
from callsheet_conformance.gateways.records import Account, Deposit, Entry, Job
from callsheet_conformance.gateways.store import MemoryStore, SqliteStore


def job(number: int) -> Job:
    return Job(
        id=f"j{number}", provider="toy", model="toy-1", account="a", request='{"prompt":"x"}', origin="http://h",
        created=float(number), seconds=60, price=Decimal("0.10"), faults=("hangs",),
    )  # fmt: skip


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    keep = {Job: 3}
    made = MemoryStore(keep) if request.param == "memory" else SqliteStore(tmp_path / "state.db", keep)
    yield made
    made.close()


def test_what_is_put_is_found_as_it_was(store):
    records = (
        job(1),
        Account(id="toy/a", balance=Decimal("12.34"), without=frozenset({"hdr-access"})),
        Deposit(id="d", provider="toy", account="a", created=1.5, kind="image", content_type="image/png", name="n",
                received=3, data=b"\x89\x00\xff"),
        Entry(id="1", at=2.0, provider="toy", method="GET", path="/x", status=200, price=Decimal("0.1")),
    )  # fmt: skip
    for record in records:
        store.put(record)
    assert [store.get(type(record), record.id) for record in records] == list(records)
    assert store.get(Job, "nobody") is None


def test_newest_come_first_and_a_change_does_not_make_a_record_newer(store):
    for number in (1, 2, 3):
        store.put(job(number))
    store.put(replace(job(1), cancelled=9.0))
    assert [each.id for each in store.newest(Job)] == ["j3", "j2", "j1"]
    assert store.get(Job, "j1").cancelled == 9.0
    assert store.count(Job) == 3


def test_the_oldest_beyond_the_limit_are_forgotten(store):
    for number in range(6):
        store.put(job(number))
    assert [each.id for each in store.newest(Job)] == ["j5", "j4", "j3"]


def test_clear_forgets_all(store):
    store.put(job(1))
    store.clear()
    assert store.count(Job) == 0
    assert list(store.newest(Job)) == []


def test_a_page_boundary_loses_nothing(tmp_path):
    store = SqliteStore(tmp_path / "many.db")
    for number in range(450):
        store.put(job(number))
    assert [each.id for each in store.newest(Job)] == [f"j{n}" for n in reversed(range(450))]
    store.close()


def test_jobs_outlive_the_process_and_time_goes_on(tmp_path, toy_files):
    """A job that was accepted before a stop ends after the restart, and a failed one is refunded once."""
    base = tmp_path / "state.db"
    still = Settings(speed=0, start=1_800_000_000.0)
    sign_in = {"Authorization": "Bearer k", "X-Callsheet-Fault": "job-fails"}
    body = {"model": "toy-1", "input": {"prompt": "x"}}
    with serve(generated=toy_files, settings=still, database=base) as served:
        made = httpx.post(served.base_urls["toy"] + "/jobs", json=body, headers=sign_in).json()["data"]["id"]
        httpx.post(served.control + "/clock", json={"advance": 5})
    with serve(generated=toy_files, settings=still, database=base) as served:
        url = f"{served.base_urls['toy']}/jobs/{made}"
        assert httpx.get(url, headers=sign_in).json()["data"]["state"] == "waiting"
        httpx.post(served.control + "/clock", json={"advance": 120})
        assert httpx.get(url, headers=sign_in).json()["data"]["state"] == "broken"
        (account,) = httpx.get(served.control + "/accounts").json()["rows"]
        assert Decimal(account["balance"]) == Decimal(1_000_000)
        other = httpx.post(served.base_urls["toy"] + "/jobs", json=body, headers=sign_in).json()["data"]["id"]
        logged = httpx.get(served.control + "/state").json()["now"]
    with serve(generated=toy_files, settings=still, database=base) as served:
        assert httpx.get(served.control + "/state").json()["now"] >= logged, "time must not go back"
        again = httpx.post(served.base_urls["toy"] + "/jobs", json=body, headers=sign_in).json()["data"]["id"]
        assert len({made, other, again}) == 3, "no id may come again"
        rows = httpx.get(served.control + "/log").json()["rows"]
        assert len(rows) == len({row["id"] for row in rows}) == 5
