"""What every command owes its user: help that fits, findings in order, and an end in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from callsheet.cli import cli

COMMANDS = cli.list_commands(click.Context(cli))
PROVIDER = """\
provider: acme
title: Acme
client: Acme
pages: {kite: {url: "https://acme.example/kite"}}
transport:
  base_url: "https://api.acme.example"
  auth: [{scheme: bearer, credentials: [{argument: api_key, env: [ACME_KEY]}]}]
  envelope: {model: /model, params: /input}
  submit: {method: POST, path: /jobs, accepted: [201], answer: {id: [/id]}}
  poll: {method: GET, path: "/jobs/{id}", accepted: [200], answer: {status: [/state], urls: [/url]}}
  statuses: [{word: new, means: pending}, {word: done, means: succeeded}, {word: bad, means: failed}]
  result: {formats: [mp4]}
  errors: {message: [/error], causes: []}
  polling: {first_seconds: 1, max_seconds: 2}
"""
MODEL = """\
model: kite
title: Kite
page: kite
summary: Kites.
capabilities: [txt2video]
parameters:
  prompt: {type: string}
  size: {type: string}
  seed: {type: integer}
  loop: {type: boolean}
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_a_hundred_columns_and_has_no_markup(name: str) -> None:
    told = CliRunner().invoke(cli, [name, "--help"], terminal_width=100)
    assert told.exit_code == 0
    assert max(map(len, told.output.splitlines())) <= 100
    assert "``" not in told.output
    assert "%Y" not in told.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_no_bug_of_ours() -> None:
    command = [str(Path(sys.executable).with_name("callsheet")), "explain"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("callsheet: cannot write: ")


def test_findings_stand_in_the_order_of_lines_and_one_is_not_many(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/provider.yaml").write_text(PROVIDER)
    (tmp_path / "acme/kite.yaml").write_text(MODEL)
    told = CliRunner().invoke(cli, ["lint", "--specs", str(tmp_path)])
    lines = [int(line.split(":")[1]) for line in told.stderr.splitlines()]
    assert lines == sorted(lines)
    assert {7, 10} <= set(lines), "which sort otherwise as text"
    (tmp_path / "acme/kite.yaml").write_text(MODEL + "nonsense: 1\n")
    assert "1 error, 0 warnings" in CliRunner().invoke(cli, ["lint", "--specs", str(tmp_path)]).stdout


def test_a_command_that_is_nearly_right_is_guessed() -> None:
    told = CliRunner().invoke(cli, ["buidl"])
    assert told.exit_code == 2
    assert "Did you mean 'build'?" in told.output
    assert "Did you mean" not in CliRunner().invoke(cli, ["xyzzy"]).output
