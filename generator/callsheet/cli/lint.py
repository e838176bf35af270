"""``callsheet lint``: what a person should look at again, in the specs and in what their rules imply."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from callsheet import disk, pipeline
from callsheet.cli import output
from callsheet.cli.project import find_specs, json_option, specs_option
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity


@click.command("lint", short_help="Judge the specs: hygiene, and what their rules imply.")
@specs_option
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--notes/--no-notes", default=False, help="Also print what is merely worth knowing.")
@json_option
def command(specs: Path | None, strict: bool, notes: bool, as_json: bool) -> None:
    """Judge the specs. Exit 1 for errors; callsheet explain CODE says what a code means in full."""
    try:
        found = pipeline.lint(pipeline.load(disk.read_specs(find_specs(specs))))
    except CallsheetError as error:
        found = error.diagnostics
    shown = [each for each in found if notes or each.severity is not Severity.NOTE]
    _print(shown, len(found) - len(shown), as_json=as_json)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(each.severity in failing for each in found):
        sys.exit(output.FINDINGS)


def _print(shown: Sequence[Diagnostic], hidden: int, *, as_json: bool) -> None:
    if as_json:
        output.print_json([output.as_json(each) for each in shown])
        return
    output.complain(shown)
    counts = [_counted(sum(each.severity is kind for each in shown), kind) for kind in Severity]
    tail = f"; {_counted(hidden, Severity.NOTE)} not shown (--notes)" if hidden else ""
    output.console().print(f"{', '.join(counts)}{tail}")


def _counted(number: int, kind: Severity) -> str:
    return f"{number} {kind}" if number == 1 else f"{number} {kind}s"
