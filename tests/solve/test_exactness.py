"""The solver's answers are those of trying every request."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import made, top
from small_models import every_request, models, valid_by_trial

from callsheet import solve
from callsheet.constraints.paths import paths_of
from callsheet.layers.model import Model
from callsheet.layers.rule import Compare, Length, Value
from callsheet.solve.anchors import leaves
from callsheet.solve.dead import Use, uses
from callsheet.solve.requests import MISSING, Request, is_sent, look

FEW = settings(max_examples=25, deadline=None)


def has(model: Model, request: Request, use: Use) -> bool:
    value = look(request, use.path)
    if not is_sent(value, model.at_path()[use.path]):
        return False
    return use.value is None or (type(value) is type(use.value) and value == use.value)


def breaks(model: Model, request: Request) -> set[str]:
    return set(solve.judge(model, request).errors)


@FEW
@given(models())
def test_a_valid_request_is_found_where_there_is_one(model: Model) -> None:
    program = solve.Program(model)
    found = solve.valid_request(program)
    if valid_by_trial(model):
        assert found is not None
        assert solve.judge(model, found).is_valid
    else:
        assert found is None
        because = set(program.because())
        assert all(breaks(model, request) & because for request in every_request(model))


@FEW
@given(models())
def test_dead_uses(model: Model) -> None:
    program, valid = solve.Program(model), valid_by_trial(model)
    alive = {use for use in uses(program) if any(has(model, request, use) for request in valid)}
    dead = {each.uses[0] for each in solve.dead_values(program)}
    gone = {each.uses[0].path for each in solve.dead_parameters(program)}
    for use in uses(program):
        assert (use in alive) is not (use in dead or use.path in gone), use
    pairs = {each.uses for each in solve.dead_pairs(program)}
    for pair in combinations(uses(program), 2):
        if alive.issuperset(pair) and pair[0].path != pair[1].path:
            together = any(has(model, r, pair[0]) and has(model, r, pair[1]) for r in valid)
            assert together is not (pair in pairs)


@FEW
@given(models())
def test_reasons_suffice(model: Model) -> None:
    """Every request with a dead use breaks something that is named."""
    program = solve.Program(model)
    for each in (*solve.dead_values(program), *solve.dead_parameters(program), *solve.dead_pairs(program)):
        for request in every_request(model):
            if all(has(model, request, use) for use in each.uses):
                assert breaks(model, request) & set(each.because), (request, each)


@FEW
@given(models())
def test_false_optional(model: Model) -> None:
    program, valid = solve.Program(model), valid_by_trial(model)
    found = {each.uses[0].path for each in solve.false_optional(program)}
    for p in model.walk():
        if "[]" in p.path or p.required:
            continue
        parent = p.path.rpartition(".")[0]
        within = [r for r in valid if not parent or has(model, r, Use(path=parent))]
        lacks = any(not has(model, r, Use(path=p.path)) for r in within)
        assert (p.path in found) is (bool(within) and not lacks), p.path


@FEW
@given(models())
def test_implied_rules(model: Model) -> None:
    implied = {each.rule: set(each.because) for each in solve.implied_rules(solve.Program(model))}
    for rule in model.rules:
        alone = [r for r in every_request(model) if breaks(model, r) == {rule.id}]
        assert bool(alone) is (rule.id not in implied)
        for request in every_request(model) if rule.id in implied else ():
            found = breaks(model, request)
            assert rule.id not in found or found & implied[rule.id]


@FEW
@given(models())
def test_counting(model: Model) -> None:
    """Open parameters count as sent or not, whatever they hold."""
    finite = {"flag", "size", "count", "box.on"}

    def shape(request: Request) -> tuple:
        seen = []
        for p in model.walk():
            value = look(request, p.path)
            if "[]" not in p.path:
                seen.append(repr(value) if p.path in finite and value is not MISSING else is_sent(value, p))
        return tuple(seen)

    assert solve.count_valid(solve.Program(model)) == len({shape(each) for each in valid_by_trial(model)})


@FEW
@given(models(), st.data())
def test_completion(model: Model, data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(list(every_request(model))))
    kept = data.draw(st.sets(st.sampled_from(sorted(wanted)))) if wanted else set()
    wishes = {key: wanted[key] for key in kept}
    fits = [
        r
        for r in every_request(model)
        if not breaks(model, r)
        and all(
            r.get(k, MISSING) == v and type(r.get(k)) is type(v)
            for k, v in wishes.items()
            if not isinstance(v, dict)
        )
        and all(
            isinstance(r.get(k), dict) and v.items() <= r[k].items()
            for k, v in wishes.items()
            if isinstance(v, dict) and v
        )
    ]
    answer = solve.complete(model, wishes)
    if isinstance(answer, solve.Conflict):
        assert not fits
        return
    assert solve.judge(model, answer).is_valid
    assert all(
        look(answer, key) == value
        for key, value in wishes.items()
        if value != {} and not isinstance(value, dict)
    )


@FEW
@given(models(), st.data())
def test_nearest(model: Model, data: st.DataObject) -> None:
    request = data.draw(st.sampled_from(list(every_request(model))))
    found = solve.nearest(model, request)
    valid = [each for each in every_request(model) if not breaks(model, each)]
    if found is None:
        assert not valid
        return
    paths = [p.path for p in leaves(model)]

    def distance(other: Request) -> int:
        return sum(
            look(request, path) != look(other, path)
            or type(look(request, path)) is not type(look(other, path))
            for path in paths
        )

    assert solve.judge(model, found.request).is_valid
    assert len(found.changes) == distance(found.request) == min(map(distance, valid))
    for change in found.changes:
        assert look(request, change.path) == change.before
        assert look(found.request, change.path) == change.after


_PLAIN = made(
    top("text", default="a", max_length=2),
    top("ratio", "number", minimum=Decimal(0), maximum=Decimal("1.5"), step=Decimal("0.5")),
    rules={"r0": {"forbid": {"text": "a"}}, "r1": {"forbid": {"text": {"sent": True}}}},
)
_DIFFER = Compare(Length("text"), "!=", Value("ratio"))
LENGTH_IS_RATIO = replace(_PLAIN, rules=(_PLAIN.rules[0], replace(_PLAIN.rules[1], violation=_DIFFER)))
"""A whole number must equal a real one: asked for itself, z3 answers at once; after other questions, never."""


@FEW
@given(models(errors_only=False))
@example(LENGTH_IS_RATIO)
def test_pairs(model: Model) -> None:
    program = solve.Program(model)
    everything = list(every_request(model))
    for outcome in (
        *solve.rule_pairs(program),
        *solve.limit_pairs(program),
        *solve.unknown_key_pairs(program),
    ):
        if isinstance(outcome, solve.Pair):
            assert breaks(model, outcome.broken) | set(solve.judge(model, outcome.broken).warnings) >= {
                outcome.about
            }
            assert breaks(model, outcome.broken) <= {outcome.about}
            assert not breaks(model, outcome.valid)
            assert outcome.about not in solve.judge(model, outcome.valid).warnings
            top = outcome.path.partition(".")[0].partition("[")[0]
            differ = {
                k
                for k in outcome.broken | outcome.valid
                if outcome.broken.get(k, MISSING) != outcome.valid.get(k, MISSING)
            }
            assert differ <= {top}
        elif outcome.about in {rule.id for rule in model.rules} and not outcome.one_change:
            for request in everything:
                found = solve.judge(model, request)
                if outcome.about in found.refusing:
                    assert set(found.errors) - {outcome.about}, (request, outcome)


@FEW
@given(models(), st.data())
def test_difference(old: Model, data: st.DataObject) -> None:
    """The same parameters under other rules, defaults and demands."""
    other = data.draw(models())
    theirs = {p.path: p for p in other.parameters}
    mine = {p.path for p in old.walk()}
    rules = tuple(rule for rule in other.rules if mine.issuperset(paths_of(rule.violation)))
    new = replace(old, parameters=tuple(theirs.get(p.path, p) for p in old.parameters), rules=rules)
    found = solve.difference(old, new)
    everything = list(every_request(old))
    lost = [r for r in everything if not breaks(old, r) and breaks(new, r)]
    gained = [r for r in everything if breaks(old, r) and not breaks(new, r)]
    assert bool(lost) is bool(found.became_invalid)
    assert bool(gained) is bool(found.became_valid)
    for witness in found.became_invalid:
        assert not breaks(old, witness.request)
        assert witness.because in breaks(new, witness.request)
    for witness in found.became_valid:
        assert not breaks(new, witness.request)
        assert witness.because in breaks(old, witness.request)
