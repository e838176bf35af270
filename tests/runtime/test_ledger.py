from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from raw_server import response

from callsheet.runtime.asked import Asked
from callsheet.runtime.errors import LedgerError
from callsheet.runtime.job_state import Amount, Intent, IntentEntry, JobEntry
from callsheet.runtime.ledger import Ledger

INTENT = Intent(
    id="i-1", provider="p", model="m", params={"prompt": "x"}, url="https://p/x", body=b'{"a":1}', key="k-1",
    headers={"X": "1"}, estimate=Amount(amount=Decimal("0.30"), unit="USD"), created=100.0,
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "below" / "jobs.sqlite"


def test_an_intent_is_found_again_with_all_that_sending_it_takes(path):
    Ledger(path).write(IntentEntry(intent=INTENT, state="sending", at=100.0))
    again = Ledger(path)
    assert again.open_intents("p") == [INTENT]
    assert again.intent("i-1") == INTENT
    assert again.open_intents("another") == []


def test_accepted_jobs_are_found_again(path):
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="sending", at=100.0))
    ledger.write(IntentEntry(intent=INTENT, state="accepted", jobs=("j-1", "j-2"), at=101.0))
    charge = (Amount(amount=Decimal("0.10"), unit="USD"),)
    ledger.write(
        JobEntry(provider="p", job_id="j-1", status="done", means="succeeded", charges=charge, at=102.0)
    )
    ledger.write(
        JobEntry(provider="p", job_id="j-1", status="done", means="succeeded", path="/x.mp4", at=103.0)
    )
    one, two = Ledger(path).lines()
    assert (one.job_id, one.means, one.path, one.charges) == ("j-1", "succeeded", "/x.mp4", charge)
    assert (one.estimate, one.state) == (INTENT.estimate, "accepted")
    assert (two.job_id, two.means) == ("j-2", "pending")
    assert Ledger(path).open_intents("p") == []
    assert Ledger(path).job_ids("p") == {"j-1", "j-2"}


def test_an_unknown_intent_can_be_dismissed(path):
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="unknown", at=100.0))
    assert ledger.dismiss("i-1")
    assert not ledger.dismiss("i-1")
    assert ledger.open_intents("p") == []
    assert [line.state for line in ledger.lines()] == ["dismissed"]


def test_it_is_for_its_owner_alone(path):
    Ledger(path)
    assert path.stat().st_mode & 0o077 == 0


def test_a_newer_version_is_refused(path):
    Ledger(path).close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.commit()
    with pytest.raises(LedgerError, match="newer version"):
        Ledger(path)


def test_what_is_no_ledger_is_refused(tmp_path):
    (tmp_path / "x").write_bytes(b"not a database, but long enough to be looked at" * 99)
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(tmp_path / "x")
    with pytest.raises(LedgerError):
        Ledger(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(LedgerError):
        Ledger(tmp_path / "x" / "jobs.sqlite")


def test_a_full_disk_is_told_and_loses_nothing(path):
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="sending", at=100.0))
    ledger._base.execute("PRAGMA max_page_count = 1")
    big = Intent(id="i-2", provider="p", model="m", params={"prompt": "x" * 100_000}, url="u", body=b"")
    with pytest.raises(LedgerError, match="cannot be used"):
        ledger.write(IntentEntry(intent=big, state="sending", at=101.0))
    assert [intent.id for intent in Ledger(path).open_intents("p")] == ["i-1"]


def test_a_corrupt_field_costs_that_field(path):
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="accepted", jobs=("j-1",), at=100.0))
    ledger._base.execute("UPDATE jobs SET charges = '[[' ")
    ledger._base.execute("UPDATE intents SET params = '{' ")
    (line,) = ledger.lines()
    assert (line.job_id, line.charges) == ("j-1", ())
    assert ledger.intent("i-1").params == {}


def test_threads_and_processes_share_it(path):
    Ledger(path).close()
    program = (
        "import sys; sys.path.insert(0, sys.argv[3])\n"
        "from callsheet.runtime.ledger import Ledger\n"
        "from callsheet.runtime.job_state import Intent, IntentEntry\n"
        "ledger = Ledger(sys.argv[1])\n"
        "for n in range(40):\n"
        "    intent = Intent(id=f'{sys.argv[2]}-{n}', provider='p', model='m', params={}, url='u', body=b'')\n"
        "    ledger.write(IntentEntry(intent=intent, state='sending'))\n"
    )
    root = (
        next(p for p in sys.path if p.endswith("generator"))
        if any(p.endswith("generator") for p in sys.path)
        else ""
    )
    others = [subprocess.Popen([sys.executable, "-c", program, path, str(n), root]) for n in range(2)]
    ledger = Ledger(path)

    def write(thread):
        for n in range(20):
            intent = Intent(id=f"t{thread}-{n}", provider="p", model="m", params={}, url="u", body=b"")
            ledger.write(IntentEntry(intent=intent, state="sending"))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(30) for other in others] == [0, 0]
    assert len(ledger.open_intents("p")) == 160


def test_a_torn_write_is_undone(path):
    ledger = Ledger(path)

    def torn(base):
        base.execute("INSERT INTO jobs VALUES ('p', 'j', 'i-1', '', '', '[]', '', '', 0)")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger._changed(torn)
    assert ledger.job_ids("p") == set()
    ledger.write(IntentEntry(intent=INTENT, state="sending"))


def test_an_accepted_job_matters_more_than_its_line(act, path):
    """The disk fills up between the create and its answer: the caller gets the job, and is told."""

    class Full(Ledger):
        def write(self, entry):
            if isinstance(entry, IntentEntry) and entry.state == "accepted":
                raise LedgerError("no room")
            super().write(entry)

    ledger = Full(path)
    with pytest.warns(RuntimeWarning, match="not recorded: job r-1"):
        job, _ = act(
            "gmicloud",
            lambda a: response(200, b'{"request_id": "r-1", "status": "queued"}'),
            lambda c: c.make(prompt="x").submit(),
            ledger=ledger,
        )
    assert job.id == "r-1"
    assert [intent.id for intent in ledger.open_intents("gmicloud")] == [job.intent_id]


@pytest.mark.parametrize("instead", [None, b""], ids=["removed", "replaced"])
def test_a_file_that_went_away_while_it_was_open(act, path, instead):
    """A ``make clean`` beside a running job: the file that is still open has no name any more."""
    ledger = Ledger(path)
    for each in path.parent.iterdir():
        each.unlink()
    if instead is not None:
        path.write_bytes(instead)
    with pytest.raises(LedgerError, match="removed or replaced") as caught:
        act("gmicloud", lambda a: None, lambda c: c.make(prompt="x").submit(), ledger=ledger)
    assert caught.value.asked == []


def test_a_relative_path_is_where_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ledger = Ledger("jobs.sqlite")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    ledger.write(IntentEntry(intent=INTENT, state="sending"))
    assert ledger.open_intents("p") == [INTENT]


@pytest.fixture
def of_the_first_version(path):
    """As it was written before requests were kept with what they say of the result."""
    Ledger(path).close()
    base = sqlite3.connect(path)
    base.execute("ALTER TABLE intents DROP COLUMN asked")
    base.execute(
        "INSERT INTO intents VALUES ('i-0','p','m','accepted','{}','u',x'','{}','','0.30','USD',1,1,'')"
    )
    base.execute("INSERT INTO jobs VALUES ('p','j-0','i-0','','pending','[]','','',1)")
    base.execute("PRAGMA user_version = 1")
    base.commit()
    base.close()
    return path


def test_the_first_version_is_brought_up(of_the_first_version):
    path = of_the_first_version
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="accepted", jobs=("j-1",)))
    assert [line.job_id for line in ledger.lines()] == ["j-0", "j-1"]
    assert ledger.token("p", "j-0").asked == Asked()
    assert Ledger(path).intent("i-1") is not None


def test_two_bring_up_the_first_version_at_once(of_the_first_version, monkeypatch):
    """One had opened the file before the other changed its table: it writes to the table as it is now."""
    changed = Ledger._changed

    def overtaken(ledger, change):
        monkeypatch.setattr(Ledger, "_changed", changed)
        Ledger(of_the_first_version).write(IntentEntry(intent=replace(INTENT, id="i-2"), state="sending"))
        return changed(ledger, change)

    monkeypatch.setattr(Ledger, "_changed", overtaken)
    ledger = Ledger(of_the_first_version)
    ledger.write(IntentEntry(intent=INTENT, state="sending"))
    assert {intent.id for intent in ledger.open_intents("p")} == {"i-1", "i-2"}


def test_reading_waits_for_no_write(path):
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="accepted", jobs=("j-1",)))

    def removed(base):
        base.execute("DELETE FROM jobs")
        return ledger.job_ids("p")

    assert ledger._changed(removed) == {"j-1"}
    assert ledger.job_ids("p") == set()


def test_a_name_that_sqlite_takes_for_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Ledger(":memory:").write(IntentEntry(intent=INTENT, state="sending"))
    assert Ledger(":memory:").open_intents("p") == [INTENT]


@pytest.mark.parametrize("charges", ['[["x", "USD"]]', "5", "[5]", "null", '[["1"]]', "{}"])
def test_charges_that_make_no_sense_cost_themselves(path, charges):
    ledger = Ledger(path)
    ledger.write(IntentEntry(intent=INTENT, state="accepted", jobs=("j-1",)))
    ledger._base.execute("UPDATE jobs SET charges = ?", (charges,))
    ledger._base.execute("UPDATE intents SET estimate = 'much', asked = '[1]'")
    (line,) = ledger.lines()
    assert (line.job_id, line.charges, line.estimate) == ("j-1", (), None)
    assert ledger.token("p", "j-1").asked == Asked()
