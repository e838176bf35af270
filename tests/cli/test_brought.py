"""Commands of other packages have a line of help, though the packages are not imported for it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

from callsheet.cli import GROUP
from callsheet.cli.brought import summary

SCRIPT = """
import sys
from callsheet.cli import cli
cli.main(["--help"], standalone_mode=False)
print([name for name in sys.modules if name.startswith("callsheet_conformance")])
"""


def test_each_has_a_line_and_none_is_imported():
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    assert "Brought by" not in said
    assert "conform  Try every documented rule" in said
    assert "serve    Emulate gateways on loopback" in said
    assert said.rstrip().endswith("[]")


def test_what_cannot_be_read_has_the_name_of_its_package():
    for value in ("nowhere.at.all:command", "callsheet.cli.output:command", "json:loads.missing"):
        point = EntryPoint(name="x", value=value, group=GROUP)
        assert summary(point) == f"Brought by {value.partition(':')[0].partition('.')[0]}."
