"""``callsheet show [MODEL]``: all models in a table, or one in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.table import Table

from callsheet.cli import wording
from callsheet.cli.output import console, print_json, table
from callsheet.cli.project import find_model, json_option, load_providers, specs_option
from callsheet.layers.model import Model, Parameter, PriceTable, Provider, Rule


@click.command("show", short_help="Show one model, or all of them.")
@click.argument("model", required=False)
@specs_option
@json_option
def command(model: str | None, specs: Path | None, as_json: bool) -> None:
    """Show MODEL (provider/id, or the id alone), or list all models."""
    providers = load_providers(specs)
    if model is None:
        print_json([_row_json(p, m) for p in providers for m in p.models]) if as_json else _list(providers)
        return
    provider, found = find_model(providers, model)
    if as_json:
        print_json(_model_json(provider, found))
        return
    to = console()
    to.print(
        f"[bold]{found.title}[/]  {provider.id}/{found.id}\n{found.summary}\n{found.page}\n", soft_wrap=True
    )
    for part in _parts(found):
        to.print(part, "")
    for question in found.open:
        to.print(f"[yellow]open[/]: {question}")


def models_table(providers: tuple[Provider, ...]) -> Table:
    """Models × parameters × rules × prices, as ``show`` and ``demo`` print it."""
    rows = [
        (
            provider.id,
            model.id,
            str(len(model.parameters)),
            str(sum(rule.is_error for rule in model.rules)),
            str(sum(not rule.is_error for rule in model.rules)),
            wording.price_span(model),
        )
        for provider in providers
        for model in provider.models
    ]
    columns = ("provider", "model", "parameters", "rules", "advice", "price")
    return table("", columns, rows, right=("parameters", "rules", "advice"))


def _list(providers: tuple[Provider, ...]) -> None:
    console().print(models_table(providers))


def _parts(model: Model) -> Iterator[Table]:
    yield table("Parameters", ("name", "type", "default", "allowed", "place"), map(_parameter, model.walk()))
    if model.rules:
        yield table("Rules", ("rule", "says", "place"), map(_rule, model.rules))
    if model.needs:
        yield table("Needs", ("need", "says"), [(need.id, need.summary) for need in model.needs])
    for prices in model.prices:
        yield _prices(prices)


def _parameter(parameter: Parameter) -> tuple[str, ...]:
    name = f"{parameter.path} *" if parameter.required else parameter.path
    default = "" if parameter.default is None else wording.value(parameter.default)
    section = wording.place(parameter.at).removesuffix(f"/{parameter.path}")
    return name, parameter.type, default, wording.allowed(parameter), section


def _rule(rule: Rule) -> tuple[str, ...]:
    tail = "" if rule.basis == "documented" else f" [{rule.basis}]"
    return rule.id, rule.message + tail, wording.place(rule.at)


def _prices(prices: PriceTable) -> Table:
    if prices.unknown:
        return table(f"Price since {prices.since}", ("unknown because",), [(prices.unknown,)])
    rows = [
        (row.label or "always", f"{row.amount} {prices.unit}", wording.place(row.at)) for row in prices.rows
    ]
    return table(
        f"Price since {prices.since}, per {prices.per}", ("when", "amount", "place"), rows, right=("amount",)
    )


def _row_json(provider: Provider, model: Model) -> dict[str, object]:
    return {
        "provider": provider.id,
        "model": model.id,
        "title": model.title,
        "parameters": len(model.parameters),
        "rules": [rule.id for rule in model.rules if rule.is_error],
        "advice": [rule.id for rule in model.rules if not rule.is_error],
        "price": wording.price_span(model),
    }


def _model_json(provider: Provider, model: Model) -> dict[str, object]:
    return {
        **_row_json(provider, model),
        "summary": model.summary,
        "page": model.page,
        "parameters": [
            {
                "path": p.path,
                "type": p.type,
                "required": p.required,
                "default": p.default,
                "allowed": wording.allowed(p),
                "at": p.at,
                "basis": p.basis,
            }
            for p in model.walk()
        ],
        "rules": [
            {
                "id": r.id,
                "kind": r.kind,
                "message": r.message,
                "effect": r.effect,
                "basis": r.basis,
                "at": r.at,
            }
            for r in model.rules
        ],
        "needs": [{"id": need.id, "summary": need.summary} for need in model.needs],
        "prices": [
            {
                "since": each.since.isoformat(),
                "unit": each.unit,
                "per": each.per,
                "rows": [{"when": row.label, "amount": str(row.amount), "at": row.at} for row in each.rows],
                "unknown": each.unknown,
            }
            for each in model.prices
        ],
        "open": list(model.open),
    }
