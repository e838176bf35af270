"""The installed command against an https server under a public address, in a network namespace: nothing is stood in for."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROUNDS = Path(__file__).with_name("installed_rounds.py")
APART = (["unshare", "--net", "--mount"], ["unshare", "--map-root-user", "--net", "--mount"])


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    if not all(map(shutil.which, ("unshare", "ip", "mount"))):
        pytest.skip("a network namespace needs unshare, ip and mount")
    apart = next((each for each in APART if _works(each)), None)
    if apart is None:
        pytest.skip("this system grants no network namespace")
    folder = tmp_path_factory.mktemp("rounds")
    done = subprocess.run(
        [*apart, sys.executable, str(ROUNDS), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {each["what"]: each for each in json.loads(done.stdout)}


def _works(apart: list[str]) -> bool:
    trial = "ip link set lo up && mount --bind /etc/hosts /etc/hosts"
    return subprocess.run([*apart, "sh", "-c", trial], capture_output=True, check=False).returncode == 0


def test_a_server_that_nobody_vouches_for_is_asked_nothing(rounds: dict[str, dict[str, Any]]) -> None:
    found = rounds["nobody vouches for the server"]
    assert (found["code"], found["asked"]) == (3, [])
    assert "CF106" in found["err"]


def test_pages_come_are_known_again_and_followed(rounds: dict[str, dict[str, Any]]) -> None:
    first, again = rounds["places are noted"], rounds["nothing new"]
    assert (first["code"], again["code"]) == (0, 0), first["err"] + again["err"]
    assert first["asked"] == [["https://docs.acme.example/kite", ""]]
    assert again["asked"][0][1].startswith('"')
    assert "1 pages read; they state nothing that the specs do not" in again["out"]
    moved, written = rounds["a limit moved"], rounds["and is written"]
    assert (moved["code"], written["code"]) == (1, 0)
    assert "greatest length is 200 now, was 300" in moved["out"]
    assert "the specs are updated" in written["out"]


@pytest.mark.parametrize(
    ("what", "code"),
    [("one page is gone", "CF107"), ("sent to another host", "CF102"), ("a private address", "CF103")],
)
def test_what_is_refused_is_said(rounds: dict[str, dict[str, Any]], what: str, code: str) -> None:
    found = rounds[what]
    assert found["code"] == 1
    assert code in found["err"]
    assert "nothing was written" in found["out"]
