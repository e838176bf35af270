"""Wishes put to each model: the solver finds the request, or names what forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import z3

from callsheet.constraints.kleene import evaluate
from callsheet.layers.facts import Json
from callsheet.layers.model import Model
from callsheet.plan.answer import Answer, Offer, Reason, Refusal
from callsheet.plan.cost import as_of, cheapest, price
from callsheet.plan.instead import instead
from callsheet.plan.reasons import reason_of
from callsheet.plan.wanted import Understood, Wanted, one_of, single_values, stands_for, understood
from callsheet.plan.wish import Wish
from callsheet.solve import Program, Request, judge
from callsheet.solve.anchors import anchors, unkeepable
from callsheet.solve.plain import plainest_answer
from callsheet.solve.render import Renderer
from callsheet.solve.requests import facts
from callsheet.solve.space import Space


def ask(models: Sequence[Model], wishes: Sequence[Wish], *, on: date) -> tuple[Answer, ...]:
    """What each model says to the wishes, by the prices of a day. Raises NoWish for what none of them knows."""
    bought = [each for each in models if each.operation == "generate"]
    meanings = {wish: stands_for(bought, wish) for wish in wishes}
    return tuple(_answer(as_of(model, on), understood(model, meanings)) for model in bought)


def _answer(model: Model, asked: Understood) -> Answer:
    wanted, single = asked.wanted, single_values(asked.wanted)
    broken = tuple(name for names in unkeepable(model, single).values() for name in names)
    if broken:
        return _refusal(model, asked, broken)
    space = Space(model, pinned=anchors(model, single))
    program = Program(model, space)
    also = one_of(space, wanted)
    if not program.check(*also):
        return _refusal(model, asked, program.because(*also))
    if asked.missing:
        return Refusal(model=model, reasons=asked.missing)
    return _offer(program, asked, single, _meaningful(program, wanted, also))


def _meaningful(program: Program, wanted: Wanted, also: Sequence[z3.BoolRef]) -> list[z3.BoolRef]:
    """That nothing is sent beside which a value wanted may say nothing of the result, as far as that can be had.

    Else the cheapest 10s would be found where 10s buys no more than 5s do.
    """
    parameters, held = program.model.at_path(), list(also)
    for path in wanted:
        claim = parameters[path].result
        for beside in claim.unless if claim else ():
            without = z3.Not(program.space.sent(parameters[beside]))
            if program.check(*held, without):
                held.append(without)
    return held


def _offer(
    program: Program, asked: Understood, single: Mapping[str, Json], also: Sequence[z3.BoolRef]
) -> Offer:
    model = program.model
    plain = plainest_answer(program, *also)
    least = plainest_answer(program, *also, *cheapest(program, also))
    assert plain is not None  # there is a request
    assert least is not None  # one met the bound
    request, other = (Renderer(model, program.space, found, single).request() for found in (plain, least))
    return Offer(
        model=model,
        request=request,
        price=price(program, plain, request),
        cheapest=price(program, least, other),
        cheapest_request=other,
        named=asked.named,
        notes=tuple(_notes(model, request, asked.wanted)),
    )


def _refusal(model: Model, asked: Understood, because: Sequence[str]) -> Refusal:
    reasons = (*asked.missing, *(reason_of(model, name) for name in because))
    return Refusal(
        model=model, reasons=reasons, instead=() if asked.missing else instead(model, asked.wanted)
    )


def _notes(model: Model, request: Request, wanted: Wanted) -> Iterator[Reason]:
    """Rules that only others state, what the account needs, and values that may say nothing here."""
    yield from (reason_of(model, name) for name in judge(model, request).warnings)
    seen = facts(model, request)
    for need in model.needs:
        if evaluate(need.when, seen):
            yield Reason(id=need.id, message=need.summary, at=need.at)
    parameters = model.at_path()
    for path in wanted:
        claim = parameters[path].result
        beside = [each for each in (claim.unless if claim else ()) if seen[each].sent]
        if beside:
            message = f"nobody says that {path} counts beside {' and '.join(beside)}"
            yield Reason(id=path, message=message, at=parameters[path].at, basis="open")
