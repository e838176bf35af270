"""``callsheet price MODEL REQUEST``: the amount, how it is made up, and since when."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from callsheet import pipeline
from callsheet.cli import request as requests
from callsheet.cli import wording
from callsheet.cli.check import report
from callsheet.cli.output import FINDINGS, complain_of, console, print_json
from callsheet.cli.project import find_model, json_option, load_providers, specs_option


@click.command("price", short_help="Say what a request costs, and how the amount is made up.")
@click.argument("model")
@click.argument("request", nargs=-1)
@specs_option
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="DATE",
    help="The price of that day [today]",
)
@json_option
def command(
    model: str, request: tuple[str, ...], specs: Path | None, on: datetime | None, as_json: bool
) -> None:
    """Price REQUEST as MODEL's documentation states it. Exit 1 for a request that is refused, or has no known price.

    REQUEST is a JSON file, '-' for standard input, JSON itself, or name=value words.
    """
    provider, found = find_model(load_providers(specs), model)
    given = requests.parse_request(request, found)
    with pipeline.tried(provider) as emitted:
        refused = [each for each in emitted.violations(found, given) if each.is_error]
        price = None if refused else emitted.price(found, given, on=on.date() if on else None)
        if as_json:
            print_json(_json(price, [each.rule for each in refused]))
        elif price is None:
            complain_of([line for each in refused for line in report(each)])
        else:
            console().print(str(price), markup=False, soft_wrap=True)
            if price.at:
                console().print(f"page: {wording.place(price.at)}", markup=False)
    if price is None or price.amount is None:
        sys.exit(FINDINGS)


def _json(price: object, refused: list[str]) -> dict[str, object]:
    if price is None:
        return {"amount": None, "refused": refused}
    known = ("amount", "unit", "per", "each", "quantity", "row", "since", "at", "reason")
    found = {name: getattr(price, name) for name in known if hasattr(price, name)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}
