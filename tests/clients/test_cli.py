"""``callsheet run`` and ``callsheet jobs`` against a gateway on a socket."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "runtime"))

from raw_server import RawServer, response

from callsheet.cli.clients import LEDGER
from callsheet.cli.jobs import command as jobs
from callsheet.cli.run import command as run
from callsheet.layers.diagnostic import CallsheetError
from callsheet.runtime.job_state import Intent, IntentEntry
from callsheet.runtime.ledger import Ledger

FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8 + b"\0\0\0\x14mdat" + b"x" * 12


class Apiframe:
    """``done`` once the job may end."""

    def __init__(self):
        self.done, self.url, self.status, self.film = True, "", "COMPLETED", True

    def __call__(self, asked):
        if asked.path == "/film":
            return response(200, FILM) if self.film else None
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


def test_a_file_in_the_way_is_told_before_anything_is_bought(gateway):
    Path("mine.mp4").write_bytes(b"mine")
    found = CliRunner().invoke(run, [*WORDS, "--base-url", gateway.url, "--yes", "--out", "mine.mp4"])
    assert found.exit_code == 2
    assert "there already" in found.output
    assert gateway.asked == []
    assert Path("mine.mp4").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "wrong", [["--timeout", "0"], ["--timeout", "-1"], ["--max-price", "abc"], ["--max-price", "nan"],
              ["--ask-above", "1,00"]], ids=" ".join,
)  # fmt: skip
def test_options_that_are_no_numbers_buy_nothing(gateway, wrong):
    found = CliRunner().invoke(run, [*WORDS, "--base-url", gateway.url, "--yes", *wrong])
    assert found.exit_code == 2
    assert wrong[0] in found.output
    assert gateway.asked == []


def test_a_download_that_failed_says_how_to_go_on(gateway, monkeypatch):
    """With all that finds the same gateway and ledger again, as a shell takes it; then it does."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    gateway.film = False
    ledger, out = "my jobs.sqlite", "my films/"
    words = ["--base-url", gateway.url, "--yes", "--ledger", ledger, "--out", out]
    found = CliRunner().invoke(run, [*WORDS, *words])
    assert found.exit_code == 1
    (line,) = [line for line in found.output.splitlines() if "resume it with: " in line]
    command = shlex.split(line.partition("resume it with: ")[2])
    assert command[:4] == ["callsheet", "jobs", "--resume", "job-7"]
    gateway.film = True
    again = CliRunner().invoke(jobs, [*command[2:], "--json"], catch_exceptions=False)
    assert again.exit_code == 0, again.output
    told = json.loads(again.stdout)
    assert (told["files"], told["estimated"]) == (["my films/apiframe-job-7.mp4"], "51 credits")
    assert told["charged"] == ["60 credits"]
    assert Path(told["files"][0]).read_bytes() == FILM


def test_a_resumed_job_does_not_fail_for_another_one(gateway, monkeypatch):
    """Listing says by its exit code that an outcome is unknown; a job that is saved is saved."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    where = ["--base-url", gateway.url]
    assert CliRunner().invoke(run, [*WORDS, *where, "--yes"]).exit_code == 0
    ledger = Ledger(LEDGER)
    unknown = Intent(id="i-9", provider="apiframe", model="m", params={}, url="u", body=b"")
    ledger.write(IntentEntry(intent=unknown, state="unknown"))
    assert CliRunner().invoke(jobs, []).exit_code == 1
    assert CliRunner().invoke(jobs, ["--resume", "job-7", *where]).exit_code == 0


def test_emulated_jobs_are_in_no_ledger(tmp_path, monkeypatch):
    """They end with the emulator, and would be asked for at the real gateway. A proxy is for the world outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setattr("time.sleep", lambda _: None)
    found = CliRunner().invoke(
        run, ["gmicloud/luma-ray-3-2-generate", "prompt=x", "--emulated"], catch_exceptions=False
    )
    assert found.exit_code == 0, found.output
    assert list(Path("results").glob("*.mp4"))
    assert not LEDGER.exists()


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """Two unknown intents, and two jobs whose ids begin alike."""
    monkeypatch.chdir(tmp_path)
    known = Ledger(LEDGER)
    for name, state, ids in (
        ("aa11", "unknown", ()),
        ("ab22", "unknown", ()),
        ("c", "accepted", ("j-1", "j-12")),
    ):
        intent = Intent(id=name, provider="apiframe", model="m", params={}, url="u", body=b"")
        known.write(IntentEntry(intent=intent, state=state, jobs=ids))
    return known


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--resume", "j"], "j-1 of apiframe, j-12 of apiframe"),
        (["--resume", "x"], "no job x"),
        (["--dismiss", "a"], "aa11 of apiframe, ab22 of apiframe"),
        (["--dismiss", "c"], "no open intent c"),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_first_letters_that_are_not_one_thing(words, told):
    found = CliRunner().invoke(jobs, words)
    assert found.exit_code == 2
    assert told in found.output


def test_first_letters_will_do(ledger):
    assert CliRunner().invoke(jobs, ["--dismiss", "aa"]).exit_code == 1
    assert [intent.id for intent in ledger.open_intents("apiframe")] == ["ab22"]
    assert CliRunner().invoke(jobs, ["--dismiss", "ab22"], catch_exceptions=False).exit_code == 0


def test_a_ledger_that_is_damaged_inside_is_said(ledger):
    ledger.close()
    data = bytearray(LEDGER.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    LEDGER.write_bytes(data)
    found = CliRunner().invoke(jobs, [])
    assert found.exit_code == 3
    assert "cannot be used" in found.output
