"""``callsheet embed PROVIDER --into DIR --package NAME``: a gateway's client, owned by another project."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

from callsheet import disk, embedding
from callsheet.cli.output import FINDINGS, console, print_json
from callsheet.cli.project import json_option, load_providers, specs_option
from callsheet.layers.model import Provider


@click.command("embed", short_help="Put gateways' clients into another project, as a package of its own.")
@click.argument("providers", nargs=-1, metavar="[PROVIDER]...")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    required=True,
    help="The folder that the project's packages are in: its root, or src.",
)
@click.option("--package", required=True, help="The package to write, dotted: myapp.gateways")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would change.")
@specs_option
@json_option
def command(
    providers: tuple[str, ...], into: Path, package: str, check: bool, specs: Path | None, as_json: bool
) -> None:
    """Write the clients, validators and prices of PROVIDER, with the runtime under them, as a package of a project.

    It needs httpx and pydantic, and nothing of callsheet. Run it again to update: gateways that are there already stay,
    and none need be named then. Files that it did not write, or that were edited since, are never overwritten.
    """
    why_not = embedding.unusable(package)
    if why_not:
        raise click.UsageError(f"--package {package}: {why_not}")
    place = embedding.Embedding(into=into, package=package)
    wanted = _wanted(dict.fromkeys((*place.present(), *providers)), load_providers(specs), place)
    files = place.files(wanted)
    changes = place.changes(files) if check else place.write(files)
    if as_json:
        print_json(
            {
                "folder": str(place.root),
                "package": package,
                "providers": [each.id for each in wanted],
                "changes": [{"path": each.path, "what": each.what} for each in changes],
            }
        )
    else:
        _print(place, wanted, changes, check=check)
    if check and changes:
        sys.exit(FINDINGS)


def _wanted(
    names: dict[str, None], known: Sequence[Provider], place: embedding.Embedding
) -> tuple[Provider, ...]:
    if not names:
        raise click.UsageError(f"name a gateway: nothing is embedded in {place.root} yet")
    by_id = {each.id: each for each in known}
    unknown = [name for name in names if name not in by_id]
    if unknown:
        raise click.UsageError(f"no gateway is called {unknown[0]!r}; there are {', '.join(by_id)}")
    return tuple(by_id[name] for name in sorted(names))


def _print(
    place: embedding.Embedding, wanted: Sequence[Provider], changes: Sequence[disk.Change], *, check: bool
) -> None:
    to = console()
    counts = {what: sum(each.what == what for each in changes) for what in ("added", "changed", "removed")}
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    if check and changes:
        again = shlex.join(["callsheet", "embed", "--into", str(place.into), "--package", place.package])
        stale = Text.assemble((f"{place.root} is stale", "bold red"), f": {told}. Mend it with: {again}")
        to.print(stale, soft_wrap=True)
    else:
        to.print(f"{place.root}: {told or 'nothing to change'}", markup=False, soft_wrap=True)
    if not check:
        for each in wanted:
            line = f"from {place.package}.{each.id} import {each.class_name}"
            to.print(f"  {line}  # needs httpx and pydantic", markup=False, soft_wrap=True)
