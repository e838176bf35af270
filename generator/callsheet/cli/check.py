"""``callsheet check MODEL REQUEST``: every broken limit and rule, with its place on the page and a fix."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from callsheet import pipeline, trial
from callsheet.cli import request as requests
from callsheet.cli import wording
from callsheet.cli.output import FINDINGS, console, print_json
from callsheet.cli.project import find_model, json_option, load_providers, specs_option
from callsheet.layers.model import Model, Need, Provider


@click.command("check", short_help="Check a request against a model's documented limits and rules.")
@click.argument("model")
@click.argument("request", nargs=-1)
@specs_option
@click.option(
    "--strict", is_flag=True, help="Let advice (upstream and inferred rules, unknown keys) fail too."
)
@json_option
def command(model: str, request: tuple[str, ...], specs: Path | None, strict: bool, as_json: bool) -> None:
    """Check REQUEST against what is documented of MODEL. Exit 1 if it breaks a limit or a rule.

    REQUEST is a JSON file, '-' for standard input, JSON itself, or name=value words.
    """
    provider, found = find_model(load_providers(specs), model)
    given = requests.parse_request(request, found)
    with pipeline.tried(provider) as emitted:
        violations = emitted.violations(found, given)
    needs = trial.needs(found, given)
    refused = [each for each in violations if each.is_error]
    if as_json:
        print_json(_json(provider, found, violations, needs))
    else:
        _print(provider, found, violations, needs)
    if refused or (strict and violations):
        sys.exit(FINDINGS)


def report(violation: Any) -> list[str]:
    """What is said of one violation: a line, and where and how below it."""
    lines = [f"{violation.rule}: {violation.message}"]
    if violation.fixes:
        lines.append("fix: " + ", or ".join(str(fix) for fix in violation.fixes))
    if violation.at:
        lines.append("page: " + wording.place(violation.at))
    if not violation.is_error:
        lines.append(
            f"basis: {violation.basis}" if violation.effect == "refused" else f"effect: {violation.effect}"
        )
    return lines


def _print(provider: Provider, model: Model, violations: list[Any], needs: list[Need]) -> None:
    to = console()
    refused = [each for each in violations if each.is_error]
    verdict = f"[bold red]refused[/]: breaks {len(refused)}" if refused else "[bold green]valid[/]"
    to.print(f"{provider.id}/{model.id}: {verdict}")
    for violation in violations:
        mark = "[red]✗[/]" if violation.is_error else "[yellow]![/]"
        first, *rest = report(violation)
        to.print(f"  {mark} ", end="")
        to.print(first, markup=False, soft_wrap=True)
        for line in rest:
            to.print(f"      {line}", markup=False, soft_wrap=True)
    for need in needs:
        to.print(
            f"  [cyan]i[/] {need.id}: {need.summary} Not checked here: only the gateway knows the account."
        )


def _json(provider: Provider, model: Model, violations: list[Any], needs: list[Need]) -> dict[str, object]:
    return {
        "provider": provider.id,
        "model": model.id,
        "valid": not any(each.is_error for each in violations),
        "violations": [
            {
                "rule": each.rule,
                "fields": list(each.fields),
                "message": each.message,
                "fixes": [str(fix) for fix in each.fixes],
                "at": each.at,
                "basis": each.basis,
                "effect": each.effect,
                "error": each.is_error,
            }
            for each in violations
        ],
        "needs": [{"id": need.id, "summary": need.summary} for need in needs],
    }
