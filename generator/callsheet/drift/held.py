"""Changes that look wrong: they are held back until somebody confirms them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from callsheet.drift.pairing import by_likeness
from callsheet.drift.shape import LIKENESS, likeness, of_facts, of_model
from callsheet.layers.change import Change
from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.layers.facts import Facts, ModelFacts, ParameterFact
from callsheet.layers.model import Model, Parameter

LARGEST_MOVE: Final = Decimal("0.20")
"""Of a price, as a share of what it was."""
LEAST_LEFT: Final = Decimal("0.5")
"""Of the parameters that a page had, as a share."""


def held_prices(changes: Iterable[Change]) -> Iterator[Diagnostic]:
    """Prices that move by more than a fifth, and units that are other ones."""
    for change in changes:
        if change.code == "CV130" or (
            change.code in ("CV132", "CV133") and _moved(str(change.old), str(change.new)) > LARGEST_MOVE
        ):
            yield _held("CH101", change.subject, change.message)


def held_page(where: str, known: Sequence[Model], facts: Facts) -> Iterator[Diagnostic]:
    """``known`` are the models that the page has been known to describe; ``facts`` what it states now."""
    if not known:
        return
    found = {model.id: model for model in facts.models}
    if not any(model.parameters for model in facts.models):
        yield _held("CH104", where, "the page states no request parameters any more")
        return
    for model in known:
        stated = found.get(model.id)
        if stated is None:
            yield _held("CH104", where, f"the page says nothing of {model.id} any more")
        else:
            yield from _rows(where, model, stated)
            yield from _names(where, model, stated)


def held_basis(where: str, changes: Iterable[Change]) -> Iterator[Diagnostic]:
    """Of changes since the last copy: prices of another unit or basis, which may stand outside of the tables' own text."""
    for change in changes:
        old, new = str(change.old), str(change.new)
        if change.code == "CP132" and _unit(old) != _unit(new):
            yield _held("CH101", where, change.message)


def _unit(said: str) -> str:
    """``USD per video`` of ``0.15 USD per video``, and of itself."""
    first, _, rest = said.partition(" ")
    return rest if first[:1].isdigit() else said


def renamed_page(where: str, change: Change) -> Diagnostic | None:
    """Of a change since the last copy: the one model that the page was about is another one now."""
    if change.code != "CP103":
        return None
    return _held("CH104", where, f"the page is about {change.new} now, was about {change.old}")


def _rows(where: str, model: Model, stated: ModelFacts) -> Iterator[Diagnostic]:
    own = [each for each in model.walk() if each.basis == "documented" and "[]" not in each.path and each.at]
    now = {each.name: each for each in stated.parameters}
    left = [each for each in own if each.path in now]
    if len(own) > 1 and len(left) < LEAST_LEFT * len(own):
        message = f"{model.id}: {len(left)} of {len(own)} parameters are left"
        yield _held("CH102", where, message)
    for each in left:
        if _is_emptied(each, now[each.path]):
            message = f"{model.id}: the values of {each.path} are gone from the page"
            yield _held("CH103", where, message)


def _names(where: str, model: Model, stated: ModelFacts) -> Iterator[Diagnostic]:
    """A parameter that is gone and one that is new, and alike: added beside the old one, it would be told as additive."""
    now = {each.name for each in stated.parameters}
    every = list(model.walk())
    own = {each.path for each in every if each.basis == "documented" and each.at and each.role != "model"}
    gone = [each for each in of_model(every) if each.path in own - now and "[]" not in each.path]
    new = [each for each in of_facts(stated.parameters) if each.path not in model.at_path()]
    for a, b in by_likeness(gone, new, likeness, LIKENESS).both:
        message = f"{model.id}: {a.path} seems to be called {b.path} now"
        hint = "nothing was written; rename it in the spec, also in rules and prices; if both are meant, --confirm"
        yield Diagnostic(code="CH107", severity=Severity.ERROR, where=where, message=message, hint=hint)


def _is_emptied(parameter: Parameter, stated: ParameterFact) -> bool:
    is_ours = "enum" in parameter.open or parameter.role == "model"
    values = parameter.enum or (parameter.item.enum if parameter.item else ())
    return bool(values) and not is_ours and not stated.enum


def _moved(old: str, new: str) -> Decimal:
    try:
        before, now = Decimal(old), Decimal(new)
    except InvalidOperation:
        return Decimal(1)
    return abs(now / before - 1) if before else Decimal(1)


def _held(code: str, where: str, message: str) -> Diagnostic:
    hint = "nothing was written; look at the page, then confirm it with --confirm"
    return Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)
