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
        again = ["callsheet", "embed", *providers, "--into", str(into), "--package", package]
        again += ["--specs", str(specs)] if specs else []
        _print(place, wanted, changes, mending=_mending(place, place.edited(files), again) if check else "")
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
    place: embedding.Embedding, wanted: Sequence[Provider], changes: Sequence[disk.Change], *, mending: str
) -> None:
    """``mending``: how to bring up to date what was only checked; empty where it was done."""
    to = console()
    counts = {what: sum(each.what == what for each in changes) for what in ("added", "changed", "removed")}
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    if mending and changes:
        stale = Text.assemble((f"{place.root} is stale", "bold red"), f": {told}. {mending}")
        to.print(stale, soft_wrap=True)
    else:
        to.print(f"{place.root}: {told or 'nothing to change'}", markup=False, soft_wrap=True)
    if not mending:
        for each in wanted:
            line = f"from {place.package}.{each.id} import {each.class_name}"
            to.print(f"  {line}  # needs httpx and pydantic", markup=False, soft_wrap=True)


def _mending(place: embedding.Embedding, edited: Sequence[str], again: Sequence[str]) -> str:
    """The command that mends; before it what a run would refuse to overwrite, and so has to be saved."""
    foreign = [str(place.root / path) for path in place.foreign()]
    paths = [str(place.root / path) for path in edited]
    if not foreign and not paths:
        return f"Mend it with: {shlex.join(again)}"
    steps = [shlex.join(["rm", "--", *paths]), shlex.join(again)] if paths else [shlex.join(again)]
    said = [f"Not written by embed, move away: {', '.join(foreign)}."] if foreign else []
    said += [f"Edited by hand, move the edits to files of your own: {', '.join(paths)}."] if paths else []
    return " ".join([*said, "Then mend it with:", " && ".join(steps)])
