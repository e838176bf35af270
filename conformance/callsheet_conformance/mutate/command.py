"""``callsheet mutants``: the suite judged by the faults it catches. Exit 0 all caught, 1 survivors, 3 cannot go on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

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
    "--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only these kinds of faults."
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
    known, equivalents = Known.read(), Equivalents.read()
    hunts: dict[str, Hunt] = {}
    subjects = catalogue.select(model)
    with Progress(transient=True, disable=not sys.stderr.isatty()) as progress:
        for subject in progress.track(subjects, description="models"):
            name = subject.provider["id"]
            if name not in hunts:
                hunts[name] = Hunt(catalogue, name, known, equivalents)
            yield from hunts[name].fates(subject, kinds)


def _row(fate: Fate) -> dict[str, str | int]:
    mutant = fate.mutant
    return {
        "kind": mutant.kind, "subject": mutant.subject, "mutation": mutant.mutation, "caught_by": fate.check,
        "equivalent": fate.equivalent, "checks": fate.sent,
    }  # fmt: skip
