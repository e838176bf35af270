"""A copy of the shipped specs with their output, to break at will; and the command line as a user calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """``specs/`` and ``generated/`` as they are committed."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "specs", folder / "specs")
    shutil.copytree(
        ROOT / "generated",
        folder / "generated",
        ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", ".mypy_cache"),
    )
    remembered = ROOT / ".callsheet" / "emitted"
    if remembered.is_dir():
        shutil.copytree(remembered, folder / ".callsheet" / "emitted")
    return folder


@pytest.fixture
def callsheet(project: Path) -> Run:
    """``callsheet("build", "--check")`` in the project; the environment may be changed by ``env=``."""

    def run(
        *words: str, env: dict[str, str] | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("callsheet")), *words]
        return subprocess.run(
            command,
            cwd=project,
            env={**os.environ, **(env or {})},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
