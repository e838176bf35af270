"""Live runs as users make them, in processes of their own, against gateways in another process."""

from __future__ import annotations

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from deviating import MODEL, Gateway

from callsheet_conformance.budget import Budget
from callsheet_conformance.record.cassette import header, path_of
from callsheet_conformance.report.document import Report
from callsheet_conformance.verdict import Verdict

NAME = f"gmicloud/{MODEL}"
CANARY = "sk-canary-7Zq7RkT1vW9xLmB3n"
CALLSHEET = (sys.executable, "-c", "from callsheet.cli import main; main()")
KEYS = ("GMI_API_KEY", "SCENARIO_SDK_API_KEY", "SCENARIO_SDK_API_SECRET", "OXEN_API_KEY")


class Served:
    """``callsheet serve`` in a process of its own."""

    def __init__(self, told: dict) -> None:
        self.urls = told["base_urls"]
        self._control = told["control"]

    def control(self, name: str, **query: object) -> list[dict]:
        return httpx.get(f"{self._control}/{name}", params={"limit": 1000, **query}, timeout=10).json()[
            "rows"
        ]

    def creates(self, provider: str) -> list[Decimal]:
        """What each create was charged, dry runs and refusals apart."""
        rows = self.control("log", provider=provider)
        return [Decimal(row["price"]) for row in rows if row["job"] and row["price"] is not None]


@pytest.fixture
def served(catalogue):
    command = [
        *CALLSHEET,
        "serve",
        "gmicloud",
        "oxen",
        "scenario",
        "--port",
        "0",
        "--json",
    ]
    command += ["--speed", "50000", "--generated", str(catalogue.root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Served(json.loads(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A live run in a folder of its own, whose ledger is there."""
    environment = {**os.environ, **dict.fromkeys(KEYS, CANARY)}
    command = [
        *CALLSHEET,
        "conform",
        "--target",
        "live",
        "--every",
        "0.001",
        *arguments,
    ]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env=environment
    )


NOTHING_TRIED = 3


def finished(process: subprocess.Popen[str], *codes: int) -> str:
    said, _ = process.communicate(timeout=120)
    assert process.returncode in (codes or (0, 1)), said
    return said


def spent(folder: Path, run: str, gateway: str) -> Decimal:
    path = folder / ".callsheet" / "conformance.sqlite"
    return Budget(cap=Decimal(0), path=path, run=run).spent(gateway)


def test_the_cap_holds_for_two_runs_at_once_and_a_kill_in_the_middle(served, tmp_path):
    asked = ["--model", NAME, "--base-url", served.urls["gmicloud"], "--budget", "4.00", "--run", "fleet"]
    one, other = start(tmp_path, *asked), start(tmp_path, *asked)
    deadline = time.monotonic() + 60
    while len(served.creates("gmicloud")) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    one.send_signal(signal.SIGKILL)
    one.communicate()
    assert "of 4.00 at gmicloud" in finished(other)
    before = spent(tmp_path, "fleet", "gmicloud")
    said = finished(start(tmp_path, *asked))
    charged, held = sum(served.creates("gmicloud"), Decimal(0)), spent(tmp_path, "fleet", "gmicloud")
    assert before <= held <= 4
    assert f"{held} of 4.00 at gmicloud" in said
    assert 0 <= held - charged <= Decimal("1.00"), "only what the killed one had reserved and not sent"
    assert len(served.creates("gmicloud")) >= 3


def test_a_named_run_buys_nothing_twice(served, tmp_path):
    asked = [
        "--model",
        NAME,
        "--base-url",
        served.urls["gmicloud"],
        "--budget",
        "9",
        "--explain",
        "::prompt:length",
    ]
    first = finished(start(tmp_path, *asked, "--run", "mine"))
    bought = len(served.creates("gmicloud"))
    assert finished(start(tmp_path, *asked, "--run", "mine")) == first
    assert len(served.creates("gmicloud")) == bought > 0
    finished(start(tmp_path, *asked, "--run", "another"))
    assert len(served.creates("gmicloud")) == 2 * bought


def test_a_dry_run_pays_for_knowing_prices_and_an_unknown_price_needs_a_word(served, tmp_path):
    oxen = ["--model", "oxen/luma-ray-v3-2-text-to-video", "--base-url", served.urls["oxen"], "--budget", "9"]
    said = finished(start(tmp_path, *oxen), NOTHING_TRIED)
    assert "nothing could be tried" in said
    assert served.control("log", provider="oxen") == []
    report = tmp_path / "oxen.json"
    finished(start(tmp_path, *oxen, "--assume-price", "1.25", "--report", str(report)))
    found = {r.check.name: r.verdict for r in Report.load(report.read_text()).results}
    assert found["loop-not-10s"] is Verdict.LATE
    assert len(served.creates("oxen")) == 7, "of 1.25 each, since refusals come late there"
    scenario = [
        "--model",
        "model_luma-reframe-video",
        "--base-url",
        served.urls["scenario"],
        "--budget",
        "40",
    ]
    finished(start(tmp_path, *scenario, "--report", str(report), "--run", "dry"))
    results = Report.load(report.read_text()).results
    assert {r.verdict for r in results if r.check.kind in ("limit", "dry-run")} >= {Verdict.ENFORCED}
    assert spent(tmp_path, "dry", "scenario") == sum(served.creates("scenario"))


def test_an_emulator_is_never_told_as_live(served, tmp_path):
    asked = ["--model", NAME, "--base-url", served.urls["gmicloud"], "--budget", "0", "--json"]
    said = finished(start(tmp_path, *asked))
    told = json.loads(said[said.index("{") : said.rindex("}") + 1])
    assert told["target"] == "emulated"
    assert "an emulator" in told["note"]


@pytest.fixture
def stranger():
    """The gateway written by hand, behind a socket: what a live gateway is to the suite."""
    gateway, lock = Gateway(), threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536  # head and body in one packet: two would wait for each other

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            address = f"http://{self.headers['Host']}{self.path}"
            with lock:
                asked = httpx.Request(self.command, address, headers=dict(self.headers), content=content)
                answer = gateway.answer(asked)
            self.send_response(answer.status_code)
            self.send_header("Content-Length", str(len(answer.content)))
            self.send_header("X-Echo", self.headers.get("Authorization", ""))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_DELETE = do_POST  # noqa: N815 - as http.server calls them

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield gateway, f"http://127.0.0.1:{server.server_address[1]}/private-host-path"
    server.shutdown()
    server.server_close()


def test_a_live_recording_says_so_hides_where_and_is_played_as_it_was_asked(stranger, tmp_path):
    gateway, url = stranger
    asked = ["--model", NAME, "--base-url", url, "--budget", "30", "--run", "r"]
    live, played = tmp_path / "live.json", tmp_path / "played.json"
    folder = tmp_path / "cassettes"
    said = finished(start(tmp_path, *asked, "--record", "--cassettes", str(folder), "--report", str(live)))
    assert "\nLIVE: live, " in said
    origin = header(path_of(folder, NAME))
    assert (origin.recorded, origin.where[:5]) == ("live", "base-")
    assert "--target live --record" in origin.command
    text = path_of(folder, NAME).read_text()
    assert not {word for word in (CANARY, "canary", "private-host", "127.0.0.1") if word in text}
    seen = gateway.seen
    command = [*CALLSHEET, "conform", "--model", NAME, "--cassettes", str(folder)]
    done = subprocess.run(
        [*command, "--report", str(played)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.stdout.startswith("RECORDED: recorded from live gateways"), done.stdout + done.stderr
    assert gateway.seen == seen, "nobody was asked"
    one, two = (Report.load(path.read_text()) for path in (live, played))
    asked, told = ({r.check.id: r.verdict for r in each.results} for each in (one, two))
    assert {name: told[name] for name in asked} == asked
    assert Verdict.NOT_TESTABLE in {told[name] for name in told.keys() - asked.keys()}, (
        "triples were not asked for"
    )
    assert sum(r.verdict is Verdict.ENFORCED for r in one.results) > 100
    assert {r.check.name for r in one.findings} >= {"hdr-not-540p", "loop-not-10s", "job/states"}
