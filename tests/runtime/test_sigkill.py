"""SIGKILL at every effect of a real process against a real server: no job lost, none doubled.

Effects are where a client waits or writes; between two of them it only thinks. Both shells go through the same ones,
so they share the points; CALLSHEET_ALL_POINTS=1 kills each shell before and after each effect.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from raw_server import RawServer, response

FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8 + b"\0\0\0\x14mdat" + b"x" * 12

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


class Zygote:
    def __init__(self):
        program = Path(__file__).with_name("zygote.py")
        self.process = subprocess.Popen(
            [sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, **order):
        """The exit code of one life: 0, or the negative number of the signal that ended it."""
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline().split()[0])


@pytest.fixture(scope="module")
def zygote():
    found = Zygote()
    yield found
    found.process.stdin.close()
    found.process.wait(60)


class Gmi:
    """No keys: a create is a job. It lists what it has, with the parameters."""

    provider = "gmicloud"

    def __init__(self):
        self.jobs, self.url = [], ""

    def __call__(self, asked):
        path = asked.path.partition("?")[0]
        if path == "/film":
            return response(200, FILM)
        if asked.method == "POST":
            self.jobs.append({"payload": json.loads(asked.body)["payload"], "created_at": time.time()})
            return self.json(self.one(len(self.jobs) - 1))
        if path == "/requests":
            return self.json({"requests": [self.one(n) for n in range(len(self.jobs))]})
        return self.json(self.one(int(path.rpartition("-")[2])))

    def one(self, number):
        done = {"status": "success", "outcome": {"video_url": f"{self.url}/film"}, "model": "m-1"}
        return {"request_id": f"r-{number}", **self.jobs[number], **done}

    def json(self, data):
        return response(200, json.dumps(data).encode())


class Apiframe(Gmi):
    """Honours keys."""

    provider = "apiframe"

    def __call__(self, asked):
        if asked.path == "/film":
            return response(200, FILM)
        if asked.method == "POST":
            key = asked.headers["idempotency-key"]
            if key not in self.jobs:
                self.jobs.append(key)
            return response(
                202, json.dumps({"jobId": f"r-{self.jobs.index(key)}", "status": "QUEUED"}).encode()
            )
        done = {"status": "COMPLETED", "result": {"videoUrl": f"{self.url}/film"}}
        return self.json({"id": asked.path.rpartition("/")[2], **done})


ALL = bool(os.environ.get("CALLSHEET_ALL_POINTS"))


@pytest.mark.parametrize("asynchronous", [False, True], ids=["blocking", "awaiting"])
@pytest.mark.parametrize("gateway", [Gmi, Apiframe])
def test_at_every_effect(zygote, gateway, asynchronous, tmp_path):
    points = 0
    for before in (True, False) if ALL else (True,):
        for dies_at in range(1, 100) if ALL else range(1 + asynchronous, 100, 2):
            ended = _one(
                zygote,
                gateway(),
                tmp_path / f"{before}-{dies_at}",
                asynchronous=asynchronous,
                before=before,
                dies_at=dies_at,
            )
            if ended == 0:
                break
            points += 1
        else:
            pytest.fail("the life never came to its end")
    assert points >= (36 if ALL else 9)


def _one(zygote, state, folder, *, asynchronous, before, dies_at):
    """Buy with a process that dies, recover with another, and hold what both left against the truth."""
    folder.mkdir()
    with RawServer(state) as server:
        state.url = server.url
        order = {"provider": state.provider, "url": server.url, "ledger": str(folder / "jobs.sqlite"),
                 "target": str(folder / "film.mp4"), "asynchronous": asynchronous, "before": before}  # fmt: skip
        ended = zygote.run(what="buy", dies_at=dies_at, **order)
        assert ended in (0, -signal.SIGKILL)
        bought = len(state.jobs)
        assert bought <= 1, f"doubled at effect {dies_at}"
        assert zygote.run(what="recover", dies_at=0, **order) == 0
        _hold(state, folder, bought, dies_at)
    return ended


def _hold(state, folder, bought, dies_at):
    """After the recovery: at most the one job, in the ledger, its film saved."""
    assert len(state.jobs) <= 1, f"doubled by the recovery after effect {dies_at}"
    if bought:
        assert (folder / "film.mp4").read_bytes() == FILM, f"lost at effect {dies_at}"
    assert [path.name for path in folder.glob("*.mp4")] == ["film.mp4"] * len(state.jobs)


@pytest.mark.parametrize("gateway", [Gmi, Apiframe])
def test_while_the_gateway_has_the_create(zygote, gateway, tmp_path):
    """The process dies between the create's arrival and its answer."""
    state = gateway()

    def answer(asked):
        given = state(asked)
        if asked.method == "POST" and len(server.asked) == 1:
            children = (
                Path(f"/proc/{zygote.process.pid}/task/{zygote.process.pid}/children").read_text().split()
            )
            os.kill(int(children[0]), signal.SIGKILL)
        return given

    with RawServer(answer) as server:
        state.url = server.url
        order = {"provider": gateway.provider, "url": server.url, "ledger": str(tmp_path / "jobs.sqlite"),
                 "target": str(tmp_path / "film.mp4"), "asynchronous": False, "before": True, "dies_at": 0}  # fmt: skip
        assert zygote.run(what="buy", **order) == -signal.SIGKILL
        assert len(state.jobs) == 1
        assert zygote.run(what="recover", **order) == 0
        _hold(state, tmp_path, 1, 0)
