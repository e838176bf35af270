"""``callsheet run MODEL REQUEST``: submit, show how it goes, save the result."""

from __future__ import annotations

import sys
import warnings
from contextlib import ExitStack
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from callsheet.cli import request as requests
from callsheet.cli.check import report
from callsheet.cli.clients import LEDGER, Emitted, emitted
from callsheet.cli.emulated import emulated
from callsheet.cli.output import FINDINGS, complain_of, console, print_json
from callsheet.cli.progress import shown
from callsheet.cli.project import find_model, json_option, load_providers, specs_option

ASK_ABOVE = "1.00"


@click.command("run", short_help="Buy one job, wait for it, and save its result.")
@click.argument("model")
@click.argument("request", nargs=-1)
@specs_option
@click.option("--out", default="results/", help="File or folder to save into [results/]")
@click.option("--dry-run", is_flag=True, help="Check and price; send nothing but the gateway's own dry run.")
@click.option("--yes", is_flag=True, help="Do not ask before a job that is dear or of unknown price.")
@click.option(
    "--ask-above", default=ASK_ABOVE, help=f"Ask above this price, in the gateway's unit [{ASK_ABOVE}]"
)
@click.option("--max-price", default=None, help="Send nothing that is dearer, or of unknown price.")
@click.option("--timeout", type=float, default=None, help="Seconds to wait for the job [1800]")
@click.option(
    "--ledger", type=click.Path(path_type=Path), default=LEDGER, help=f"Where jobs are recorded [{LEDGER}]"
)
@click.option("--base-url", default=None, help="Another address of the gateway.")
@click.option(
    "--emulated", "is_emulated", is_flag=True, help="Use an emulated gateway on this machine; costs nothing."
)
@json_option
def command(
    model: str, request: tuple[str, ...], specs: Path | None, base_url: str | None, **options: Any
) -> None:
    """Buy REQUEST from MODEL's gateway. Exit 1 for a request that breaks a documented rule, or a job that failed.

    REQUEST is a JSON file, '-' for standard input, JSON itself, or name=value words. Ctrl-C keeps the job and prints
    how to resume it. Credentials come from the environment.
    """
    provider, found = find_model(load_providers(specs), model)
    params = requests.parse_request(request, found)
    with ExitStack() as stack:
        environment: dict[str, str] = {}
        if options["is_emulated"]:
            base_url, environment = stack.enter_context(emulated(provider))
        ledger = options["ledger"]
        running = stack.enter_context(
            emitted(provider, ledger=ledger, base_url=base_url, environment=environment)
        )
        try:
            prepared = running.request(found, params)
            _dry(running, prepared, options) if options["dry_run"] else _buy(running, prepared, options)
        except running.errors.InvalidRequest as error:
            complain_of([line for each in error.violations for line in report(each)])
            sys.exit(FINDINGS)
        except running.errors.GatewayError as error:
            complain_of([str(error)])
            sys.exit(FINDINGS)


def _dry(running: Emitted, prepared: Any, options: dict[str, Any]) -> None:
    """Our price, and the gateway's own where it gives one."""
    try:
        theirs = [str(amount) for amount in prepared.dry_run()]
    except running.errors.Unsupported:
        theirs = []
    if options["as_json"]:
        print_json({"request": dict(prepared.params), "price": str(prepared.price), "gateway": theirs})
        return
    console().print(f"price: {prepared.price}", markup=False, soft_wrap=True)
    for amount in theirs:
        console().print(f"the gateway says: {amount}", markup=False)
    for advice in prepared.advice:
        console().print(f"advice: {advice}", markup=False, soft_wrap=True)


def _buy(running: Emitted, prepared: Any, options: dict[str, Any]) -> None:
    _ask(prepared, options)
    try:
        job = prepared.submit(max_price=options["max_price"])
    except KeyboardInterrupt as stop:
        complain_of(getattr(stop, "__notes__", []))
        raise
    bought, failed = [job, *job.others], False
    for each in bought:
        try:
            with shown(each.id, str(prepared.price)) as on_progress:
                result = each.wait(timeout=options["timeout"], on_progress=on_progress)
                paths = _saved(result, options["out"])
        except (KeyboardInterrupt, running.errors.WaitTimeout):
            left = bought[bought.index(each) :]
            complain_of([f"job {one.id} goes on; resume it with: {_resume(one, options)}" for one in left])
            sys.exit(130)
        except running.errors.GatewayError as error:
            # the others are paid as well
            complain_of([str(error)])
            failed = True
        else:
            _told(each, result, paths, options)
    if failed:
        sys.exit(FINDINGS)


def _saved(result: Any, out: str) -> list[Path]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # differences are told with the result
        return [result.save(out)] if len(result.urls) == 1 else list(result.save_all(out.rstrip("/")))


def _ask(prepared: Any, options: dict[str, Any]) -> None:
    """Before a job that is dear, or of which nobody knows the price; raises where nobody can be asked."""
    amount = prepared.price.amount
    try:
        limit = Decimal(options["ask_above"])
    except InvalidOperation:
        raise click.UsageError("--ask-above is a number") from None
    if options["yes"] or options["is_emulated"] or (amount is not None and amount <= limit):
        return
    price = "of unknown price" if amount is None else f"priced {prepared.price}"
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"this job is {price}, and there is no terminal to ask at; --yes buys it all the same"
        )
    click.confirm(f"This job is {price}. Buy it?", abort=True, err=True)


def _resume(job: Any, options: dict[str, Any]) -> str:
    where = "" if options["ledger"] == LEDGER else f" --ledger {options['ledger']}"
    return f"callsheet jobs --resume {job.id}{where}"


def _told(job: Any, result: Any, paths: list[Path], options: dict[str, Any]) -> None:
    charged = [str(charge) for charge in result.charges]
    if options["as_json"]:
        files = [str(path) for path in paths]
        print_json(
            {
                "job": job.id,
                "token": job.token,
                "files": files,
                "charged": charged,
                "estimated": str(result.estimate) if result.estimate else None,
                "missing": list(result.missing),
                "differences": [str(each) for each in result.differences],
                "reference": result.reference,
            }
        )
        return
    for path in paths:
        console().print(str(path), markup=False, soft_wrap=True)
    complain_of([f"not as asked: {each}" for each in result.differences])
    complain_of([f"file {index} of {len(result.urls)} is missing" for index in result.missing])
    if charged:
        beside = (
            "" if result.estimate in (None, *result.charges) else f", where {result.estimate} was estimated"
        )
        console(error=True).print(f"charged: {', '.join(charged)}{beside}", markup=False)
    if result.reference:
        console(error=True).print(f"refer to it as: {result.reference}", markup=False)
