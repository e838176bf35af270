"""Specs on disk while somebody else is at them: a kill leaves all old or all new texts, an edit is not lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small import project

from callsheet import disk
from callsheet.layers.diagnostic import CallsheetError

SPEC = "specs/acme/kite.yaml"


KILLED = """
import sys
from pathlib import Path
from callsheet import disk
root = Path(sys.argv[1])
read = {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*.yaml")}
while True:
    for side in ("a", "b"):
        new = {name: side * 5000 for name in read}
        disk.update(new, root, read=read)
        print(side, flush=True)
        read = new
"""


def test_a_kill_at_any_moment_leaves_old_or_new(tmp_path: Path) -> None:
    root = tmp_path / "specs"
    for provider in ("x", "y", "z"):
        for name in ("provider", "one", "two"):
            (root / provider).mkdir(parents=True, exist_ok=True)
            (root / provider / f"{name}.yaml").write_text("a" * 5000)
    (root / "README.md").write_text("stays")
    seen = set()
    for number in range(40):
        if number >= 6 and len(seen) == 2:
            break
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(root)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline()
        time.sleep(number * 0.0073)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        texts = {path.read_text() for path in root.rglob("*.yaml")}
        assert len(texts) == 1
        assert len(list(root.rglob("*.yaml"))) == 9
        assert (root / "README.md").read_text() == "stays"
        seen |= texts
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("specs", ".callsheet")] == []
    assert len(seen) == 2


def test_an_edit_made_meanwhile_is_not_lost(tmp_path: Path) -> None:
    folder = project(tmp_path)
    read = {name.removeprefix("specs/"): text for name, text in disk.read_specs(folder / "specs").items()}
    (folder / SPEC).write_text("somebody's edit")
    for names in (["acme/kite.yaml"], ["acme/kite.yaml", "acme/provider.yaml"]):
        with pytest.raises(CallsheetError) as error:
            disk.update(dict.fromkeys(names, "new"), folder / "specs", read=read)
        assert error.value.diagnostics[0].code == "CD111"
    assert (folder / SPEC).read_text() == "somebody's edit"
    assert "provider: acme" in (folder / "specs/acme/provider.yaml").read_text()
