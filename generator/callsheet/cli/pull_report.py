"""What ``pull`` says: page by page for people, as JSON, or as the body of a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from callsheet import drift
from callsheet.cli.changes import print_changes, print_for_callers
from callsheet.cli.output import as_json as diagnostic_json
from callsheet.cli.output import complain, console, print_json
from callsheet.layers.diagnostic import Diagnostic
from callsheet.pulling import Plan, Pulled


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A plan, and whether it was carried out."""

    plan: Plan
    pages: Sequence[Pulled]
    is_written: bool
    version: str = ""
    """Of the generated package, with these changes."""


def show(report: Report, *, as_json: bool, markdown: bool) -> None:
    if as_json:
        print_json(_json(report))
    elif markdown:
        click.echo(_markdown(report), nl=False)
        complain(report.plan.held)
    else:
        _print(report)


def nothing(read: int, notes: Sequence[Diagnostic], *, as_json: bool, markdown: bool) -> None:
    """Of a pull that is known to find nothing."""
    plan = Plan(texts={}, drafts={}, changes=(), held=(), is_changed=False)
    if as_json:
        found = _json(Report(plan=plan, pages=(), is_written=False))
        print_json({**found, "findings": [diagnostic_json(each) for each in notes]})
    elif markdown:
        click.echo(drift.markdown(()), nl=False)
    else:
        complain(notes)
        console().print(_said_nothing(read, len(notes)), markup=False, soft_wrap=True)


def _said_nothing(read: int, left: int) -> str:
    tail = f"; {left} things are left to people" if left else ""
    return f"{read} pages read; they state nothing that the specs do not{tail}."


def _print(report: Report) -> None:
    to, plan = console(), report.plan
    for page in report.pages:
        drafts = [each for each in plan.drafts.get(page.wanted.name, ()) if each.update.changes]
        if drafts or page.changes:
            to.print(f"[bold]{page.wanted.name}[/]")
        for each in drafts:
            for line in each.update.changes:
                to.print(f"  {each.path}: {line}", markup=False, soft_wrap=True)
        if page.changes:
            to.print("  since the copy in the cache:", markup=False)
            print_changes(page.changes)
    complain(plan.findings)
    if plan.changes:
        to.print("[bold]For callers[/]")
        print_for_callers(plan.changes, report.version)
    complain(plan.held)
    to.print(_end(report), markup=False, soft_wrap=True)


def _end(report: Report) -> str:
    plan, read = report.plan, sum(page.facts is not None for page in report.pages)
    if all(page.is_away for page in report.pages):
        return "no page could be fetched, so nothing is known of them and nothing was written."
    if plan.held:
        return f"{read} pages read; {len(plan.held)} things look wrong: nothing was written."
    left = f"; {len(plan.findings)} things are left to people" if plan.findings else ""
    if not plan.is_changed:
        if any(page.changes for page in report.pages):
            return f"{read} pages read; what changed on them puts nothing into the specs{left}."
        return _said_nothing(read, len(plan.findings))
    if report.is_written:
        return f"{read} pages read; the specs are updated{left}. Next: callsheet build"
    return f"{read} pages read; nothing was written{left}. Update the specs with: callsheet pull --write"


def _markdown(report: Report) -> str:
    """For callers first; then what is left to people, and what else the pages say now. No page's sentence is in it."""
    plan = report.plan
    parts = [drift.markdown(plan.changes, version=report.version)]
    if plan.held:
        parts.append(
            drift.bullets("Held back", [(str(each.where), each.message, each.code) for each in plan.held])
        )
    if plan.findings:
        rows = [(str(each.where), each.message, each.code) for each in plan.findings]
        parts.append(drift.bullets("Left to people", rows))
    seen = [(each.subject, each.message, each.code) for page in report.pages for each in page.changes]
    if seen:
        parts.append(drift.bullets("On the pages", seen))
    return "\n".join(parts)


def _json(report: Report) -> dict[str, object]:
    return {
        "written": report.is_written,
        "version": report.version,
        "pages": [
            {
                "page": page.wanted.name,
                "specs": [
                    {"path": each.path, "changes": list(each.update.changes)}
                    for each in report.plan.drafts.get(page.wanted.name, ())
                    if each.update.changes
                ],
                "changes": [drift.as_json(each) for each in page.changes],
            }
            for page in report.pages
        ],
        "changes": [drift.as_json(each) for each in drift.told(report.plan.changes)],
        "worded": drift.worded(report.plan.changes),
        "findings": [diagnostic_json(each) for each in report.plan.findings],
        "held": [diagnostic_json(each) for each in report.plan.held],
    }
