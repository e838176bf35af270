"""``callsheet demo``: the main job on the specs at hand, in half a minute and without a key."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from callsheet import disk, pipeline, solve
from callsheet.cli import show
from callsheet.cli.check import report
from callsheet.cli.output import console
from callsheet.cli.project import find_specs, specs_option
from callsheet.costly import remembering
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Provider

OUTPUT = {
    "clients, validators, models, prices": "video_gateways/",
    "JSON Schemas with all rules": "schemas/",
    "OpenAPI 3.1 of each gateway": "openapi/",
    "price tables (JSON, CSV, Markdown)": "prices/",
    "pages for people": "docs/",
    "requests with verdicts, for any language": "cases/",
}
"""What a build writes, and where below the output folder."""


@click.command(
    "demo", short_help="Regenerate everything, and check a good and a bad request on each provider."
)
@specs_option
def command(specs: Path | None) -> None:
    """Regenerate everything from the specs, then check and price one good and one bad request on each provider.

    The requests are found by the solver: the bad one breaks one documented rule or limit and nothing else, the good
    one is a single change away from it.
    """
    to = console()
    folder = find_specs(specs)
    target = folder.parent / "generated"
    providers = pipeline.resolved(pipeline.load(disk.read_specs(folder)))
    files = pipeline.build(
        providers, remembering(folder.parent / ".callsheet" / "emitted"), disk.read_releases(folder)
    )
    changes = disk.write(files, target)
    to.print(
        f"[bold]Generated[/] {len(files)} files from {folder}/ into {target}/, {len(changes)} of them changed.\n"
    )
    to.print(show.models_table(providers), "")
    to.print("[bold]One request that breaks one rule, and its valid twin, on each provider[/]")
    for provider in providers:
        for line in _pair_lines(provider):
            to.print(line, markup=False, soft_wrap=True)
    to.print("\n[bold]Where it is[/]")
    for what, place in OUTPUT.items():
        to.print(f"  {what:<42} {_near(target)}/{place}", soft_wrap=True)
    to.print(f"  {'install it':<42} pip install ./{_near(target)}", soft_wrap=True)


def _near(path: Path) -> str:
    """A path as seen from here."""
    return os.path.relpath(path)


def _pair_lines(provider: Provider) -> Iterator[str]:
    model, pair = _richest_pair(provider)
    with pipeline.tried(provider) as emitted:
        yield f"\n{provider.id}/{model.id}"
        for request in (pair.valid, pair.broken):
            refused = [each for each in emitted.violations(model, request) if each.is_error]
            yield f"  {_short(request)}"
            if not refused:
                yield f"    valid, price {emitted.price(model, request)}"
            for violation in refused:
                first, *rest = report(violation)
                yield f"    refused: {first}"
                yield from (f"      {line}" for line in rest)


def _richest_pair(provider: Provider) -> tuple[Model, solve.Pair]:
    """Of the model with most rules, and a known price: a documented rule that can be broken alone, else a limit."""
    for model in sorted(provider.models, key=_poverty):
        program = solve.Program(model)
        errors = {rule.id for rule in model.rules if rule.is_error}
        for outcome in (*solve.rule_pairs(program), *solve.limit_pairs(program)):
            if isinstance(outcome, solve.Pair) and (outcome.about in errors or ":" in outcome.about):
                return model, outcome
    raise AssertionError(f"no limit of {provider.id} can be broken")


def _poverty(model: Model) -> tuple[int, bool]:
    return -sum(rule.is_error for rule in model.rules), not (model.prices and model.prices[-1].rows)


def _short(request: dict[str, Json]) -> str:
    text = json.dumps(request, ensure_ascii=False)
    return text if len(text) <= 160 else f"{text[:157]}..."
