"""The recipes for CI and cron, run step by step against a small gateway, a bare repository and a stand-in for ``gh``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from small import KITE, KITE_PAGE, project, swapped

RECIPES = Path(__file__).parents[2] / "generator" / "recipes"
GH = '#!/bin/sh\nprintf "%s\\n" "$@" > gh-asked\n'
NEW = swapped(KITE_PAGE, ("1-300 characters", "1-200 characters"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose pages stand in a folder, and whose specs say what they say."""
    folder = project(tmp_path_factory.mktemp("made") / "checkout")
    (folder / "specs/acme/kite.yaml").write_text(swapped(KITE, ("per: video", "per: request")))
    (folder / ".gitignore").write_text(".callsheet/\npages/\nbin/\ngh-asked\noutput\n")
    (folder / "generator").mkdir()
    (folder / "generator/recipes").symlink_to(RECIPES)
    page(folder, KITE_PAGE)
    gh = folder / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(GH)
    gh.chmod(0o755)
    assert run(folder, "callsheet pull --from pages --on 2026-07-01 --write").returncode == 0
    assert run(folder, "callsheet build").returncode == 0
    assert run(folder, "git init -q -b main && git add . && git commit -qm one").returncode == 0
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path) -> Path:
    """It, with an origin of its own."""
    folder = Path(shutil.copytree(made, tmp_path / "checkout", symlinks=True))
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "origin")], check=True)
    subprocess.run(["git", "remote", "add", "origin", str(tmp_path / "origin")], cwd=folder, check=True)
    return folder


def page(folder: Path, text: str) -> None:
    (folder / "pages/acme").mkdir(parents=True, exist_ok=True)
    (folder / "pages/acme/kite.md").write_text(text)


def run(folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    identity = {
        f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env={**os.environ, **identity, "PATH": path, "CHECK": "true", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run of the workflow leaves: who failed, and what a person reads."""

    failed: list[str]
    skipped: list[str]
    summary: str
    asked: list[str]
    """Of ``gh``."""


def workflow(folder: Path, more: str = "--from pages --on 2026-07-16") -> Ran:
    """The ``run:`` steps in their order, each where its ``if:`` lets it; installing is what these tests stand on."""
    steps = YAML(typ="safe").load((RECIPES / "github-actions.yml").read_text())["jobs"]["refresh"]["steps"]
    files = {name: folder / ".callsheet" / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    (folder / ".callsheet").mkdir(exist_ok=True)
    for path in files.values():
        path.write_text("")
    failed: list[str] = []
    skipped: list[str] = []
    for step in steps:
        if "run" not in step or step["name"] == "install":
            continue
        script = f"{step['run']} {more}" if step.get("id") == "refresh" else step["run"]
        if not is_due(step.get("if", "success()"), files["GITHUB_OUTPUT"].read_text(), failed):
            skipped.append(step["name"])
        elif run(folder, script, **{name: str(path) for name, path in files.items()}).returncode:
            failed.append(step["name"])
    asked = folder / "gh-asked"
    return Ran(
        failed=failed,
        skipped=skipped,
        summary=files["GITHUB_STEP_SUMMARY"].read_text(),
        asked=asked.read_text().splitlines() if asked.is_file() else [],
    )


def is_due(condition: str, output: str, failed: list[str]) -> bool:
    """The conditions that the workflow uses; any other is one that this test does not know."""
    known = {
        "success()": not failed,
        "always()": True,
        "steps.refresh.outputs.changed == 'true'": not failed and output == "changed=true\n",
    }
    return known[condition]


@pytest.fixture
def clone(here: Path, tmp_path: Path) -> Path:
    """A fresh checkout of what was pushed: nothing ignored is in it but the pages and the stand-in."""
    assert run(here, "git push -q origin HEAD:main").returncode == 0
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "-b", "main", str(tmp_path / "origin"), str(folder)], check=True)
    for name in ("pages", "bin"):
        shutil.copytree(here / name, folder / name)
    assert not (folder / ".callsheet").exists()
    return folder


def test_a_change_becomes_a_pull_request_with_the_markdown(clone: Path) -> None:
    page(clone, NEW)
    ran = workflow(clone)
    assert (ran.failed, ran.skipped) == ([], [])
    body = (clone / ran.asked[ran.asked.index("--body-file") + 1]).read_text()
    assert ran.summary == body
    assert body.startswith(
        "**1 breaking**; the package becomes 1.0.0.\n\n### Breaking\n\n- `acme/kite`: prompt"
    )
    assert "greatest length is 200 now, was 300" in body
    assert "\n\n### Checks\n\n- tests: passed\n- conformance on recordings:" in body
    assert "Words for the kite." not in body
    pushed = run(clone, "git show --stat --format=%s origin/callsheet-pull").stdout
    assert pushed.startswith("Follow the documentation pages\n")
    for name in ("specs/acme/kite.yaml", "specs/releases.json", "generated/CHANGELOG.md"):
        assert name in pushed
    for name in ("pages/acme", ".callsheet", "gh-asked"):
        assert name not in pushed
    assert run(clone, "git status --porcelain").stdout == ""
    assert run(clone, "callsheet build --check").returncode == 0


def test_a_second_round_before_anybody_merged_pushes_the_same(clone: Path) -> None:
    page(clone, NEW)
    workflow(clone)
    first = run(clone, "git rev-parse origin/callsheet-pull^{tree}").stdout
    run(clone, "git switch -q main && rm -rf .callsheet")
    ran = workflow(clone)
    assert ran.failed == []
    assert run(clone, "git rev-parse origin/callsheet-pull^{tree}").stdout == first


def test_nothing_new_asks_for_nothing(clone: Path) -> None:
    ran = workflow(clone)
    assert (ran.failed, ran.skipped, ran.asked) == ([], ["open a pull request"], [])
    assert ran.summary == "Nothing changed for callers.\n"
    assert "callsheet-pull" not in run(clone, "git branch --all").stdout


def test_what_looks_wrong_fails_the_round_says_why_and_changes_nothing(clone: Path) -> None:
    page(clone, swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | 51 |")))
    ran = workflow(clone)
    assert (ran.failed, ran.skipped) == (["pull, build, test, conform"], ["open a pull request"])
    assert "### Held back\n\n- `acme/kite`: dearer" in ran.summary
    assert "was 5, +920 %" in ran.summary
    assert "`CH101`" in ran.summary
    assert run(clone, "git status --porcelain").stdout == ""
    assert "callsheet-pull" not in run(clone, "git branch --all").stdout
    confirmed = workflow(clone, "--from pages --confirm acme/kite")
    assert confirmed.failed == []
    assert "### Prices" in confirmed.summary


def test_what_only_people_can_decide_stands_in_the_summary(clone: Path) -> None:
    page(
        clone,
        swapped(KITE_PAGE, ("## Credit cost", "- Kites must never be flown at night.\n\n## Credit cost")),
    )
    ran = workflow(clone)
    assert ran.failed == ["pull, build, test, conform"]
    assert "### Left to people" in ran.summary
    assert "night" not in ran.summary


def test_cron_comes_back_from_what_is_held(here: Path) -> None:
    before = run(here, "git branch --show-current").stdout
    page(here, swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | 51 |")))
    done = run(here, "generator/recipes/cron.sh --from pages")
    assert done.returncode == 1
    assert "CH101" in done.stderr
    assert run(here, "git branch --show-current").stdout == before


def test_cron_leaves_a_commit_on_a_branch_and_prints_the_body(here: Path) -> None:
    before = run(here, "git branch --show-current").stdout
    page(here, NEW)
    done = run(here, "generator/recipes/cron.sh --from pages")
    assert done.returncode == 0, done.stderr
    assert "### Breaking" in done.stdout
    assert run(here, "git branch --show-current").stdout == before
    assert "specs/acme/kite.yaml" in run(here, "git show --stat --format=%s callsheet-pull").stdout
