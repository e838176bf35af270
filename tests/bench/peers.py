"""What the benchmarks of clients share: our generated package on a disk, and the interpreter that has the peers.

The peers are no dependency. Put them into an environment of their own and name its interpreter:

    python -m venv /tmp/peers && /tmp/peers/bin/pip install luma-agents fal-client httpx pydantic
    CALLSHEET_PEERS=/tmp/peers/bin/python python tests/bench/bench_lost_response.py
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "clients"))
sys.path.insert(0, str(Path(__file__).parents[1] / "runtime"))

from emitted import written_package


def interpreter() -> str:
    """With the peers where CALLSHEET_PEERS names it, else this one."""
    return os.environ.get("CALLSHEET_PEERS", sys.executable)


def has(module: str) -> bool:
    """Whether that interpreter has a peer."""
    if interpreter() == sys.executable:
        return importlib.util.find_spec(module) is not None
    return run(f"import {module}", check=False).returncode == 0


def package(folder: Path) -> dict[str, str]:
    """Write our package, compiled as an installer would; the environment in which it is found."""
    written_package(folder)
    subprocess.run([interpreter(), "-m", "compileall", "-q", str(folder)], check=True)
    return {"PYTHONPATH": str(folder)}


def run(
    program: str, *arguments: str, check: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program in the peers' interpreter."""
    found = subprocess.run(
        [interpreter(), "-c", program, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if check and found.returncode:
        raise RuntimeError(found.stderr[-2000:])
    return found
