"""What the rules of a model imply, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callsheet.constraints.exact import plain
from callsheet.constraints.words import scalar_text, series
from callsheet.layers.diagnostic import Severity
from callsheet.layers.model import Model, Parameter
from callsheet.solve.dead import Dead, Use, dead_pairs, dead_parameters, dead_values, false_optional
from callsheet.solve.defaults import Collision, colliding_defaults
from callsheet.solve.finding import Finding
from callsheet.solve.implied import implied_rules
from callsheet.solve.limit_pairs import limit_pairs
from callsheet.solve.pair import NoPair
from callsheet.solve.prices import price_faults
from callsheet.solve.program import Program
from callsheet.solve.rule_pairs import rule_pairs


def lint(model: Model) -> tuple[Finding, ...]:
    """All findings, worst first. A model without any valid request gets that finding alone."""
    program = Program(model)
    if not program.check():
        return (_nothing(program.because()),)
    return tuple(_findings(program))


def _findings(program: Program) -> Iterator[Finding]:
    for fault in price_faults(program.model):
        yield _found(fault.code, Severity.ERROR, ("prices", *fault.path), fault.message, fault.hint)
    yield from map(_dead_parameter, dead_parameters(program))
    yield from map(_dead_value, dead_values(program))
    yield from map(_false_optional, false_optional(program))
    yield from _rules(program)
    yield from (_collision(program.model, each) for each in colliding_defaults(program.model))
    yield from (_pair(each) for each in dead_pairs(program) if len(each.because) > 1)


def _found(
    code: str, severity: Severity, path: tuple[int | str, ...], message: str, hint: str = ""
) -> Finding:
    return Finding(code=code, severity=severity, path=path, message=message, hint=hint)


def _nothing(because: Iterable[str]) -> Finding:
    message = f"no valid request: {_by(because)}"
    return _found("CL101", Severity.ERROR, (), message, "one of these is misread, or lacks a condition")


def _dead_parameter(dead: Dead) -> Finding:
    path = dead.uses[0].path
    message = f"{path} can never be sent: {_by(dead.because)}"
    return _found("CL102", Severity.ERROR, ("parameters", path), message)


def _dead_value(dead: Dead) -> Finding:
    use = dead.uses[0]
    message = f"{_use(use)} can never be sent: {_by(dead.because)}"
    return _found("CL103", Severity.ERROR, ("parameters", use.path), message)


def _false_optional(dead: Dead) -> Finding:
    path = dead.uses[0].path
    message = f"{path} is optional, yet no valid request lacks it: {_by(dead.because)}"
    return _found("CL104", Severity.WARNING, ("parameters", path), message, "mark it required")


def _rules(program: Program) -> Iterator[Finding]:
    """Rules that follow from others; rules and limits that nothing breaks by themselves."""
    said = set()
    for each in implied_rules(program):
        said.add(each.rule)
        path = ("rules", each.rule)
        if each.because:
            message = f"rule {each.rule} follows from {series(each.because, 'and')}"
            yield _found("CL105", Severity.NOTE, path, message)
        else:
            yield _found(
                "CL109", Severity.ERROR, path, f"nothing breaks rule {each.rule}: it contradicts itself"
            )
    gone = {dead.uses[0].path for dead in dead_parameters(program)}
    for outcome in (*rule_pairs(program), *limit_pairs(program)):
        parameter = outcome.about.rpartition(":")[0]
        if isinstance(outcome, NoPair) and outcome.about not in said and parameter not in gone:
            yield _no_pair(outcome)


def _no_pair(outcome: NoPair) -> Finding:
    parameter, colon, _ = outcome.about.rpartition(":")
    path = ("parameters", parameter) if colon else ("rules", outcome.about)
    what = f"{'limit' if colon else 'rule'} {outcome.about}" + (
        f" ({outcome.variant})" if outcome.variant else ""
    )
    why = f": {_by(outcome.because)}" if outcome.because else ", a single change from a valid one"
    return _found("CL108", Severity.NOTE, path, f"no request can break only {what}{why}")


def _collision(model: Model, collision: Collision) -> Finding:
    path = ("rules", collision.rule)
    if not collision.path:
        return _found("CL106", Severity.WARNING, path, f"the defaults alone break rule {collision.rule}")
    rule = next(rule for rule in model.rules if rule.id == collision.rule)
    resting = [
        p
        for p in model.walk()
        if p.path in rule.fields and p.path != collision.path and p.default is not None
    ]
    defaults = series((f"{p.path} is {_default(p)} by default" for p in resting), "and")
    use = _use(Use(path=collision.path, value=collision.value))
    return _found("CL106", Severity.NOTE, path, f"{use} alone breaks rule {collision.rule}: {defaults}")


def _default(parameter: Parameter) -> str:
    value = plain(parameter.default)
    return str(parameter.default) if value is None else scalar_text(value)


def _pair(dead: Dead) -> Finding:
    first, second = dead.uses
    message = f"{_use(first)} can never be used together with {_use(second)}: {_by(dead.because)}"
    return _found("CL107", Severity.NOTE, ("parameters", first.path), message)


def _use(use: Use) -> str:
    return use.path if use.value is None else f"{use.path} {scalar_text(use.value)}"


def _by(because: Iterable[str]) -> str:
    return f"by {series(because, 'and')}"
