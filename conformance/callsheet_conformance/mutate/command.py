"""``callsheet mutants``: the suite judged by the faults it catches. Exit 0 all caught, 1 survivors, 3 cannot go on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import click
from rich.progress import Progress

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.known import Known
from callsheet_conformance.mutate.equivalent import Equivalents
from callsheet_conformance.mutate.hunt import Fate, Hunt
from callsheet_conformance.mutate.kinds import KINDS
from callsheet_conformance.mutate.table import print_table, rows

SURVIVORS, CANNOT_GO_ON = 1, 3


@click.command("mutants")
@click.option("--model", default="", metavar="TEXT", help="Only models whose name has this in it.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(list(KINDS)),
    metavar="KIND",
    help="Only faults of this kind, as the table names it; may be repeated. 'every triple refused' only by name.",
)
@click.option("--generated", default="", metavar="DIR", help="Folder with manifest/ and cases/.")
@click.option("--json", "as_json", is_flag=True, help="Print every mutant with the check that caught it.")
def mutants(model: str, kinds: tuple[str, ...], generated: str, *, as_json: bool) -> None:
    """Build gateways with one fault each, and tell which check catches which."""
    try:
        catalogue = Catalogue.open(generated or None)
        fates = list(_hunted(catalogue, model, kinds))
    except ConformanceError as problem:
        click.echo(f"callsheet mutants: {problem}", err=True)
        sys.exit(CANNOT_GO_ON)
    if as_json:
        click.echo(json.dumps({"kinds": rows(fates), "mutants": list(map(_row, fates))}, indent=1))
    else:
        print_table(fates)
    sys.exit(SURVIVORS if any(fate.survived for fate in fates) else 0)


def _hunted(catalogue: Catalogue, model: str, kinds: tuple[str, ...]) -> Iterator[Fate]:
    """Model by model, on all cores."""
    names = [subject.name for subject in catalogue.select(model)]
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(names))) as pool:
        found = pool.map(partial(_fates, str(catalogue.root), kinds), names)  # forks before there are threads
        with Progress(transient=True, disable=not sys.stderr.isatty()) as progress:
            for fates in progress.track(found, total=len(names), description="models"):
                yield from fates


def _fates(root: str, kinds: tuple[str, ...], name: str) -> list[Fate]:
    catalogue = Catalogue.open(root)
    subject = next(each for each in catalogue.subjects if each.name == name)
    hunt = Hunt(catalogue, subject.provider["id"], Known.read(), Equivalents.read())
    return list(hunt.fates(subject, kinds))


def _row(fate: Fate) -> dict[str, str | int]:
    mutant = fate.mutant
    return {
        "kind": mutant.kind, "subject": mutant.subject, "mutation": mutant.mutation, "caught_by": fate.check,
        "equivalent": fate.equivalent, "checks": fate.sent,
    }  # fmt: skip
