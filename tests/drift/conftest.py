"""The command line inside this process: the start of an interpreter would cost more than what is tested."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small import KITE, KITE_PAGE, page, project, swapped

from callsheet import cli


@dataclass(frozen=True, kw_only=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Call = Callable[..., Done]


@pytest.fixture(autouse=True, scope="module")
def _git_of_nobody() -> Iterator[None]:
    """Tests make repositories of their own; who runs them may sign commits, have hooks, or be committing just now."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [each for each in os.environ if each.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """``call(folder, "diff", "a", "b")``."""

    def run(here: Path, *words: object) -> Done:
        monkeypatch.chdir(here)
        monkeypatch.setattr(sys, "argv", ["callsheet", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as done:
            code = int(done.code or 0)
        out, err = capsys.readouterr()
        return Done(returncode=code, stdout=out, stderr=err)

    return run


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A gateway whose spec says what its page says, with all places noted."""
    folder = project(tmp_path / "here")
    (folder / "specs/acme/kite.yaml").write_text(swapped(KITE, ("per: video", "per: request")))
    page(folder, KITE_PAGE)
    return folder


@pytest.fixture
def pull(here: Path, call: Call) -> Call:
    return lambda *words: call(here, "pull", "--from", "pages", "--on", "2026-07-16", *words)


@pytest.fixture
def settled(here: Path, pull: Call) -> Path:
    done = pull("--write")
    assert done.returncode == 0, done.stdout + done.stderr
    return here
