"""``callsheet read PAGE…``: what pages state, what is doubtful, and what was not understood, with its place."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click
from rich.progress import track

from callsheet import pipeline
from callsheet.cli import page_report, pages
from callsheet.cli.output import CANNOT_GO_ON, as_json, complain, console, print_json
from callsheet.cli.project import json_option
from callsheet.layers.diagnostic import CallsheetError, Diagnostic
from callsheet.layers.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One page: its facts, or why it could not be read."""

    source: str
    facts: Facts | None
    faults: tuple[Diagnostic, ...] = ()


@click.command("read", short_help="Say what a documentation page states, and what was not understood.")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), help="Write one JSON a page to this folder."
)
@json_option
def command(pages: tuple[str, ...], into: Path | None, as_json: bool) -> None:
    """Read documentation pages: files, folders, https addresses, or '-' for standard input.

    Exit 3 if a page could not be read. JSON has the shape of hand-made labels, and "unclaimed" beside it.
    """
    found = list(_read_all(pages))
    if into is not None:
        page_report.write(((each.source, each.facts) for each in found if each.facts), into)
    if as_json:
        documents = [_json(each) for each in found]
        print_json(documents[0] if len(documents) == 1 else documents)
    elif into is None:
        _print(found)
    for each in found:
        complain(each.faults)
    if any(each.facts is None for each in found):
        sys.exit(CANNOT_GO_ON)


def _read_all(named: Iterable[str]) -> Iterator[Read]:
    """Read on all cores where there is more than a handful of pages; in the order given either way."""
    sources = list(pages.sources(named))
    workers = min(os.cpu_count() or 1, len(sources) // 4)
    if workers < 2:
        yield from map(_read, sources)
        return
    with ProcessPoolExecutor(workers) as pool:
        done = pool.map(_read, sources, chunksize=4)
        show = functools.partial(track, description="reading", console=console(error=True), transient=True)
        yield from show(done, total=len(sources)) if sys.stderr.isatty() else done


def _read(source: str) -> Read:
    try:
        return Read(source=source, facts=pipeline.facts(pages.open_page(source)))
    except CallsheetError as error:
        return Read(source=source, facts=None, faults=error.diagnostics)


def _json(read: Read) -> dict[str, object]:
    if read.facts is None:
        return {"page": read.source, "errors": [as_json(each) for each in read.faults]}
    return pipeline.label(read.facts)


def _print(found: list[Read]) -> None:
    to = console()
    for each in found:
        if each.facts is None:
            continue
        if len(found) > 1:
            to.rule(each.source, align="left")
        for part in page_report.parts(each.facts):
            to.print(part)
