"""``callsheet pull [PROVIDER…]``: what the pages state now that the specs do not, and the specs that follow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from callsheet import disk, drift, pipeline, pulling, remembered
from callsheet.cli import pages, pull_report
from callsheet.cli.output import CANNOT_GO_ON, FINDINGS, complain, console
from callsheet.cli.project import find_specs, json_option, specs_option
from callsheet.layers.change import Release
from callsheet.layers.diagnostic import CallsheetError, Severity
from callsheet.pulling import Got, Plan, Store, Wanted

_ORIGIN = "Take pages from this file or folder (PROVIDER/PAGE.md, PROVIDER-PAGE.md …) and fetch nothing."


@click.command("pull", short_help="Say what pages state that the specs do not; update them.")
@click.argument("named", nargs=-1, metavar="[PROVIDER[/PAGE]]...")
@click.option("--from", "origin", type=click.Path(path_type=Path, exists=True), help=_ORIGIN)
@click.option("--write", is_flag=True, help="Update the specs, all in one step; what people wrote stays.")
@click.option(
    "--confirm", multiple=True, metavar="PROVIDER/PAGE", help="Odd changes of this page are meant; or 'all'."
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    default=None,
    help="Date of new prices and of the release [today]",
)
@click.option("--markdown", is_flag=True, help="Print Markdown: the body of a pull request.")
@specs_option
@json_option
def command(
    named: tuple[str, ...],
    origin: Path | None,
    write: bool,
    confirm: tuple[str, ...],
    on: datetime | None,
    markdown: bool,
    specs: Path | None,
    as_json: bool,
) -> None:
    """Fetch the pages that provider.yaml names, read them, and say what they state that the specs do not.

    Exit 1 where something is to do: a change that is not written yet, something left to people, or something that looks
    wrong and is held back; 3 where no page could be fetched. Pages are kept in .callsheet/pages, never committed.
    """
    folder = find_specs(specs)
    texts = disk.read_specs(folder)
    cache = folder.parent / disk.CACHE
    before = pulling.Before(memory=remembered.Memory(folder=cache / "remembered"), texts=texts)
    store = Store(folder=cache / "pages")
    got = _got(_pages(before), named, store, origin)
    notes = before.notes(got)
    if notes is not None:
        pull_report.nothing(len(got), notes, as_json=as_json, markdown=markdown)
        return
    day = (on or datetime.now(UTC)).date()
    pulled = [pulling.read(each) for each in got]
    made = pulling.plan(texts, pulled, day, confirm)
    is_written = write and made.is_changed and not made.held
    known = drift.load_releases(disk.read_releases(folder), str(folder / drift.FILE))
    version = drift.version_after(known, made.changes) if made.changes else ""
    if is_written:
        _write(folder, texts, made, drift.release(known, made.changes, day))
    report = pull_report.Report(plan=made, pages=pulled, is_written=is_written, version=version)
    pull_report.show(report, as_json=as_json, markdown=markdown)
    if made.held:
        sys.exit(CANNOT_GO_ON if all(each.is_away for each in pulled) else FINDINGS)
    _keep(store, got, pulled, looked_at=not write)
    loose = any(change.code in drift.MENTIONED for each in pulled for change in each.changes)
    if made.open or (made.is_changed and not is_written) or loose:
        sys.exit(FINDINGS)
    if not made.is_changed and not any(each.changes for each in pulled):
        before.keep_notes(got, made.findings)


def _keep(store: Store, got: Sequence[Got], pulled: Sequence[pulling.Pulled], *, looked_at: bool) -> None:
    """What was only looked at is told again. A cache that cannot be written costs no more than what it saves."""
    for each, page in zip(got, pulled, strict=True):
        if looked_at and page.changes:
            continue
        try:
            store.keep(each)
        except CallsheetError as error:
            first, hint = (
                error.diagnostics[0],
                "go on; the next pull tells what is new since the last copy once more",
            )
            complain([replace(first, severity=Severity.WARNING, hint=hint)])
            return


def _pages(before: pulling.Before) -> list[Wanted]:
    known = before.pages()
    if known is not None:
        return known
    found = pulling.pages(pipeline.load(before.texts))
    before.keep_pages(found)
    return found


def _got(every: Sequence[Wanted], named: Sequence[str], store: Store, origin: Path | None) -> list[Got]:
    wanted = pulling.named(every, named)
    if origin is not None:
        at_hand = ((each, _at_hand(each, origin, alone=len(wanted) == 1)) for each in wanted)
        taken = [store.take(each, pages.open_page(str(path))) for each, path in at_hand if path is not None]
        if not taken:
            raise click.UsageError(
                f"no page of these providers stands in {origin}; name files PROVIDER-PAGE.md"
            )
        return taken
    hosts = pulling.hosts(every)
    found = []
    for number, each in enumerate(wanted, 1):
        if sys.stderr.isatty():
            console(error=True).print(f"fetching {number} of {len(wanted)}: {each.name}", markup=False)
        found.append(store.fetch(each, hosts[each.provider]))
    return found


def _at_hand(wanted: Wanted, origin: Path, *, alone: bool) -> Path | None:
    """The file of a page: the one that is given for the one that is named, else by its name."""
    if origin.is_file():
        return origin if alone else None
    own = sorted((origin / wanted.provider).glob("*"))
    names = {f"{wanted.provider}{mark}{wanted.key}" for mark in ("-", "_", "__")}
    fitting = [path for path in own if path.stem == wanted.key]
    fitting += [path for path in sorted(origin.glob("*")) if path.stem in names]
    return next((path for path in fitting if path.suffix in pages.ENDINGS and path.is_file()), None)


def _write(folder: Path, texts: dict[str, str], plan: Plan, releases: tuple[Release, ...]) -> None:
    """Specs and the list of releases in one step."""
    read = {name.removeprefix("specs/"): text for name, text in texts.items()}
    read |= {drift.FILE: disk.read_releases(folder)} if (folder / drift.FILE).is_file() else {}
    new = {name.removeprefix("specs/"): text for name, text in plan.texts.items()}
    new |= {drift.FILE: drift.dump_releases(releases)} if plan.changes else {}
    disk.update(new, folder, read=read)
