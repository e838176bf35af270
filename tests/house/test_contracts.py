"""Who may import whom: the contracts hold, and each fails on a planted violation."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A violation of each contract: the file to plant it in, and the import.
PLANTED = {
    "flow": ("generator/callsheet/layers/place.py", "import callsheet.draft"),
    "layers-are-nouns": ("generator/callsheet/layers/place.py", "import pydantic"),
    "solve-is-for-emit-and-drift": ("generator/callsheet/draft/__init__.py", "import callsheet.solve"),
    "emit-prints-expressions": ("generator/callsheet/emit/__init__.py", "import callsheet.constraints"),
    "runtime-stands-alone": ("generator/callsheet/runtime/__init__.py", "import rich"),
    "nobody-imports-what-is-generated": ("generator/callsheet/pipeline.py", "import callsheet_conformance"),
    "the-suite-is-independent": ("conformance/callsheet_conformance/__init__.py", "import callsheet.layers"),
    "one-network-module": ("generator/callsheet/read/__init__.py", "import httpx"),
}


def lint_imports(tree: Path, contract: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    if not program.exists():
        pytest.skip("import-linter is not installed: make check has it")
    paths = f"{tree / 'generator'}:{tree / 'conformance'}"
    return subprocess.run(
        [program, "--config", tree / "pyproject.toml", "--contract", contract, "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": paths, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("generator", "conformance"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_a_planted_violation() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = {contract["id"] for contract in config["tool"]["importlinter"]["contracts"]}
    assert contracts == set(PLANTED)


@pytest.mark.parametrize("contract", sorted(PLANTED))
def test_contract_holds_and_fails_on_a_planted_violation(contract: str, tree: Path) -> None:
    before = lint_imports(tree, contract)
    assert before.returncode == 0, before.stdout + before.stderr
    path, line = PLANTED[contract]
    with (tree / path).open("a") as stream:
        stream.write(f"\n{line}\n")
    after = lint_imports(tree, contract)
    assert after.returncode == 1, after.stdout + after.stderr
    assert "BROKEN" in after.stdout
