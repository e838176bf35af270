"""How commands print: diagnostics, JSON, tables; one place for widths and exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from callsheet.layers.diagnostic import Diagnostic, Severity

FINDINGS = 1
CANNOT_GO_ON = 3

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def console(*, error: bool = False) -> Console:
    """A console of the terminal's width, or of 100 columns where there is no terminal."""
    stream = sys.stderr if error else sys.stdout
    return Console(stderr=error, width=None if stream.isatty() else 100, highlight=False, soft_wrap=False)


def print_json(value: Any) -> None:
    """One JSON document on standard output; Decimals as strings, keys in the order given."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=_plain))


def complain(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics on standard error, one line each, in the order given."""
    to = console(error=True)
    for found in diagnostics:
        line = Text.assemble(
            f"{found.where}: ",
            (str(found.severity), _COLOURS[found.severity]),
            f" {found.code}: ",
            found.message,
        )
        if found.hint:
            line.append(f" ({found.hint})", style="dim")
        to.print(line, soft_wrap=True)


def as_json(found: Diagnostic) -> dict[str, str]:
    """A diagnostic as JSON: code, severity, where, message, hint."""
    return {
        "code": found.code,
        "severity": str(found.severity),
        "where": str(found.where),
        "message": found.message,
        "hint": found.hint,
    }


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str | Text]],
    *,
    right: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> Table:
    """A plain table that fits the console; cells wrap but for columns named in ``whole``, ``right`` ones are right-aligned."""
    made = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        header_style="dim",
    )
    for column in columns:
        justify: Literal["left", "right"] = "right" if column in right else "left"
        made.add_column(column, justify=justify, overflow="fold", no_wrap=column in whole)
    for row in rows:
        made.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    return made


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"not JSON: {type(value).__name__}")


def complain_of(lines: Iterable[str]) -> None:
    """Print plain lines on standard error."""
    for line in lines:
        console(error=True).print(line, markup=False, soft_wrap=True)
