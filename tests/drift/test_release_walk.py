"""Two consecutive changes from a clean clone: version, changelog and package follow, and every step is repeatable."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small import KITE, KITE_PAGE, project, swapped

Call = Callable[..., Any]
SPEC = "specs/acme/kite.yaml"


def git(here: Path, *words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *identity, *words], cwd=here, check=True, capture_output=True)


def commit(here: Path) -> None:
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "next")


@pytest.fixture
def here(tmp_path: Path, call: Call) -> Path:
    """A clean clone, as users get it: built, and without a list of releases."""
    folder = project(tmp_path / "origin")
    (folder / SPEC).write_text(swapped(KITE, ("per: video", "per: request")))
    (folder / ".gitignore").write_text(".callsheet/\npages/\n")
    assert call(folder, "build").returncode == 0
    git(folder, "init", "-q")
    commit(folder)
    git(tmp_path, "clone", "-q", "origin", "clone")
    clone = tmp_path / "clone"
    (clone / "pages/acme").mkdir(parents=True)
    return clone


def version(here: Path) -> str:
    return str(tomllib.loads((here / "generated/pyproject.toml").read_text())["project"]["version"])


def headings(here: Path) -> list[str]:
    log = (here / "generated/CHANGELOG.md").read_text()
    return [line for line in log.splitlines() if line.startswith("## ")]


def test_edits_by_hand(here: Path, call: Call) -> None:
    assert version(here) == "0.1.0"
    assert not (here / "generated/CHANGELOG.md").exists()
    path = here / SPEC
    path.write_text(swapped(path.read_text(), ("[1, 300]", "[1, 200]")))
    done = call(here, "diff", "HEAD", "specs", "--release", "--on", "2026-08-01")
    assert "The package becomes 1.0.0." in done.stdout
    assert call(here, "build").returncode == 0
    assert (version(here), headings(here)) == ("1.0.0", ["## 1.0.0 (2026-08-01)"])
    commit(here)
    path.write_text(swapped(path.read_text(), ('amount: "5"', 'amount: "6"')))
    assert call(here, "diff", "HEAD", "specs", "--release", "--on", "2026-09-01").returncode == 0
    assert call(here, "build").returncode == 0
    assert (version(here), headings(here)) == ("1.0.1", ["## 1.0.1 (2026-09-01)", "## 1.0.0 (2026-08-01)"])
    log = (here / "generated/CHANGELOG.md").read_text()
    assert "greatest length is 200 now, was 300" in log
    assert "costs 6 credits, was 5" in log
    assert call(here, "build", "--check").returncode == 0


def test_pulls(here: Path, call: Call) -> None:
    def pulled(page: str, day: str) -> None:
        (here / "pages/acme/kite.md").write_text(page)
        done = call(here, "pull", "--from", "pages", "--write", "--on", day, "--confirm", "all")
        assert done.returncode == 0, done.stderr
        assert call(here, "build").returncode == 0

    pulled(KITE_PAGE, "2026-07-01")
    assert (version(here), headings(here)) == ("0.1.1", ["## 0.1.1 (2026-07-01)"])  # places were noted
    narrower = swapped(KITE_PAGE, ("1-300 characters", "1-200 characters"))
    pulled(narrower, "2026-08-01")
    assert version(here) == "1.0.0"
    pulled(swapped(narrower, ("| 5 | 5 |", "| 5 | 6 |")), "2026-09-01")
    assert version(here) == "1.0.1"
    assert headings(here) == [
        "## 1.0.1 (2026-09-01)",
        "## 1.0.0 (2026-08-01)",
        "## 0.1.1 (2026-07-01)",
    ]
    releases = json.loads((here / "specs/releases.json").read_text())
    assert [{entry["effect"] for entry in each["entries"]} for each in releases] == [
        {"price"},
        {"breaking"},
        {"cosmetic"},
    ]
    assert all(entry["at"] for each in releases[:2] for entry in each["entries"])


def test_values_stand_in_the_changelog_as_they_are_written(here: Path, call: Call) -> None:
    path = here / SPEC
    path.write_text(swapped(path.read_text(), ('["small", "large"]', '["small", "large", "huge"]')))
    call(here, "diff", "HEAD", "specs", "--release", "--on", "2026-08-01")
    assert call(here, "build").returncode == 0
    assert '- `acme/kite`: size: takes "huge" too' in (here / "generated/CHANGELOG.md").read_text()
