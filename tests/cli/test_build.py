"""``build``: the same bytes whatever the surroundings, all or nothing, and a check that names what to do."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

RAY = "specs/gmicloud/luma-ray-3-2-generate.yaml"


def digest(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_what_is_committed_is_fresh(callsheet: Run) -> None:
    done = callsheet("build", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "America/St_Johns",
            "LC_ALL": "C.UTF-8",
            "HTTPS_PROXY": "http://127.0.0.1:9",
        },
    ],
)
def test_the_same_bytes_whatever_the_surroundings(
    project: Path, callsheet: Run, surroundings: dict[str, str]
) -> None:
    done = callsheet("build", "--out", "again", env=surroundings)
    assert done.returncode == 0, done.stderr
    assert digest(project / "again") == digest(project / "generated")


def test_a_changed_value_is_noticed_with_the_command_that_mends_it(project: Path, callsheet: Run) -> None:
    edit(project / RAY, '["540p", "720p", "1080p"]', '["540p", "720p", "1080p", "4k"]')
    # The price table has no row for the new value: that is said first, and nothing is written.
    before = digest(project / "generated")
    done = callsheet("build")
    assert done.returncode == 3
    assert f"{RAY}:" in done.stderr
    assert "CL130" in done.stderr
    assert digest(project / "generated") == before


def test_a_stale_file_is_named(project: Path, callsheet: Run) -> None:
    edit(project / "specs/scenario/model_luma-modify-video.yaml", '"flex_1"', '"flex_0"')
    done = callsheet("build", "--check", "--json")
    assert done.returncode == 1
    changed = {change["path"] for change in json.loads(done.stdout)["changes"]}
    assert "schemas/scenario/model_luma-modify-video.json" in changed
    assert "video_gateways/scenario/validators.py" in changed
    assert not any(path.startswith("schemas/gmicloud") for path in changed)
    said = callsheet("build", "--check")
    assert "Mend it with: callsheet build" in said.stdout
    assert callsheet("build").returncode == 0
    assert callsheet("build", "--check").returncode == 0


BAD = {
    "unknown key": ("\n  hdr: {type", "\n  hdr: {colour: red, type", "CS"),
    "duplicate key": ("capabilities:", "summary: Again.\ncapabilities:", "CS"),
    "unquoted ratio": ('enum: ["9:16", "3:4"', 'enum: [9:16, "3:4"', "CS"),
    "unknown parameter in a rule": (
        "forbid: {hdr: true, resolution",
        "forbid: {hdrr: true, resolution",
        "CK101",
    ),
    "prices that overlap": (
        'when: {hdr: false, resolution: "720p"}, amount',
        'when: {hdr: false, resolution: ["540p", "720p"]}, amount',
        "CL131",
    ),
    "prices with a hole": (
        '      - {when: {hdr: false, resolution: "540p"}, amount: "0.15", at: "Pricing/SDR#4e33c1e4e298"}\n',
        "",
        "CL130",
    ),
}


@pytest.mark.parametrize("what", sorted(BAD))
def test_a_bad_spec_gives_one_clear_error_and_writes_nothing(
    what: str, project: Path, callsheet: Run
) -> None:
    old, new, code = BAD[what]
    edit(project / RAY, old, new)
    before = digest(project / "generated")
    done = callsheet("build")
    assert done.returncode == 3
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith(f"{RAY}:")
    place = lines[0].split(": ", 1)[0].split(":")
    assert [part.isdigit() for part in place[1:]] == [True, True]
    assert f"error {code}" in lines[0]
    assert digest(project / "generated") == before


def test_faults_of_several_files_are_told_at_once(project: Path, callsheet: Run) -> None:
    edit(project / RAY, "type: boolean", "type: bool")
    edit(project / "specs/scenario/model_luma-ray-3-2.yaml", "type: file", "type: blob")
    done = callsheet("build")
    assert RAY in done.stderr
    assert "specs/scenario/model_luma-ray-3-2.yaml" in done.stderr


def test_a_file_of_the_user_is_not_lost(project: Path, callsheet: Run) -> None:
    (project / "generated" / "mine.txt").write_text("mine")
    edit(project / "specs/scenario/model_luma-modify-video.yaml", '"flex_1"', '"flex_0"')
    done = callsheet("build")
    assert done.returncode == 3
    assert "CD108" in done.stderr
    assert (project / "generated" / "mine.txt").read_text() == "mine"
