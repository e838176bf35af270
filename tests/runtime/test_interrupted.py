"""An interruption in any phase: what is paid is named in its notes, and what was not sent needs no looking after."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys

import pytest
from films import FILM
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime.context import Context
from callsheet.runtime.drive import adrive, drive
from callsheet.runtime.effects import Instant, Mint, Now, Record, Send
from callsheet.runtime.exchange import Response
from callsheet.runtime.flows.submit import submit
from callsheet.runtime.job_state import Intent, IntentEntry
from callsheet.runtime.ledger import Ledger


class Gateway:
    """Scenario's two-step result, and a file."""

    def __init__(self):
        self.url = ""

    def __call__(self, asked):
        if asked.path.startswith("/film"):
            return response(200, FILM)
        if asked.path.startswith("/assets/"):
            return response(200, json.dumps({"asset": {"url": f"{self.url}/film"}}).encode())
        job = {"jobId": "job-7", "status": "success", "metadata": {"assetIds": ["as-1"]}}
        return response(200, json.dumps({"job": job}).encode())


def bought(transports, url, tmp_path, watch, asynchronous):
    client = small_client(
        transports["scenario"], url, watch=watch, ledger=tmp_path / "jobs.sqlite", asynchronous=asynchronous
    )
    request = client.make(prompt="x")
    if not asynchronous:
        return request.generate().save(tmp_path / "film.mp4")

    async def go():
        return await (await request.generate()).save(tmp_path / "film.mp4")

    return asyncio.run(go())


def lives(transports, folder, number, asynchronous):
    """Interrupted after effect ``number``: the exception, None at the end of all, and what the gateway was asked."""
    seen, gateway = [], Gateway()

    def watch(effect, _):
        seen.append(effect)
        if len(seen) == number:
            raise KeyboardInterrupt

    with RawServer(gateway) as server:
        gateway.url = server.url
        try:
            bought(transports, server.url, folder, watch, asynchronous)
        except KeyboardInterrupt as interruption:
            return interruption, server.asked, seen[number - 1]
        return None, server.asked, None


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("asynchronous", [False, True])
def test_whatever_is_paid_is_named(transports, tmp_path, asynchronous):
    """Struck after every effect in turn, from the first look for a key to the file in its place."""
    phases = []
    for number in range(1, 60):
        folder = tmp_path / str(number)
        interruption, asked, effect = lives(transports, folder, number, asynchronous)
        if interruption is None:
            break
        creates = sum(each.method == "POST" for each in asked)
        (line,) = Ledger(folder / "jobs.sqlite").lines() or [None]
        phases.append((type(effect).__name__, creates, line and line.state))
        notes = " ".join(getattr(interruption, "__notes__", []))
        assert creates <= 1
        if creates:
            assert "job-7" in notes or line.intent_id in notes, phases[-1]
            assert line.job_id == "job-7" or line.state == "sending", phases[-1]
        if line and line.job_id and (folder / "film.mp4").exists() is False:
            assert "job-7" in notes, phases[-1]
    assert interruption is None, "the life ended"
    assert {"Record", "Send", "Open", "Read", "Do"} <= {name for name, _, _ in phases}


def test_an_intent_that_was_interrupted_before_it_was_sent(act, tmp_path):
    """Ctrl-C while it is written down: nothing went out, so nobody need ever look for its job."""

    class Struck(Ledger):
        def write(self, entry):
            if isinstance(entry, IntentEntry) and entry.state == "sending":
                raise KeyboardInterrupt
            super().write(entry)

    ledger = Struck(tmp_path / "jobs.sqlite")
    with pytest.raises(KeyboardInterrupt) as caught:
        act("gmicloud", lambda a: None, lambda c: c.make(prompt="x").submit(), ledger=ledger)
    assert caught.value.asked == []
    assert [line.state for line in ledger.lines()] == ["not_sent"]
    assert ledger.open_intents("gmicloud") == []


def test_an_interruption_leaves_no_lock(tmp_path):
    """Ctrl-C at the beginning of every call in turn: what is written next, as an interrupted flow does, waits for nothing."""
    intent = Intent(id="i-1", provider="p", model="m", params={}, url="https://p/x", body=b"")
    ledger, struck = Ledger(tmp_path / "jobs.sqlite"), []

    def strike(number):
        calls = itertools.count(1)

        def trace(_, event, __):
            if event == "call" and next(calls) == number:
                raise KeyboardInterrupt

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            ledger.write(IntentEntry(intent=intent, state="sending"))
        finally:
            sys.settrace(before)

    for number in range(1, 1000):
        try:
            strike(number)
        except KeyboardInterrupt as interruption:
            # with its frames, as a flow has them that goes on meanwhile
            struck.append(interruption)
        else:
            break
        assert (ledger._lock.locked(), ledger._base.in_transaction) == (False, False), number
    assert len(struck) > 5
    assert ledger.open_intents("p") == [intent]


class Struck:
    """A flow whose driver is struck after step ``number``: when it was resumed, and its next effect is not yet begun."""

    def __init__(self, flow, number):
        self.flow, self.left = flow, number

    @property
    def gi_frame(self):
        return self.flow.gi_frame

    def send(self, value):
        effect = self.flow.send(value)
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt
        return effect

    def throw(self, error):
        return self.flow.throw(error)


@pytest.mark.parametrize("asynchronous", [False, True])
def test_what_strikes_between_two_effects(transports, asynchronous):
    """No effect is under way then, and the flow is told all the same: an accepted job is named, and recorded."""
    transport, entries, named = transports["gmicloud"], [], 0
    draft = Intent(
        id="", provider="gmicloud", model="m", params={}, url="https://g.example/requests", body=b"{}"
    )

    def perform(effect):
        match effect:
            case Now():
                return Instant(1.0, 1e9)
            case Mint():
                return "i-1"
            case Send():
                return Response(status=200, body=b'{"request_id": "r-1", "status": "queued"}')
            case Record(entry):
                entries.append(entry.state)
        return None

    async def aperform(effect):
        return perform(effect)

    for number in range(1, 20):
        entries.clear()
        flow = Struck(submit(Context(transport=transport, base_url="https://g.example"), draft), number)
        try:
            accepted = asyncio.run(adrive(flow, aperform)) if asynchronous else drive(flow, perform)
        except KeyboardInterrupt as interruption:
            notes = " ".join(getattr(interruption, "__notes__", []))
            assert "r-1" in notes or "accepted" not in entries
            assert entries[-1:] in ([], ["not_sent"], ["sending"], ["accepted"])
            named += "r-1" in notes
        else:
            break
    assert accepted.jobs[0].id == "r-1"
    assert named, "struck when the job was accepted and not yet recorded"


def test_a_callback_that_stops_an_iteration_ends_no_wait(act):
    """Of all exceptions the one by which a flow itself returns."""
    answer = response(200, b'{"request_id": "r-1", "status": "queued"}')

    def stop(_):
        raise StopIteration

    with pytest.raises(RuntimeError) as caught:
        act("gmicloud", lambda a: answer, lambda c: c.resume("r-1").wait(on_progress=stop))
    assert "job r-1 goes on without us" in " ".join(caught.value.__notes__)
