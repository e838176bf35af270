"""An emulated gateway for ``--emulated``: a process of its own, so that the generator needs no suite to be imported."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from callsheet import disk, emit
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.model import Provider

NEEDED = ("manifest", "schemas")
"""What the emulator reads of what is emitted."""

_PROGRAM = """
import json, sys
from pathlib import Path
from callsheet_conformance.gateways import serve
with serve([sys.argv[1]], generated=Path(sys.argv[2])) as served:
    print(json.dumps([served.base_urls[sys.argv[1]], served.environment[sys.argv[1]]]), flush=True)
    sys.stdin.read()
"""


@contextmanager
def emulated(provider: Provider) -> Iterator[tuple[str, dict[str, str]]]:
    """Base URL of the gateway on loopback, and an environment in which it is reached, while the block runs."""
    with tempfile.TemporaryDirectory(prefix="callsheet-") as folder:
        root = Path(folder) / "generated"
        disk.write((file for name in NEEDED for file in emit.EMITTERS[name]((provider,))), root)
        process = subprocess.Popen(  # noqa: S603  our own interpreter, our own program
            [sys.executable, "-c", _PROGRAM, provider.id, str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            yield _address(process)
            assert process.stdin is not None
            process.stdin.close()


def _address(process: subprocess.Popen[str]) -> tuple[str, dict[str, str]]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        assert process.stderr is not None
        last = process.stderr.read().strip().splitlines()[-1:] or ["it said nothing"]
        raise CallsheetError(_unserved(last[0]))
    base_url, environment = json.loads(line)
    return base_url, {**environment, **dict.fromkeys(("no_proxy", "NO_PROXY"), urlsplit(base_url).hostname)}


def _unserved(why: str) -> Diagnostic:
    hint = "pip install 'callsheet[conformance]' brings the emulator"
    message = f"the emulated gateway did not start: {why}"
    return Diagnostic(code="CL310", severity=Severity.ERROR, where="run", message=message, hint=hint)
