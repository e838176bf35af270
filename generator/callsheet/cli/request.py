"""A request as given on the command line: a file, standard input, JSON, or ``name=value`` words."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click

from callsheet import disk
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Parameter

HELP = "REQUEST is a JSON file, '-' for standard input, JSON itself, or name=value words."


def parse_request(words: Sequence[str], model: Model) -> dict[str, Json]:
    """Read a request, and put the model's id in it where the gateway wants it there, as clients do.

    Raises click.UsageError for what is no JSON object, or names a parameter wrongly.
    """
    if len(words) == 1 and "=" not in words[0].split("{", 1)[0]:
        request = _document(words[0])
    else:
        request = _spoken(words, model)
    return {**_named(model), **request}


def _named(model: Model) -> dict[str, Json]:
    return {each.path: str(each.enum[0]) for each in model.parameters if each.role == "model" and each.enum}


def _spoken(words: Sequence[str], model: Model) -> dict[str, Json]:
    request: dict[str, Json] = {}
    known = model.at_path()
    for word in words:
        path, mark, text = word.partition("=")
        if not mark or not path:
            raise click.UsageError(f"{word!r} is no name=value")
        _put(request, path.split("."), _value(text, known.get(path)))
    return request


def _document(word: str) -> dict[str, Json]:
    if word == "-":
        given: str | bytes = sys.stdin.buffer.read()
    elif word.lstrip().startswith(("{", "[")):
        given = word
    else:
        given = disk.read_bytes(Path(word))
    try:
        text = given if isinstance(given, str) else given.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"the request is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise click.UsageError("the request must be a JSON object")
    return cast("dict[str, Json]", value)


def _value(text: str, parameter: Parameter | None) -> Json:
    """A word as the parameter's type would have it; strings need no quotes, all else is JSON."""
    if parameter is not None and parameter.type in ("string", "file"):
        return text
    try:
        value = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return text
    return cast("Json", value)


def _put(request: dict[str, Json], steps: Sequence[str], value: Json) -> None:
    at = request
    for step in steps[:-1]:
        below = at.setdefault(step, {})
        if not isinstance(below, dict):
            raise click.UsageError(f"{'.'.join(steps)}: {step} has a value of its own already")
        at = below
    if steps[-1] in at:
        raise click.UsageError(f"{'.'.join(steps)} has a value already")
    at[steps[-1]] = value


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON objects as dicts, refusing a key that stands twice: which of them counts is anybody's guess."""
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")
