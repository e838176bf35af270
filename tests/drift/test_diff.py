"""``callsheet diff``: folders, files, revisions and packages; four ways to print; exit codes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small import KITE, KITE_PAGE, project, swapped

from callsheet import disk, emit, pipeline

Call = Run = Callable[..., Any]
DEARER = swapped(KITE, ('amount: "5"', 'amount: "6"'))
REWORDED = swapped(KITE, ("Draws a kite.", "Paints a kite."))
NARROWER = swapped(KITE, ("length: [1, 300]", "length: [1, 200]"))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return project(tmp_path / "here")


@pytest.fixture
def diff(here: Path, call: Call) -> Run:
    return lambda *words: call(here, "diff", *words)


def git(here: Path, *words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *identity, *words], cwd=here, check=True, capture_output=True)


def other(tmp_path: Path, text: str) -> Path:
    folder = project(tmp_path / "other")
    (folder / "specs/acme/kite.yaml").write_text(text)
    return folder


def codes(done: Any) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [each["code"] for each in json.loads(done.stdout)["changes"]]


def test_text_names_the_change_its_place_and_a_request(diff: Run, tmp_path: Path) -> None:
    done = diff("specs", other(tmp_path, NARROWER))
    assert "breaking  acme/kite: prompt: greatest length is 200 now, was 300" in done.stdout
    assert "for example" in done.stdout
    assert "The package becomes 1.0.0." in done.stdout
    assert done.returncode == 0


def test_markdown_is_a_body_and_sarif_points_at_the_line(diff: Run, tmp_path: Path) -> None:
    new = other(tmp_path, NARROWER)
    body = diff("specs", new, "--markdown").stdout
    assert body.startswith(
        "**1 breaking**; the package becomes 1.0.0.\n\n### Breaking\n\n- `acme/kite`: prompt"
    )
    (run,) = json.loads(diff("specs", new, "--sarif").stdout)["runs"]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("CV117", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "specs/acme/kite.yaml"
    assert NARROWER.splitlines()[place["region"]["startLine"] - 1].strip().startswith("prompt:")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "CV117"


def test_sarif_names_a_file_and_a_line_for_every_change(diff: Run, here: Path, tmp_path: Path) -> None:
    new = other(tmp_path, swapped(NARROWER, ("forbid: {size", "forbid: {tail: true, size")))
    path = new / "specs/acme/provider.yaml"
    path.write_text(
        swapped(path.read_text(), ("word: done", "word: finished"), ('"/jobs/{id}"', '"/works/{id}"'))
    )
    (here / "specs/acme/gone.yaml").write_text(KITE.replace("model: kite", "model: gone"))
    (run,) = json.loads(diff("specs", new, "--sarif").stdout)["runs"]
    found = {}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        lines = (new / place["artifactLocation"]["uri"]).read_text().splitlines()
        line, column = place["region"]["startLine"], place["region"]["startColumn"]
        found[result["ruleId"]] = lines[line - 1][column - 1 :].split(":")[0].lstrip("{")
    assert found == {"CV117": "length", "CV121": "id", "CV150": "path", "CV151": "word", "CV104": "provider"}
    marks = [each["partialFingerprints"]["change/v1"] for each in run["results"]]
    assert len(set(marks)) == len(marks)
    (here / "old page.md").write_text(KITE_PAGE)
    (here / "new page.md").write_text(swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | 7 |")))
    (run,) = json.loads(diff("old page.md", "new page.md", "--sarif").stdout)["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "new%20page.md"}
    }


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (NARROWER, "breaking", 1),
        (NARROWER, "price", 1),
        (DEARER, "breaking", 0),
        (DEARER, "price", 1),
        (DEARER, "any", 1),
        (KITE, "any", 0),
        (REWORDED, "any", 0),
    ],
)
def test_fail_on(diff: Run, tmp_path: Path, text: str, level: str, code: int) -> None:
    assert diff("specs", other(tmp_path, text), "--fail-on", level).returncode == code


def test_words_give_nothing_and_make_a_version(diff: Run, tmp_path: Path) -> None:
    new = other(tmp_path, REWORDED)
    found = json.loads(diff("specs", new, "--json").stdout)
    assert found == {"version": "0.1.1", "changes": [], "worded": ["acme/kite"]}
    assert diff("specs", new).stdout.splitlines() == [
        "Nothing changed.",
        "Words or places alone differ in 1 of the models.",
        "The package becomes 0.1.1.",
    ]
    assert diff("specs", new, "--markdown").stdout == (
        "Nothing changed for callers. Words or places differ in 1 of the models; the package becomes 0.1.1.\n"
    )
    assert json.loads(diff("specs", new, "--sarif").stdout)["runs"][0]["results"] == []


def test_revisions(diff: Run, here: Path) -> None:
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "one")
    assert codes(diff("HEAD", "specs", "--json")) == []
    (here / "specs/acme/kite.yaml").write_text(DEARER)
    for old, new in (
        ("HEAD", "specs"),
        ("HEAD:specs", "."),
        ("HEAD:specs/acme", "specs/acme"),
        ("HEAD:specs/acme/kite.yaml", "specs/acme/kite.yaml"),
    ):
        assert codes(diff(old, new, "--json")) == ["CV132"]


def test_packages_and_manifests(diff: Run, here: Path, tmp_path: Path) -> None:
    providers = pipeline.resolved(pipeline.load(disk.read_specs(here / "specs")))
    disk.write(emit.emit(providers, ("manifest", "package")), here / "generated")
    new = other(tmp_path, DEARER)
    assert codes(diff("generated", "specs", "--json")) == []
    assert codes(diff("generated", new, "--json")) == ["CV132"]
    assert codes(diff("generated/manifest/acme.json", new, "--json")) == ["CV132"]


def test_a_package_knows_its_version_and_its_releases_are_kept(diff: Run, tmp_path: Path, call: Call) -> None:
    assert diff("specs", other(tmp_path, NARROWER), "--release", "--on", "2026-09-01").returncode == 0
    new = tmp_path / "other"
    assert call(new, "build").returncode == 0
    (new / "specs/acme/kite.yaml").write_text(swapped(NARROWER, ('amount: "5"', 'amount: "6"')))
    for _ in range(2):
        done = call(new, "diff", "generated", "specs", "--release", "--on", "2026-10-01")
        assert "The package becomes 1.0.1." in done.stdout
        assert [each["version"] for each in json.loads((new / "specs/releases.json").read_text())] == [
            "1.0.1",
            "1.0.0",
        ]
    (new / "specs/releases.json").write_text("[]\n")
    assert call(new, "diff", "generated", "specs", "--release").returncode == 2
    assert (new / "specs/releases.json").read_text() == "[]\n"


def test_pages(diff: Run, here: Path) -> None:
    (here / "old.md").write_text(KITE_PAGE)
    (here / "new.md").write_text(swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | 7 |")))
    assert codes(diff("old.md", "new.md", "--json")) == ["CP132"]
    assert diff("old.md", "specs").returncode == 3
    assert "CL306" in diff("old.md", "specs").stderr


@pytest.mark.parametrize("name", ["nothing", "nothing:specs", "--output=x", "-x", ":", ".git"])
def test_what_is_neither_path_nor_revision(diff: Run, here: Path, name: str) -> None:
    git(here, "init", "-q")
    done = diff("--", name, "specs")
    assert done.returncode == 3
    assert "CL305" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_neither_spec_nor_page_is_refused(diff: Run, here: Path) -> None:
    (here / "film.dat").write_bytes(b"\xff")
    done = diff("film.dat", "specs")
    assert (done.returncode, "film.dat: error CL305" in done.stderr) == (3, True)


def test_a_release_is_written_once_however_often(diff: Run, here: Path, tmp_path: Path) -> None:
    new = other(tmp_path, NARROWER)
    assert diff("specs", new, "--release", "--on", "2026-09-01").returncode == 0
    first = (new / "specs/releases.json").read_text()
    assert diff("specs", new, "--release", "--on", "2026-09-01").returncode == 0
    assert (new / "specs/releases.json").read_text() == first
    (release,) = json.loads(first)
    assert (release["version"], release["date"]) == ("1.0.0", "2026-09-01")
    assert diff("specs", here / "specs/acme/kite.yaml", "--release").returncode == 2
