"""What is remembered is only ever what would be worked out again: any byte that an answer depends on asks anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small import KITE, KITE_PAGE, project, swapped

from callsheet import compared, disk, pipeline, remembered

Call = Callable[..., Any]
PULL = ("pull", "--from", "pages", "--on", "2026-07-16")
SPEC = "specs/acme/kite.yaml"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("once") / "here"


@pytest.fixture
def here(once: Path, tmp_path: Path, call: Call) -> Path:
    """A gateway that was pulled, built and compared, so that all of it is remembered."""
    if not once.is_dir():
        _settle(once, call)
    return Path(shutil.copytree(once, tmp_path / "here"))


def _settle(folder: Path, call: Call) -> None:
    project(folder)
    (folder / SPEC).write_text(swapped(KITE, ("per: video", "per: request")))
    (folder / "pages/acme").mkdir(parents=True)
    (folder / "pages/acme/kite.md").write_text(KITE_PAGE)
    for words in ((*PULL, "--write"), PULL, ("build",), ("build", "--check"), ("diff", "generated", "specs")):
        assert call(folder, *words).returncode == 0, words


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was worked out rather than remembered."""
    told: list[str] = []
    for name in ("load", "resolved", "build", "facts"):
        real = getattr(pipeline, name)
        monkeypatch.setattr(pipeline, name, lambda *a, _n=name, _r=real, **k: told.append(_n) or _r(*a, **k))
    return told


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(swapped(path.read_text(), (old, new)))


def test_nothing_is_worked_out_twice(here: Path, call: Call, asked: list[str]) -> None:
    said = [
        call(here, *words)
        for words in (PULL, ("diff", "generated", "specs"), ("build", "--check"), ("build",))
    ]
    assert [each.returncode for each in said] == [0, 0, 0, 0]
    assert "state nothing that the specs do not" in said[0].stdout
    assert said[1].stdout == "Nothing changed.\n"
    assert "is fresh" in said[2].stdout
    assert asked == []


def test_the_same_is_said_with_and_without_memory(here: Path, call: Call) -> None:
    words = [
        (*PULL, "--json"),
        (*PULL, "--markdown"),
        ("diff", "generated", "specs", "--json"),
        ("build", "--check", "--json"),
    ]
    warm = [call(here, *each) for each in words]
    for each, known in zip(words, warm, strict=True):
        for path in (here / ".callsheet/remembered").iterdir():
            path.unlink()
        cold = call(here, *each)
        if each[-1] == "--json" and each[0] == "pull":
            seen = [{**json.loads(done.stdout), "pages": []} for done in (known, cold)]
            assert seen[0] == seen[1]
        else:
            assert known == cold


@pytest.mark.parametrize("path", [SPEC, "specs/acme/provider.yaml", "specs/releases.json"])
def test_a_byte_of_the_specs_builds_anew(here: Path, call: Call, asked: list[str], path: str) -> None:
    with (here / path).open("a") as stream:
        stream.write("\n")
    call(here, "build", "--check")
    assert "build" in asked


@pytest.mark.parametrize("path", ["generated/README.md", "generated/FILES.sha256", "specs/schema.json"])
def test_a_byte_of_the_output_is_noticed(here: Path, call: Call, path: str) -> None:
    with (here / path).open("a") as stream:
        stream.write(" ")
    assert call(here, "build", "--check").returncode == 1
    assert call(here, "build").returncode == 0
    assert call(here, "build", "--check").returncode == 0


def test_a_file_too_many_and_a_file_too_few_are_noticed(here: Path, call: Call) -> None:
    (here / "generated/mine.txt").write_text("mine")
    assert call(here, "build", "--check").returncode == 1
    (here / "generated/mine.txt").unlink()
    (here / "generated/README.md").unlink()
    assert call(here, "build", "--check").returncode == 1


def test_a_byte_of_a_page_is_read(here: Path, call: Call, asked: list[str]) -> None:
    edit(here / "pages/acme/kite.md", "| 5 | 5 |", "| 5 | 6 |")
    done = call(here, *PULL)
    assert done.returncode == 1
    assert "facts" in asked


def test_a_value_of_the_specs_is_compared(here: Path, call: Call) -> None:
    edit(here / SPEC, "[1, 300]", "[1, 299]")
    done = call(here, "diff", "generated", "specs", "--json")
    assert [each["code"] for each in json.loads(done.stdout)["changes"]] == ["CV117"]
    again = call(here, "diff", "generated", "specs", "--json")
    assert again.stdout == done.stdout


@pytest.mark.parametrize("name", ["build", "pages", "pull", "same"])
@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"key": 1}', "\x00"])
def test_a_spoilt_memory_is_no_memory(here: Path, call: Call, name: str, spoilt: str) -> None:
    (here / f".callsheet/remembered/{name}.json").write_text(spoilt)
    for words in (PULL, ("build", "--check"), ("diff", "generated", "specs")):
        assert call(here, *words).returncode == 0


def test_a_memory_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = remembered.Memory(folder=tmp_path / "file")
    memory.keep("build", "key", 1)
    assert memory.recall("build", "key") is None


def test_a_byte_of_the_code_is_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package"
    (package / "inner/__pycache__").mkdir(parents=True)
    (package / "one.py").write_text("a = 1\n")
    (package / "inner/two.jinja").write_text("{{ a }}\n")
    seen = [_code(package)]
    (package / "one.py").write_text("a = 2\n")
    seen.append(_code(package))
    (package / "inner/two.jinja").write_text("{{ b }}\n")
    seen.append(_code(package))
    (package / "inner/two.jinja").rename(package / "two.jinja")
    seen.append(_code(package))
    (tmp_path / "site/jinja2-9.9.9.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    seen.append(_code(package))
    assert len(set(seen)) == len(seen)
    (package / "inner/__pycache__/one.pyc").write_text("compiled")
    assert _code(package) == seen[-1]


def _code(package: Path) -> str:
    remembered.code.cache_clear()
    return remembered.code(package)


def test_parts_of_a_key_do_not_run_together() -> None:
    assert remembered.key("ab", "c") != remembered.key("a", "bc")
    assert remembered.key("ab") != remembered.key("ab", "")


def test_sides_are_told_apart(here: Path) -> None:
    """Every file that a side is made of is in its contents."""
    side = compared.open_side(str(here / "specs"), here)
    edit(here / SPEC, "Draws", "Paints")
    assert compared.open_side(str(here / "specs"), here).contents() != side.contents()
    built = compared.open_side(str(here / "generated"), here)
    assert built.contents() != side.contents()
    assert disk.read_bytes(here / "generated/manifest/acme.json").decode() in built.contents()


def test_a_page_that_goes_back_to_what_it_was_has_changed(here: Path, call: Call) -> None:
    """The copy in the cache is the other one, and what is remembered is of the first."""
    page = here / "pages/acme/kite.md"
    first = page.read_text()
    page.write_text(first + "\nThe string must never be blue on Sundays.\n")
    assert "is new and not understood" in call(here, *PULL, "--write").stdout
    page.write_text(first)
    assert "that was not understood is gone" in call(here, *PULL, "--write").stdout
    assert call(here, *PULL).returncode == 0


def test_a_copy_that_was_lost_is_kept_again(here: Path, call: Call) -> None:
    shutil.rmtree(here / ".callsheet/pages")
    assert call(here, *PULL).returncode == 0
    assert list((here / ".callsheet/pages").rglob("*.json"))


def test_what_editors_leave_in_the_code_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("a = 1\n")
    before = _code(tmp_path)
    (tmp_path / ".#one.py").symlink_to(tmp_path / "nowhere")
    assert _code(tmp_path) == before


def test_a_memory_without_an_answer_is_none(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text('{"key": "k"}')
    assert remembered.Memory(folder=tmp_path).recall("build", "k") is None
