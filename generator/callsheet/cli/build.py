"""``callsheet build [--check]``: specs in, generated files out; or whether they are what the specs say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from callsheet import disk, pipeline
from callsheet.cli.output import FINDINGS, console, print_json
from callsheet.cli.project import find_specs, json_option, specs_option
from callsheet.costly import remembering


@click.command("build", short_help="Write generated/ from specs/.")
@specs_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Output folder [generated/ beside the specs]",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would change.")
@json_option
def command(specs: Path | None, out: Path | None, check: bool, as_json: bool) -> None:
    """Write the packages, schemas, tables, cases and manifests that the specs describe.

    The output folder is exchanged as a whole: a crash leaves the old one or the new one. A wrong spec writes nothing.
    """
    folder = find_specs(specs)
    target = out or folder.parent / "generated"
    providers = pipeline.resolved(pipeline.load(disk.read_specs(folder)))
    files = pipeline.build(
        providers, remembering(folder.parent / ".callsheet" / "emitted"), disk.read_releases(folder)
    )
    changes = [
        *_beside(folder, check=check),
        *(disk.compare(files, target) if check else disk.write(files, target)),
    ]
    if as_json:
        print_json(
            {
                "folder": str(target),
                "files": len(files),
                "changes": [{"path": c.path, "what": c.what} for c in changes],
            }
        )
    else:
        _print(changes, len(files), target, check=check)
    if check and changes:
        sys.exit(FINDINGS)


def _beside(specs: Path, *, check: bool) -> list[disk.Change]:
    """The specs' own JSON Schema, which editors take from beside them."""
    changes = []
    for file in pipeline.spec_schemas():
        path = specs.parent / file.path if specs.name == "specs" else specs / Path(file.path).name
        there = path.read_text(encoding="utf-8") if path.is_file() else None
        if there != file.text:
            changes.append(disk.Change(path=file.path, what="added" if there is None else "changed"))
            if not check:
                disk.write_text(path, file.text)
    return changes


def _print(changes: Sequence[disk.Change], total: int, target: Path, *, check: bool) -> None:
    to = console()
    for change in changes[:40]:
        to.print(f"  {change.what:<8} {change.path}")
    if len(changes) > 40:
        to.print(f"  … and {len(changes) - 40} more")
    if not changes:
        to.print(f"{target} is fresh: {total} files are what the specs say.")
    elif check:
        to.print(
            f"[bold red]{target} is stale[/]: {len(changes)} files differ. Mend it with: callsheet build"
        )
    else:
        to.print(f"{target}: {len(changes)} of {total} files changed.")
