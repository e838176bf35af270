"""``callsheet plan WISHES``: who can do it, for how much, and why the others cannot."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table

from callsheet import plan
from callsheet.cli import offers, wording
from callsheet.cli.output import FINDINGS, console, print_json, table
from callsheet.cli.project import json_option, load_providers, specs_option
from callsheet.layers.model import Model


@click.command("plan", short_help="Say who can do what you want, for how much, and why the others cannot.")
@click.argument("wishes", nargs=-1, required=True)
@click.option("--provider", "only", multiple=True, help="Ask this gateway only; may be repeated.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="DATE",
    help="By the prices of that day [today]",
)
@specs_option
@json_option
def command(
    wishes: tuple[str, ...], only: tuple[str, ...], on: datetime | None, specs: Path | None, as_json: bool
) -> None:
    """Put WISHES to every model. Exit 1 if none can grant them.

    A wish is name=value, name=value|value, name>=value or name<=value, or something that a model does, such as
    img2video. Names are those of any gateway: each is asked in its own words. A feature that a model does not have is off.
    """
    models = _models(only, specs)
    day = on.date() if on else datetime.now(UTC).date()
    try:
        answers = plan.ask(models, [plan.parse_wish(word) for word in wishes], on=day)
    except plan.NoWish as problem:
        raise click.UsageError(str(problem)) from problem
    can, cannot = offers.sorted_answers(answers)
    if as_json:
        print_json(offers.as_json(wishes, can, cannot))
    else:
        for part in _parts(can, cannot):
            console().print(part, "", markup=False)
    if not can:
        sys.exit(FINDINGS)


def _models(only: Sequence[str], specs: Path | None) -> list[Model]:
    providers = load_providers(specs)
    unknown = set(only) - {each.id for each in providers}
    if unknown:
        known = ", ".join(each.id for each in providers)
        raise click.UsageError(f"no gateway is called {min(unknown)!r}; there are {known}")
    return [model for each in providers if not only or each.id in only for model in each.models]


def _parts(can: Sequence[plan.Offer], cannot: Sequence[plan.Refusal]) -> Iterator[Table | str]:
    if can:
        columns = ("model", "price", "or from", "sends", "also needed")
        yield table(
            f"{len(can)} can",
            columns,
            map(_offered, can),
            right=("price", "or from"),
            whole=("model", "price", "or from"),
        )
        notes = [note for each in can for note in _noted(each)]
        if notes:
            yield table("To know", ("model", "what", "place"), notes, whole=("model",))
    if cannot:
        rows = [row for each in cannot for row in _refused(each)]
        yield table(f"{len(cannot)} cannot", ("model", "because", "place"), rows, whole=("model",))
    if not can:
        yield "Nobody can."


def _offered(offer: plan.Offer) -> tuple[str, ...]:
    named = dict.fromkeys(path for _, path in offer.named if path)
    sent = offers.flat(offer.model, offer.request)
    sends = " ".join(f"{path}={offers.short(sent[path])}" for path in named)
    also = ", ".join(path for path in sent if path not in named)
    lower = offers.money(offer.cheapest) if offer.cheapest.amount != offer.price.amount else ""
    return offers.name(offer.model), offers.money(offer.price), lower, sends, also


def _noted(offer: plan.Offer) -> Iterator[tuple[str, str, str]]:
    for note in offer.notes:
        tail = f" [{note.basis}]" if note.basis else ""
        yield offers.name(offer.model), f"{note.id}: {note.message}{tail}", wording.place(note.at)
    if offer.price.unknown:
        yield offers.name(offer.model), f"price unknown: {offer.price.unknown}", wording.place(offer.price.at)


def _refused(refusal: plan.Refusal) -> Iterator[tuple[str, str, str]]:
    name, rules = offers.name(refusal.model), {rule.id for rule in refusal.model.rules}
    for reason in refusal.reasons:
        what = f"{reason.id}: {reason.message}" if reason.id in rules else reason.message
        yield name, what, wording.place(reason.at)
        name = ""
    if refusal.instead:
        yield "", f"would do: {', or '.join(map(offers.change, refusal.instead))}", ""
