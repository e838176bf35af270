"""A minimal pair for each rule, or the proof that it has none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from callsheet.layers.facts import Json
from callsheet.layers.model import Fix, Model, Parameter, Rule
from callsheet.solve import samples
from callsheet.solve.pair import NoPair, Outcome, Pair, Twins, shows, visible
from callsheet.solve.plain import plainest
from callsheet.solve.program import Program
from callsheet.solve.requests import MISSING, Missing, Request, changed, look, wire


def rule_pairs(program: Program, there: Iterable[Request] = ()) -> tuple[Outcome, ...]:
    """One for each rule, in order. Rules of every basis and effect have theirs.

    Twins are taken from ``there``, valid requests that are sent anyway, and from other pairs, where one will do.
    """
    sent, found = list(there), []
    for rule in program.model.rules:
        outcome = rule_pair(program, rule, sent)
        found.append(outcome)
        if isinstance(outcome, Pair):
            sent.append(outcome.valid)
    return tuple(found)


def rule_pair(program: Program, rule: Rule, there: Collection[Request] = ()) -> Outcome:
    """With nothing else in doubt if that can be; else other rules that are only warnings may be broken too."""
    outcome = _pair(program, rule, there, warnings=True)
    return outcome if isinstance(outcome, Pair) else _pair(program, rule, there, warnings=False)


def _pair(program: Program, rule: Rule, there: Collection[Request], *, warnings: bool) -> Outcome:
    """A request that breaks the rule alone, then a twin for it; if that one has none, both at once."""
    others = [name for name in program.names(warnings=warnings) if name != rule.id]
    denied = program.denied(rule.id)
    broken = plainest(program, denied, names=others)
    if broken is None:
        return NoPair(about=rule.id, because=program.because(denied, names=others))
    changes = [(path, changed(broken, path, value)) for path, value in _changes(program.model, rule, broken)]
    for path, valid in sorted(changes, key=lambda change: change[1] not in there):
        if shows(program.model, rule.id, broken, valid, warnings=warnings):
            return Pair(about=rule.id, path=path, broken=broken, valid=valid)
    return _both(program, rule, others, warnings=warnings)


def _changes(model: Model, rule: Rule, broken: Request) -> Iterator[tuple[str, Json | Missing]]:
    """Single changes, those that the rule itself proposes first."""
    parameters = model.at_path()
    for fix in rule.fixes:
        yield from ((fix.path, value) for value in _fixed(fix, parameters[fix.path]))
    for path in visible(model, rule.fields):
        yield from ((path, value) for value in _values(parameters[path]) if value != look(broken, path))


def _fixed(fix: Fix, parameter: Parameter) -> Iterator[Json | Missing]:
    match fix.action:
        case "set":
            yield from map(wire, fix.values)
        case "omit":
            yield MISSING
        case "send":
            yield samples.value(parameter)


def _values(parameter: Parameter) -> Iterator[Json | Missing]:
    listed = (True, False) if parameter.type == "boolean" else parameter.enum
    yield from map(wire, listed)
    yield MISSING
    yield samples.value(parameter)


def _both(program: Program, rule: Rule, others: list[str], *, warnings: bool) -> Outcome:
    for path in visible(program.model, rule.fields):
        pair = Twins(program, path, warnings=warnings).find(rule.id, others, program.denied(rule.id))
        if pair is not None and shows(program.model, rule.id, *pair, warnings=warnings):
            return Pair(about=rule.id, path=path, broken=pair[0], valid=pair[1])
    return NoPair(about=rule.id, because=(), one_change=True)
