"""``callsheet diff A B``: what changed for callers, or on a page, between two versions."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from callsheet import __version__, compared, disk, drift, pipeline, remembered
from callsheet.cli.changes import print_for_callers
from callsheet.cli.output import FINDINGS, print_json
from callsheet.cli.project import find_specs, json_option
from callsheet.layers.change import Change
from callsheet.located import locator


@click.command("diff", short_help="Say what changed for callers between two versions.")
@click.argument("a")
@click.argument("b")
@click.option("--markdown", is_flag=True, help="Print Markdown: the body of a pull request.")
@click.option("--sarif", is_flag=True, help="Print SARIF 2.1.0, for code scanners.")
@click.option(
    "--fail-on",
    type=click.Choice(["never", "breaking", "price", "any"]),
    default="never",
    help="Exit 1 for such a change; price includes breaking [never]",
)
@click.option(
    "--release", is_flag=True, help="Write the next version and its changelog into B, a folder of specs."
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="DATE",
    help="Date of that version [today]",
)
@json_option
def command(
    a: str,
    b: str,
    markdown: bool,
    sarif: bool,
    fail_on: drift.Level,
    release: bool,
    on: datetime | None,
    as_json: bool,
) -> None:
    """Compare A with B: folders of specs or generated packages, spec files, pages, manifests, git revisions.

    A revision is REV, for the specs in it, or REV:path. The solver finds a request for each change that it can show.
    Layout, order and wording give nothing; that words of specs differ is counted, for the package's version follows.
    """
    if sum((markdown, sarif, as_json)) > 1:
        raise click.UsageError("choose one of --json, --markdown and --sarif")
    old, new = compared.open_side(a, Path.cwd()), compared.open_side(b, Path.cwd())
    changes = compared.compare(old, new, _memory())
    version = _version(old, changes) if new.page is None else ""
    if release:
        _release(old, new, changes, on)
    if as_json:
        told = [drift.as_json(each) for each in drift.told(changes)]
        print_json({"version": version, "changes": told, "worded": drift.worded(changes)})
    elif markdown:
        click.echo(drift.markdown(changes, version=version), nl=False)
    elif sarif:
        click.echo(json.dumps(_sarif(changes, new), indent=2, ensure_ascii=False))
    else:
        print_for_callers(changes, version)
    if drift.fails(changes, fail_on):
        sys.exit(FINDINGS)


def _sarif(changes: Sequence[Change], new: compared.Side) -> dict[str, Any]:
    page = new.name if new.page else ""
    return drift.sarif(drift.told(changes), pipeline.codes(), locator(new.specs()), __version__, page)


def _memory() -> remembered.Memory:
    return remembered.Memory(folder=find_specs(None).parent / disk.CACHE / "remembered")


def _version(old: compared.Side, changes: Sequence[Change]) -> str:
    if old.version:
        return drift.next_version(old.version, changes)
    return drift.version_after(drift.load_releases(old.releases or "[]"), changes)


def _release(old: compared.Side, new: compared.Side, changes: Sequence[Change], on: datetime | None) -> None:
    """Made from A's releases, or from B's up to the version that A, a package, has: doing it again writes the same."""
    folder = next((each for each in (Path(new.name) / "specs", Path(new.name)) if each.is_dir()), None)
    if folder is None or not new.texts or not list(folder.glob(f"*/{pipeline.PROVIDER_FILE}")):
        raise click.UsageError("--release writes into B, which must be a folder of specs")
    day = on.date() if on else datetime.now(UTC).date()
    before = drift.load_releases(old.releases or "[]")
    if old.version:
        own = drift.load_releases(disk.read_releases(folder), str(folder / drift.FILE))
        before = own[next((n for n, each in enumerate(own) if each.version == old.version), len(own)) :]
    if old.version not in ("", drift.FIRST, *(each.version for each in before)):
        raise click.UsageError(f"{folder / drift.FILE} knows no version {old.version}, which A has")
    releases = drift.release(before, changes, day)
    disk.write_text(folder / drift.FILE, drift.dump_releases(releases))
