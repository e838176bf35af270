"""Which requests became invalid, and which valid, each with one that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from callsheet import solve
from callsheet.drift.made import Subject
from callsheet.layers.change import Change, Effect
from callsheet.layers.model import Model

_KEYS: Final = {
    "enum": "values",
    "length": "length",
    "items": "items",
    "unknown-key": "",
    "required": "required",
}
"""What the solver calls a limit, and what a change of that limit has at the end of its path."""


def callers(subject: Subject, old: Model, new: Model, named: Sequence[Change]) -> Iterator[Change]:
    """The changes that have a name already, each with its witness where there is one; then those that only a request shows."""
    found = solve.difference(old, new)
    lost = [(each, "breaking", new) for each in found.became_invalid]
    won = [(each, "additive", old) for each in found.became_valid]
    told = list(named)
    alone: list[Change] = []
    for witness, effect, refusing in (*lost, *won):
        numbers = [n for n, each in enumerate(told) if _shows(witness, each, effect)]
        for number in numbers:
            if told[number].witness is None and _is_seen(witness, told[number]):
                told[number] = replace(told[number], witness=witness.request)
        if not numbers:
            alone.append(_change(subject, witness, refusing, is_lost=refusing is new))
    yield from told
    yield from alone


def _is_seen(witness: solve.Witness, change: Change) -> bool:
    """Whether a request shows a change to people: not one that sends what only one version knows, for the other to doubt."""
    is_whole = change.path.count("/") == 1
    return not is_whole or witness.because.endswith(":required")


def _shows(witness: solve.Witness, change: Change, effect: str) -> bool:
    """Whether a request only shows what the change of one field says already."""
    path, mark, limit = witness.because.rpartition(":")
    if not mark or not change.path.startswith("parameters/"):
        return False
    field, _, key = change.path.removeprefix("parameters/").partition("/")
    if not key:
        return any(
            path == each or path.startswith((f"{each}.", f"{each}["))
            for each in (field, change.old, change.new)
        )
    wanted = _KEYS.get(limit, limit)
    return field == path and change.effect == effect and (key == wanted or key.endswith(f"_{wanted}"))


def _change(subject: Subject, witness: solve.Witness, refusing: Model, *, is_lost: bool) -> Change:
    why = _why(refusing, witness.because)
    effect: Effect = "breaking" if is_lost else "additive"
    message = f"refused now: {why}" if is_lost else f"taken now, refused before: {why}"
    path, at = f"requests/{witness.because}", _place(refusing, witness.because)
    code = "CV120" if is_lost else "CV121"
    return subject.change(code, effect, path, message, at=at, witness=witness.request)


def _why(model: Model, because: str) -> str:
    """A rule in its own words, a limit by its field."""
    rule = next((rule for rule in model.rules if rule.id == because), None)
    if rule is not None:
        return f"{rule.id}, {rule.message}"
    path, _, limit = because.rpartition(":")
    return f"the {limit} of {path}"


def _place(model: Model, because: str) -> str:
    rule = next((rule for rule in model.rules if rule.id == because), None)
    if rule is not None:
        return rule.at
    found = model.at_path().get(because.rpartition(":")[0])
    return "" if found is None else found.at
