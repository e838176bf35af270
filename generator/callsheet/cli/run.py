"""``callsheet run MODEL REQUEST``: submit, show how it goes, save the result."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from callsheet.cli import request as requests
from callsheet.cli.bought import RESULTS, command_of, follow, require_free
from callsheet.cli.check import report
from callsheet.cli.clients import LEDGER, Emitted, emitted
from callsheet.cli.emulated import emulated
from callsheet.cli.output import FINDINGS, complain_of, console, print_json
from callsheet.cli.project import find_model, json_option, load_providers, specs_option

ASK_ABOVE = "1.00"
SECONDS = click.FloatRange(min=0, min_open=True)


def _amount(_context: click.Context, _option: click.Parameter, text: str | None) -> Decimal | None:
    try:
        amount = None if text is None else Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount is not None and not amount.is_finite():
        raise click.BadParameter(f"{text!r} is no amount such as 1.50, in the gateway's unit")
    return amount


@click.command("run", short_help="Buy one job, wait for it, and save its result.")
@click.argument("model")
@click.argument("request", nargs=-1)
@specs_option
@click.option("--out", default=RESULTS, help="File or folder to save into [results/]")
@click.option("--dry-run", is_flag=True, help="Check and price; send nothing but the gateway's own dry run.")
@click.option("--yes", is_flag=True, help="Do not ask before a job that is dear or of unknown price.")
@click.option(
    "--ask-above",
    callback=_amount,
    default=ASK_ABOVE,
    help=f"Ask above this price, in the gateway's unit [{ASK_ABOVE}]",
)
@click.option(
    "--max-price", callback=_amount, default=None, help="Send nothing that is dearer, or of unknown price."
)
@click.option("--timeout", type=SECONDS, default=None, help="Seconds to wait for the job [1800]")
@click.option(
    "--ledger", type=click.Path(path_type=Path), default=None, help=f"Where jobs are recorded [{LEDGER}]"
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
        ledger = options["ledger"] or LEDGER
        if options["is_emulated"]:
            base_url, environment = stack.enter_context(emulated(provider))
            # its jobs end with it, and nobody ever asks for them again
            ledger = (
                options["ledger"]
                or Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))) / LEDGER.name
            )
        running = stack.enter_context(
            emitted(provider, ledger=ledger, base_url=base_url, environment=environment)
        )
        options |= {"ledger": ledger, "base_url": base_url, "specs": specs}
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
    require_free(options["out"])
    _ask(prepared, options)
    try:
        job = prepared.submit(max_price=options["max_price"])
    except KeyboardInterrupt as stop:
        complain_of([*getattr(stop, "__notes__", []), *_look(options)])
        raise
    except running.errors.OutcomeUnknown as error:
        complain_of([str(error), *_look(options)])
        sys.exit(FINDINGS)
    bought = [job, *job.others]
    follow(running, bought, [str(prepared.price)] * len(bought), options)


def _look(options: dict[str, Any]) -> list[str]:
    """How to find out about a job that may have been made."""
    return [] if options["is_emulated"] else [f"look for it with: {command_of(['--recover'], options)}"]


def _ask(prepared: Any, options: dict[str, Any]) -> None:
    """Before a job that is dear, or of which nobody knows the price; raises where nobody can be asked."""
    amount = prepared.price.amount
    is_cheap = amount is not None and amount <= options["ask_above"]
    if options["yes"] or options["is_emulated"] or is_cheap:
        return
    price = "of unknown price" if amount is None else f"priced {prepared.price}"
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"this job is {price}, and there is no terminal to ask at; --yes buys it all the same"
        )
    click.confirm(f"This job is {price}. Buy it?", abort=True, err=True)
