"""``callsheet run`` and ``callsheet jobs`` against a gateway on a socket."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "runtime"))

from raw_server import RawServer, response

from callsheet.cli.jobs import command as jobs
from callsheet.cli.run import command as run
from callsheet.layers.diagnostic import CallsheetError

FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8 + b"\0\0\0\x14mdat" + b"x" * 12


class Apiframe:
    """``done`` once the job may end."""

    def __init__(self):
        self.done, self.url, self.status = True, "", "COMPLETED"

    def __call__(self, asked):
        if asked.path == "/film":
            return response(200, FILM)
        if asked.method == "POST":
            return response(202, b'{"jobId": "job-7", "status": "QUEUED"}')
        body = {"id": "job-7", "status": self.status if self.done else "PROCESSING", "progress": 50}
        body |= {"result": {"videoUrl": f"{self.url}/film"}, "creditCost": 60, "error": "flagged"}
        return response(200, json.dumps(body).encode())


@pytest.fixture
def gateway(monkeypatch, tmp_path):
    monkeypatch.setenv("APIFRAME_API_KEY", "afk_123456")
    monkeypatch.chdir(tmp_path)
    state = Apiframe()
    with RawServer(state) as server:
        state.url, state.asked = server.url, server.asked
        yield state


WORDS = ["apiframe/luma-ray-flash-2", "prompt=a tram", "lumaParams.duration=5"]


def test_run_buys_waits_and_saves(gateway, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    found = CliRunner().invoke(
        run, [*WORDS, "--base-url", gateway.url, "--json", "--yes"], catch_exceptions=False
    )
    told = json.loads(found.stdout)
    assert (told["job"], told["charged"]) == ("job-7", ["60 credits"])
    assert Path(told["files"][0]).read_bytes() == FILM
    assert json.loads(gateway.asked[0].body)["lumaParams"] == {"duration": 5}
    listed = CliRunner().invoke(jobs, ["--json"], catch_exceptions=False)
    (line,) = json.loads(listed.stdout)
    assert (line["job"], line["estimate"], line["charges"], line["differs"]) == (
        "job-7",
        "51 credits",
        ["60 credits"],
        True,
    )
    assert listed.exit_code == 0


def test_run_asks_before_what_is_dear(gateway):
    found = CliRunner().invoke(run, [*WORDS, "--base-url", gateway.url])
    assert found.exit_code == 2
    assert "51 credits" in found.output
    assert "--yes" in found.output
    found = CliRunner().invoke(run, [*WORDS, "--base-url", gateway.url, "--yes", "--max-price", "50"])
    assert found.exit_code == 1
    assert "limit 50" in found.output
    assert gateway.asked == []


def test_run_tells_what_is_wrong(gateway, monkeypatch):
    found = CliRunner().invoke(run, [WORDS[0], "lumaParams.duration=7", "--base-url", gateway.url])
    assert found.exit_code == 1
    assert "prompt:required" in found.output
    assert "lumaParams.duration:enum" in found.output
    monkeypatch.setattr("time.sleep", lambda _: None)
    gateway.status = "FAILED"
    found = CliRunner().invoke(run, [*WORDS, "--base-url", gateway.url, "--yes"])
    assert found.exit_code == 1
    assert "flagged" in found.output
    assert "job-7" in found.output


def test_run_does_not_buy_another_model_than_the_request_names(gateway):
    found = CliRunner().invoke(run, [*WORDS, "model=luma-ray-2", "--base-url", gateway.url, "--yes"])
    assert isinstance(found.exception, CallsheetError)
    assert "luma-ray-2" in str(found.exception)
    assert gateway.asked == []


def test_a_dry_run_sends_nothing(gateway):
    found = CliRunner().invoke(run, [*WORDS, "--base-url", gateway.url, "--dry-run"], catch_exceptions=False)
    assert found.exit_code == 0
    assert "51 credits" in found.output
    assert gateway.asked == []


def test_ctrl_c_keeps_the_job_and_says_how_to_resume_it(gateway, monkeypatch):
    gateway.done = False
    program = "from callsheet.cli.run import command; command()"
    words = [sys.executable, "-c", program, *WORDS, "--base-url", gateway.url, "--yes"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    first = process.stderr.readline()
    assert "PROCESSING" in first
    process.send_signal(signal.SIGINT)
    told = process.stderr.read()
    assert process.wait(60) == 130
    assert "callsheet jobs --resume job-7" in told
    gateway.done = True
    monkeypatch.setattr("time.sleep", lambda _: None)
    found = CliRunner().invoke(jobs, ["--resume", "job-7", "--base-url", gateway.url], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    assert Path("results/apiframe-job-7.mp4").read_bytes() == FILM
    assert sum(asked.method == "POST" for asked in gateway.asked) == 1


def test_a_lost_create_is_listed_and_recovered(gateway, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    answers = iter([None] * 5)
    whole = Apiframe.__call__
    monkeypatch.setattr(
        Apiframe,
        "__call__",
        lambda self, a: next(answers, whole(self, a)) if a.method == "POST" else whole(self, a),
    )
    found = CliRunner().invoke(run, [*WORDS, "--base-url", gateway.url, "--yes"])
    assert found.exit_code == 1
    assert "recover" in found.output
    assert CliRunner().invoke(jobs, []).exit_code == 1
    found = CliRunner().invoke(jobs, ["--recover", "--base-url", gateway.url], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    assert "accepted; job-7" in found.output
    assert len({a.headers["idempotency-key"] for a in gateway.asked if a.method == "POST"}) == 1


@pytest.mark.usefixtures("gateway")
def test_no_ledger_is_said():
    found = CliRunner().invoke(jobs, [])
    assert found.exit_code == 2
    assert "no ledger" in found.output
