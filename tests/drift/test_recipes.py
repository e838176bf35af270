"""The recipes for CI and cron, run step by step against a small gateway, a bare repository and a stand-in for ``gh``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from small import KITE, KITE_PAGE, project, swapped

RECIPES = Path(__file__).parents[2] / "generator" / "recipes"
GH = '#!/bin/sh\nprintf "%s\\n" "$@" > gh-asked\n'
NEW = swapped(KITE_PAGE, ("1-300 characters", "1-200 characters"))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A checkout with an origin; its pages stand in a folder, its specs say what they say."""
    folder = project(tmp_path / "checkout")
    (folder / "specs/acme/kite.yaml").write_text(swapped(KITE, ("per: video", "per: request")))
    (folder / ".gitignore").write_text(".callsheet/\npages/\nbin/\ngh-asked\noutput\n")
    (folder / "generator").mkdir()
    (folder / "generator/recipes").symlink_to(RECIPES)
    page(folder, KITE_PAGE)
    gh = folder / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(GH)
    gh.chmod(0o755)
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "origin")], check=True)
    for words in (["init", "-q"], ["remote", "add", "origin", str(tmp_path / "origin")]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    assert run(folder, "callsheet pull --from pages --on 2026-07-01 --write").returncode == 0
    assert run(folder, "callsheet build").returncode == 0
    run(folder, "git add . && git commit -qm one")
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


def steps() -> list[dict[str, str]]:
    workflow = YAML(typ="safe").load((RECIPES / "github-actions.yml").read_text())
    return [
        step for step in workflow["jobs"]["refresh"]["steps"] if "run" in step and step["name"] != "install"
    ]


def test_the_workflow_opens_a_pull_request_with_the_markdown(here: Path) -> None:
    page(here, NEW)
    refresh, opened = steps()
    done = run(here, f"{refresh['run']} --from pages", GITHUB_OUTPUT=str(here / "output"))
    assert done.returncode == 0, done.stderr
    assert (here / "output").read_text() == "changed=true\n"
    done = run(here, opened["run"])
    assert done.returncode == 0, done.stderr
    asked = (here / "gh-asked").read_text().splitlines()
    body = (here / asked[asked.index("--body-file") + 1]).read_text()
    assert "### Breaking" in body
    assert "greatest length is 200 now, was 300" in body
    assert "- tests: passed" in body
    assert "- conformance on recordings:" in body
    pushed = run(here, "git show --stat --format=%s origin/callsheet-pull").stdout
    assert "specs/acme/kite.yaml" in pushed
    assert "specs/releases.json" in pushed
    assert "generated/CHANGELOG.md" in pushed
    assert "pages/acme" not in pushed


def test_nothing_new_asks_for_nothing(here: Path) -> None:
    refresh, _ = steps()
    done = run(here, f"{refresh['run']} --from pages", GITHUB_OUTPUT=str(here / "output"))
    assert done.returncode == 0, done.stderr
    assert not (here / "output").exists()


def test_what_looks_wrong_fails_the_round_and_changes_nothing(here: Path) -> None:
    page(here, swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | 51 |")))
    refresh, _ = steps()
    done = run(here, f"{refresh['run']} --from pages", GITHUB_OUTPUT=str(here / "output"))
    assert done.returncode == 1
    assert "CH101" in done.stderr
    assert not (here / "output").exists()
    assert run(here, "git status --porcelain").stdout == ""


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
