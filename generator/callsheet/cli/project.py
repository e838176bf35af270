"""Which specs a command works on, and which model of theirs is meant."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from callsheet import disk, pipeline
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.model import Model, Provider

F = TypeVar("F", bound=Callable[..., Any])

SHIPPED = Path(__file__).parents[1] / "_specs"
"""The specs inside an installed distribution."""


def specs_option(function: F) -> F:
    """``--specs DIR``: the folder of specs; found by itself in a checkout, else the ones that were installed."""
    return click.option(
        "--specs",
        type=click.Path(path_type=Path, file_okay=False),
        default=None,
        help="Folder of specs [the nearest specs/ at or above here, else the installed ones]",
    )(function)


def json_option(function: F) -> F:
    """``--json``: one JSON document on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(function)


def find_specs(given: Path | None) -> Path:
    """The folder of specs to work on."""
    if given is not None:
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if any((folder / "specs").glob(f"*/{pipeline.PROVIDER_FILE}")):
            return folder / "specs"
    checkout = Path(__file__).parents[3] / "specs"
    return checkout if checkout.is_dir() else SHIPPED


def load_specs(given: Path | None) -> tuple[pipeline.Specs, ...]:
    """Load all specs, or raise with everything that is wrong with them."""
    return pipeline.load(disk.read_specs(find_specs(given)))


def load_providers(given: Path | None) -> tuple[Provider, ...]:
    """Load and resolve all specs."""
    return pipeline.resolved(load_specs(given))


def find_model(providers: tuple[Provider, ...], name: str) -> tuple[Provider, Model]:
    """The one model called ``name``: ``provider/id``, the id, or the file name. Raises for none and for several."""
    matches = [
        (provider, model)
        for provider in providers
        for model in provider.models
        if name in (f"{provider.id}/{model.id}", f"{provider.id}/{model.slug}", model.id, model.slug)
    ]
    if len(matches) == 1:
        return matches[0]
    every = sorted(f"{provider.id}/{model.slug}" for provider in providers for model in provider.models)
    if matches:
        several = ", ".join(f"{provider.id}/{model.slug}" for provider, model in matches)
        raise _unfound("CL301", name, f"several models are called {name!r}", f"say which: {several}")
    close = difflib.get_close_matches(name, every, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(close)}?" if close else "callsheet show lists them all"
    raise _unfound("CL302", name, f"no model is called {name!r}", hint)


def _unfound(code: str, where: str, message: str, hint: str) -> CallsheetError:
    return CallsheetError(
        Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)
    )
