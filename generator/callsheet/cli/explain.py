"""``callsheet explain CODE``: the long form of a diagnostic."""

from __future__ import annotations

import difflib

import click

from callsheet import pipeline
from callsheet.cli.output import console, print_json, table
from callsheet.cli.project import json_option


@click.command("explain", short_help="Say in full what a diagnostic code means.")
@click.argument("code", required=False)
@json_option
def command(code: str | None, as_json: bool) -> None:
    """Explain CODE, or list all codes."""
    codes = pipeline.codes()
    if code is None:
        rows = [(name, each.title) for name, each in sorted(codes.items())]
        print_json(dict(rows)) if as_json else console().print(table("", ("code", "title"), rows))
        return
    found = codes.get(code.upper())
    if found is None:
        close = difflib.get_close_matches(code.upper(), codes, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "callsheet explain lists them all"
        raise click.UsageError(f"there is no code {code!r}; {hint}")
    if as_json:
        print_json({"code": code.upper(), "title": found.title, "text": found.text, "example": found.example})
        return
    to = console()
    to.print(f"[bold]{code.upper()}[/] {found.title}\n\n{found.text}\n")
    to.print(found.example, markup=False, style="dim")
