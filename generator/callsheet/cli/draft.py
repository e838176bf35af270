"""``callsheet draft PAGE --provider P``: specs written or updated from a page, keeping what people wrote."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from callsheet import disk, drafting, pipeline
from callsheet.cli import pages
from callsheet.cli.output import FINDINGS, as_json, complain, console, print_json
from callsheet.cli.project import find_specs, json_option, specs_option
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.facts import Facts


@click.command("draft", short_help="Write or update a spec from a documentation page.")
@click.argument("page")
@click.option("--provider", required=True, help="The gateway's folder below the specs.")
@click.option("--model", default=None, help="Only the model of this id.")
@click.option(
    "--page-key", default="", help="Key of the page in provider.yaml [the present one, or the file name]"
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="DATE", help="Date of new prices [today]"
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@specs_option
@json_option
def command(
    page: str,
    provider: str,
    model: str | None,
    page_key: str,
    on: datetime | None,
    dry_run: bool,
    specs: Path | None,
    as_json: bool,
) -> None:
    """Read PAGE and work its facts into the specs of a gateway.

    New parameters, rules, prices and places are added. What people wrote is never overwritten: where the page says
    otherwise, that is reported, and exit is 1.
    """
    facts = pipeline.facts(pages.open_page(page))
    folder = find_specs(specs)
    texts = disk.read_specs(folder)
    day = on.date() if on else datetime.now(UTC).date()
    aim = drafting.Aim(provider=provider, model=model, page_key=page_key, on=day)
    drafts = drafting.draft_page(facts, texts, aim)
    if not drafts:
        raise CallsheetError(_nothing(page, model, facts))
    if not dry_run:
        for drafted in drafts:
            disk.write_text(folder.parent / drafted.path, drafted.update.text)
    _report(drafts, texts, as_json_wanted=as_json, dry_run=dry_run)
    if any(drafted.update.diagnostics for drafted in drafts):
        sys.exit(FINDINGS)


def _report(
    drafts: list[drafting.Drafted], texts: Mapping[str, str], *, as_json_wanted: bool, dry_run: bool
) -> None:
    if as_json_wanted:
        print_json([_json(drafted, new=drafted.path not in texts) for drafted in drafts])
        return
    to = console()
    for drafted in drafts:
        verb = "new" if drafted.path not in texts else "updated" if drafted.update.changes else "unchanged"
        to.print(f"[bold]{drafted.path}[/]: {verb}{' (not written)' if dry_run else ''}")
        for change in drafted.update.changes:
            to.print(f"  {change}", markup=False, soft_wrap=True)
        complain(drafted.update.diagnostics)


def _json(drafted: drafting.Drafted, *, new: bool) -> dict[str, object]:
    return {
        "path": drafted.path,
        "new": new,
        "changes": list(drafted.update.changes),
        "findings": [as_json(each) for each in drafted.update.diagnostics],
    }


def _nothing(page: str, model: str | None, facts: Facts) -> Diagnostic:
    ids = ", ".join(each.id for each in facts.models if each.id)
    what = f"no model called {model!r}" if model else "no request parameters"
    hint = f"it names: {ids}" if ids else ""
    message = f"the page states {what}"
    return Diagnostic(code="CL303", severity=Severity.ERROR, where=page, message=message, hint=hint)
