"""Values, parameters and pairs of values that no valid request can use, and what must always be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import z3

from callsheet.layers.model import Parameter
from callsheet.layers.rule import Scalar
from callsheet.solve.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A parameter, sent with a value, or sent at all: ``Use(path="resolution", value="540p")``."""

    path: str
    value: Scalar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dead:
    """Uses that no valid request has together, and a smallest set of limits and rules that see to it."""

    uses: tuple[Use, ...]
    because: tuple[str, ...]


def uses(program: Program) -> tuple[Use, ...]:
    """What can be chosen of each parameter: its values if they are listed, else that it is sent."""
    return tuple(use for p in _parameters(program) for use in _uses_of(p))


def _parameters(program: Program) -> Iterator[Parameter]:
    return (p for p in program.model.walk() if "[]" not in p.path)


def listed(parameter: Parameter) -> tuple[Scalar, ...]:
    """The values that can be sent where there is a list of them; unset markers are not sent."""
    values = (True, False) if parameter.type == "boolean" else parameter.enum
    return tuple(value for value in values if value not in parameter.unset)


def _uses_of(parameter: Parameter) -> Iterator[Use]:
    values = listed(parameter)
    if values:
        yield from (Use(path=parameter.path, value=value) for value in values)
    else:
        yield Use(path=parameter.path)


def formula(program: Program, use: Use) -> z3.BoolRef:
    own = program.space.cells[use.path]
    return own.sent if use.value is None else z3.And(own.sent, own.equals(use.value))


def dead_parameters(program: Program) -> tuple[Dead, ...]:
    """Parameters that no valid request can send."""
    return _dead(program, [(Use(path=p.path),) for p in _parameters(program)])


def dead_values(program: Program) -> tuple[Dead, ...]:
    """Listed values that no valid request can send, of parameters that one can."""
    gone = {each.uses[0].path for each in dead_parameters(program)}
    left = (use for use in uses(program) if use.value is not None and use.path not in gone)
    return _dead(program, [(use,) for use in left])


def dead_pairs(program: Program) -> tuple[Dead, ...]:
    """Pairs of uses of two parameters, each alive, that no valid request has together."""
    alone = _dead(program, [(use,) for use in uses(program)])
    gone = {each.uses[0] for each in alone}
    alive = [use for use in uses(program) if use not in gone]
    return _dead(program, [pair for pair in combinations(alive, 2) if pair[0].path != pair[1].path])


def _dead(program: Program, candidates: list[tuple[Use, ...]]) -> tuple[Dead, ...]:
    """Asks for one after the other, for others along with it, and never for what a request happened to have."""
    formulas = {use: formula(program, use) for some in candidates for use in some}
    waiting = dict.fromkeys(candidates)
    found = []
    for some in candidates:
        if some not in waiting:
            continue
        wanted = [formulas[use] for use in some]
        if not program.check(*wanted):
            del waiting[some]
            found.append(Dead(uses=some, because=program.because(*wanted)))
            continue
        answer = _along(program, wanted, [formulas[use] for use in _company(some, waiting)])
        held = {
            use for use, holds in formulas.items() if z3.is_true(answer.eval(holds, model_completion=True))
        }
        waiting = {each: None for each in waiting if not held.issuperset(each)}
    return tuple(found)


def _company(some: tuple[Use, ...], waiting: Iterable[tuple[Use, ...]]) -> Iterator[Use]:
    """Other uses to try in the same request: at most one of each parameter."""
    taken = {use.path for use in some}
    for each in waiting:
        if taken.isdisjoint(use.path for use in each):
            taken.update(use.path for use in each)
            yield from each


def _along(program: Program, wanted: list[z3.BoolRef], company: list[z3.BoolRef]) -> z3.ModelRef:
    """A request with ``wanted``, which can be had, and with half of the company, or a quarter, as far as can be."""
    while company and not program.check(*wanted, *company):
        company = company[: len(company) // 2]
    if not company:
        program.check(*wanted)
    return program.model_found()


def false_optional(program: Program) -> tuple[Dead, ...]:
    """Optional parameters that no valid request lacks; below an object: that none with the object lacks."""
    parameters = program.model.at_path()
    found = []
    for parameter in _parameters(program):
        parent = parameters.get(parameter.path.rpartition(".")[0])
        above = [] if parent is None else [program.space.sent(parent)]
        lacks = [z3.Not(program.space.sent(parameter)), *above]
        if not parameter.required and not program.check(*lacks) and program.check(*above):
            found.append(Dead(uses=(Use(path=parameter.path),), because=program.because(*lacks)))
    return tuple(found)
