from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys

import httpx
import pytest
from click.testing import CliRunner

from callsheet_conformance.gateways import CannotServeError, Settings, app, serve
from callsheet_conformance.gateways.command import serve as command
from callsheet_conformance.gateways.run import table

OK = {"model": "toy-1", "input": {"prompt": "x"}}


def test_it_is_up_in_a_new_process(toy_files):
    code = (
        "from pathlib import Path; from callsheet_conformance.gateways import serve\n"
        f"with serve(generated=Path({str(toy_files)!r})) as served: print(served.control)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("http://127.0.0.1:")


def test_a_fixed_port_takes_those_that_follow_and_says_so_when_they_are_taken(toy_files):
    with serve(generated=toy_files) as first:
        port = int(first.control.split(":")[2].split("/")[0])
        with pytest.raises(CannotServeError, match="cannot listen"), serve(generated=toy_files, port=port):
            pass


def test_only_loopback_is_served(toy_files):
    for host in ("0.0.0.0", "10.0.0.1", "example.com"):
        with pytest.raises(CannotServeError, match="loopback"), serve(generated=toy_files, host=host):
            pass


def test_providers_that_were_not_emitted_are_named(toy_files, tmp_path):
    with pytest.raises(CannotServeError, match=r"no manifest of nope .* toy"):
        app(["toy", "nope"], generated=toy_files)
    with pytest.raises(CannotServeError, match="none"):
        app(generated=tmp_path)


def test_the_table_at_the_start_has_addresses_and_variables_in_100_columns(toy_served):
    text = table(toy_served)
    assert toy_served.base_urls["toy"] in text
    assert "export TOY_KEY=" in text
    assert toy_served.control in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_app_serves_in_process_without_a_socket(toy_files):
    async def scene() -> tuple[int, dict]:
        emulator = app(generated=toy_files, settings=Settings(speed=0))
        transport = httpx.ASGITransport(emulator)
        sign_in = {"Authorization": "Bearer k"}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://in.process", headers=sign_in
        ) as client:
            made = await client.post("/api/jobs", json=OK)
            await client.post("/__callsheet__/clock", json={"advance": 60})
            data = (await client.get(f"/toy/api/jobs/{made.json()['data']['id']}")).json()["data"]
            film = await client.get(data["files"][0]["url"])
            with pytest.raises(ConnectionResetError):
                await client.post("/api/jobs", json=OK, headers={"X-Callsheet-Fault": "lost-response"})
            return film.status_code, data

    status, data = asyncio.run(scene())
    assert status == 200
    assert data["state"] == "done"


def test_one_seed_and_start_give_the_same_ids_and_answers(toy_files):
    def run() -> list[str]:
        with serve(generated=toy_files, settings=Settings(speed=0, start=1.8e9, seed=4)) as served:
            sign_in = {"Authorization": "Bearer k"}
            return [
                httpx.post(served.base_urls["toy"] + "/jobs", json=OK, headers=sign_in).text for _ in range(3)
            ]

    first = run()
    assert first == run()
    assert len(set(first)) == 3


def test_known_keys_can_be_limited(toy_files):
    with serve(generated=toy_files, settings=Settings(keys=frozenset({"good"}))) as served:
        url = served.base_urls["toy"] + "/jobs"
        assert httpx.get(url, headers={"Authorization": "Bearer good"}).status_code == 200
        assert httpx.get(url, headers={"Authorization": "Bearer other"}).status_code == 401


def test_the_command_serves_until_it_is_interrupted(toy_files):
    code = "from callsheet_conformance.gateways.command import serve; serve()"
    command = [sys.executable, "-c", code, "toy", "--port", "0", "--generated", str(toy_files), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline())
        sign_in = {"Authorization": "Bearer k"}
        assert httpx.get(told["base_urls"]["toy"] + "/jobs", headers=sign_in).status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert "Traceback" not in process.stderr.read()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "no manifest of nope"),
        (["toy", "--host", "0.0.0.0"], "loopback"),
        (["--generated", "."], "manifest"),
        (["toy", "--port", "65535"], "65535"),
    ],
)
def test_the_command_says_why_it_cannot_go_on(toy_files, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(command, ["--port", "0", "--generated", str(toy_files), *arguments])
    assert done.exit_code == 3
    assert said in done.stderr
