"""``callsheet jobs``: what the ledger knows, going on with a job, and finding out about those that nobody knows."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import click

from callsheet.cli.bought import RESULTS, follow, require_free
from callsheet.cli.clients import LEDGER, emitted
from callsheet.cli.output import CANNOT_GO_ON, FINDINGS, complain_of, console, print_json, table
from callsheet.cli.project import json_option, load_providers, specs_option
from callsheet.layers.model import Provider
from callsheet.runtime.errors import LedgerError
from callsheet.runtime.ledger import Ledger
from callsheet.runtime.ledger_rows import LedgerLine


@click.command("jobs", short_help="List, resume and reconcile the jobs of a ledger.")
@specs_option
@click.option("--ledger", type=click.Path(path_type=Path), default=LEDGER, help=f"The ledger [{LEDGER}]")
@click.option("--resume", metavar="JOB", default=None, help="Wait for this job and save its result.")
@click.option("--cancel", metavar="JOB", default=None, help="Ask the gateway to cancel this job.")
@click.option("--recover", is_flag=True, help="Find out what became of intents whose outcome nobody knows.")
@click.option(
    "--dismiss", metavar="INTENT", default=None, help="Stop asking about an intent: you have looked yourself."
)
@click.option("--out", default=RESULTS, help="File or folder to save into [results/]")
@click.option("--base-url", default=None, help="Another address of the gateway.")
@json_option
def command(specs: Path | None, ledger: Path, **options: Any) -> None:
    """List the jobs of the ledger with their estimates and charges. Exit 1 while an outcome is unknown.

    An estimate beside another charge is marked: the price table, or the gateway, is wrong. Of a JOB or an INTENT the
    first letters will do.
    """
    if not ledger.exists():
        raise click.UsageError(f"there is no ledger at {ledger}; callsheet run makes one")
    options |= {"ledger": ledger, "specs": specs, "timeout": None, "is_emulated": False}
    try:
        _act(Ledger(ledger), {provider.id: provider for provider in load_providers(specs)}, options)
    except LedgerError as error:
        complain_of([str(error)])
        sys.exit(CANNOT_GO_ON)


def _act(known: Ledger, providers: dict[str, Provider], options: dict[str, Any]) -> None:
    lines = known.lines()
    if options["resume"] or options["cancel"]:
        jobs = [line for line in lines if line.job_id]
        _follow(providers, _one(jobs, "job_id", options["resume"] or options["cancel"]), options)
        return
    if options["dismiss"]:
        known.dismiss(_one([*filter(_is_open, lines)], "intent_id", options["dismiss"]).intent_id)
    if options["recover"]:
        _recover(_named(providers, [line.provider for line in lines if _is_open(line)]), options)
    else:
        _list(known.lines(), as_json=options["as_json"])
    if any(_is_open(line) for line in known.lines()):
        sys.exit(FINDINGS)


def _is_open(line: LedgerLine) -> bool:
    return line.state in ("sending", "unknown")


def _one(lines: Iterable[LedgerLine], field: Literal["job_id", "intent_id"], start: str) -> LedgerLine:
    """The line of that id, or the only one whose id begins so."""
    beginning = [line for line in lines if getattr(line, field).startswith(start)]
    found = [line for line in beginning if getattr(line, field) == start] or beginning
    kind = "job" if field == "job_id" else "open intent"
    if not found:
        raise click.UsageError(f"the ledger has no {kind} {start}")
    if len(found) > 1:
        several = ", ".join(f"{getattr(line, field)} of {line.provider}" for line in found)
        raise click.UsageError(f"{start} may be more than one {kind}: {several}")
    return found[0]


def _named(providers: dict[str, Provider], names: Iterable[str]) -> list[Provider]:
    return [providers[name] for name in dict.fromkeys(names) if name in providers]


def _follow(providers: dict[str, Provider], line: LedgerLine, options: dict[str, Any]) -> None:
    """Wait for a job and save its result, or cancel it."""
    (provider,) = _named(providers, [line.provider]) or [_missing(line)]
    with emitted(provider, ledger=options["ledger"], base_url=options["base_url"]) as running:
        job = running.client.resume(line.job_id)
        if not options["cancel"]:
            require_free(options["out"])
            follow(running, [job], [str(line.estimate or "of unknown price")], options)
            return
        try:
            complain_of([f"job {job.id}: {job.cancel().status}"])
        except running.errors.GatewayError as error:
            complain_of([str(error)])
            sys.exit(FINDINGS)


def _missing(line: LedgerLine) -> Provider:
    raise click.UsageError(f"there are no specs of {line.provider}")


def _recover(providers: Iterable[Provider], options: dict[str, Any]) -> None:
    """Ask again under a key, or look into the gateway's list; say what was found."""
    for provider in providers:
        with emitted(provider, ledger=options["ledger"], base_url=options["base_url"]) as running:
            try:
                found = running.client.recover()
            except running.errors.GatewayError as error:
                complain_of([str(error)])
                continue
        for each in found:
            told = ", ".join(each.jobs) or f"candidates: {', '.join(each.candidates) or 'none'}"
            complain_of([f"intent {each.intent.id}: {each.outcome}; {told} {each.detail}".rstrip()])


def _list(lines: list[LedgerLine], *, as_json: bool) -> None:
    if as_json:
        print_json([_json(line) for line in lines])
        return
    columns = ("when", "gateway", "model", "job or intent", "state", "estimate", "charged")
    console().print(table("", columns, [_row(line) for line in lines], right=("estimate", "charged")))


def _row(line: LedgerLine) -> tuple[str, ...]:
    when = datetime.fromtimestamp(line.created, UTC).strftime("%m-%d %H:%M")
    state = line.means if line.job_id else line.state
    charged = ", ".join(map(str, line.charges))
    mark = " !" if _differs(line) else ""
    name = line.job_id or f"intent {line.intent_id}"
    return when, line.provider, line.model, name, state, str(line.estimate or "?"), charged + mark


def _differs(line: LedgerLine) -> bool:
    """Whether the gateway charged something else than the price table says, in the same unit."""
    return any(
        line.estimate is not None
        and charge.unit == line.estimate.unit
        and charge.amount != line.estimate.amount
        for charge in line.charges
    )


def _json(line: LedgerLine) -> dict[str, object]:
    return {
        "provider": line.provider,
        "model": line.model,
        "intent": line.intent_id,
        "state": line.state,
        "job": line.job_id,
        "status": line.status,
        "means": line.means,
        "estimate": str(line.estimate) if line.estimate else None,
        "charges": [str(charge) for charge in line.charges],
        "differs": _differs(line),
        "path": line.path,
        "detail": line.detail,
    }
