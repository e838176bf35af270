"""Single facts of shipped models changed on purpose, each with what must be told of it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from mutated import FOLLOWS, MOVES, Mutation, one
from price_mutations import prices

from callsheet import drift, solve
from callsheet.layers.facts import MediaLimit
from callsheet.layers.model import Model, Parameter, Rule


def mutations(model: Model) -> Iterator[Mutation]:
    """All that are worth telling apart; some tear a hole into the prices: see ``is_whole``."""
    yield from _parameters(model)
    yield from _rules(model)
    yield from prices(model)
    yield from _others(model)


def is_whole(mutation: Mutation) -> bool:
    """Whether specs could be so: a model whose prices have a hole does not resolve."""
    return not any(solve.price_faults(each) for each in (mutation.old, mutation.new))


def faults(mutation: Mutation) -> list[str]:
    """What is told and should not be, and what should be and is not, or is told twice."""
    told = [(each.code, each.effect) for each in drift.compare_models(mutation.old, mutation.new)]
    missed = [f"missed {each}" for each in mutation.want if each not in told]
    extra = [f"extra {each}" for each in told if each not in mutation.want | mutation.may]
    twice = [f"twice {each}" for each in mutation.want if told.count(each) > 1]
    return sorted([*missed, *extra, *twice])


def _changed(model: Model, path: str, change: Callable[[Parameter], Parameter | None]) -> Model:
    def walk(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
        made = [change(each) if each.path == path else _inner(each) for each in parameters]
        return tuple(each for each in made if each is not None)

    def _inner(each: Parameter) -> Parameter:
        item = each.item
        if item is not None:
            item = change(item) if item.path == path else _inner(item)
        return replace(each, members=walk(each.members), item=item)

    return replace(model, parameters=walk(model.parameters))


def _set(model: Model, at: str, **values: Any) -> Model:
    return _changed(model, at, lambda each: replace(each, **values))


def _parameters(model: Model) -> Iterator[Mutation]:
    used = _used(model)
    for each in model.walk():
        if each.role == "model" or each.path.endswith("[]"):
            continue
        yield from _presence(model, each, used)
        yield from _values(model, each)
        yield from _bounds(model, each)
        yield from _media(model, each)


def _used(model: Model) -> str:
    """Everything that speaks of parameters by path, as text."""
    return repr([model.rules, model.needs, model.prices])


def _presence(model: Model, each: Parameter, used: str) -> Iterator[Mutation]:
    effect = "additive" if each.required else "breaking"
    yield one(
        f"{each.path} required: {not each.required}",
        model,
        _set(model, each.path, required=not each.required),
        ("CV114", effect),
    )
    if f"'{each.path}'" not in used and not each.members:
        yield one(
            f"{each.path} gone", model, _changed(model, each.path, lambda _: None), ("CV111", "breaking")
        )
        yield one(f"{each.path} new", _changed(model, each.path, lambda _: None), model,
                   ("CV110", "breaking" if each.required and "." not in each.path else "additive"))  # fmt: skip
        if "[]" not in each.path and each.item is None:
            path = f"{each.path}_again"
            yield one(
                f"{each.path} renamed",
                model,
                _set(model, each.path, path=path),
                ("CV112", "breaking"),
                may=FOLLOWS | {("CV119", "breaking")},
            )
    kinds = {"string": "integer", "integer": "number", "number": "string", "boolean": "string"}
    if each.type in kinds and not each.enum and each.default is None and f"'{each.path}'" not in used:
        plain = {
            "min_length": None,
            "max_length": None,
            "format": None,
            "minimum": None,
            "maximum": None,
            "step": None,
        }
        is_wider = each.type == "integer"
        if all(getattr(each, key) is None for key in plain) and not each.unset:
            yield one(f"{each.path} {kinds[each.type]}", model, _set(model, each.path, type=kinds[each.type]),
                       ("CV113", "additive" if is_wider else "breaking"))  # fmt: skip


def _values(model: Model, each: Parameter) -> Iterator[Mutation]:
    others = [value for value in each.enum if value != each.default]
    if each.enum and others and each.default is not None and not each.required:
        yield one(
            f"{each.path} default {others[-1]}",
            model,
            _set(model, each.path, default=others[-1]),
            ("CV115", "breaking"),
            may=FOLLOWS | MOVES,
        )
    if len(others) > 1:
        fewer = tuple(value for value in each.enum if value != others[-1])
        yield one(
            f"{each.path} without {others[-1]}",
            model,
            _set(model, each.path, enum=fewer),
            ("CV116", "breaking"),
        )
        yield one(
            f"{each.path} with {others[-1]}", _set(model, each.path, enum=fewer), model, ("CV116", "additive")
        )
    if each.enum and each.type == "string":
        yield one(
            f"{each.path} with another",
            model,
            _set(model, each.path, enum=(*each.enum, "another")),
            ("CV116", "additive"),
        )
    if each.type == "boolean" and each.default is not None and not each.required:
        yield one(
            f"{each.path} default {not each.default}",
            model,
            _set(model, each.path, default=not each.default),
            ("CV115", "breaking"),
            may=FOLLOWS | MOVES,
        )
    if each.enum and len(each.enum) > 1:
        yield one(
            f"{each.path} in another order",
            model,
            _set(model, each.path, enum=each.enum[::-1]),
            may=frozenset(),
        )
    yield one(f"{each.path} in other words", model, _set(model, each.path, summary="Other words."),
               ("CV140", "cosmetic"), may=frozenset())  # fmt: skip


BOUNDS = {
    "minimum": 1, "maximum": -1, "min_length": 1, "max_length": -1, "min_items": 1, "max_items": -1,
}  # fmt: skip
"""Where the tighter side lies."""


def _bounds(model: Model, each: Parameter) -> Iterator[Mutation]:
    for key, tighter in BOUNDS.items():
        bound = getattr(each, key)
        if bound is None or each.enum:
            continue
        for sign, effect in ((tighter, "breaking"), (-tighter, "additive")):
            if bound + sign >= 0:
                yield one(
                    f"{each.path} {key} {bound + sign}",
                    model,
                    _set(model, each.path, **{key: bound + sign}),
                    ("CV117", effect),
                )
        yield one(
            f"{each.path} without {key}", model, _set(model, each.path, **{key: None}), ("CV117", "additive")
        )
    if each.format:
        yield one(
            f"{each.path} without format", model, _set(model, each.path, format=None), ("CV117", "additive")
        )


def _media(model: Model, each: Parameter) -> Iterator[Mutation]:
    if each.type in ("string", "file") and "[]" not in each.path:
        more = (*each.media, MediaLimit(what="fps", max=24))
        yield one(
            f"{each.path} fps",
            model,
            _set(model, each.path, media=more),
            ("CV118", "breaking"),
            may=frozenset(),
        )
    for limit in each.media:
        if limit.max is None:
            continue
        for factor, effect in ((0.5, "breaking"), (2, "additive")):
            moved = tuple(replace(m, max=limit.max * factor) if m == limit else m for m in each.media)
            yield one(f"{each.path} {limit.what} x{factor}", model, _set(model, each.path, media=moved),
                       ("CV118", effect), may=frozenset())  # fmt: skip


def _rules(model: Model) -> Iterator[Mutation]:
    implied = {each.rule for each in solve.implied_rules(solve.Program(model))}
    for rule in model.rules:
        without = replace(model, rules=tuple(each for each in model.rules if each != rule))
        if not rule.is_error:
            yield one(f"advice {rule.id} gone", model, without, ("CV124", "cosmetic"), may=frozenset())
            yield one(f"advice {rule.id} new", without, model, ("CV122", "cosmetic"), may=frozenset())
        elif rule.id not in implied:
            yield one(f"rule {rule.id} gone", model, without, ("CV121", "additive"))
            yield one(f"rule {rule.id} new", without, model, ("CV120", "breaking"))
            yield one(f"rule {rule.id} advice", model, _replaced(model, rule, replace(rule, basis="inferred")),
                       ("CV121", "additive"), ("CV122", "cosmetic"))  # fmt: skip
    if len(model.rules) > 1:
        yield one("rules in another order", model, replace(model, rules=model.rules[::-1]), may=frozenset())


def _replaced(model: Model, rule: Rule, by: Rule) -> Model:
    return replace(model, rules=tuple(by if each == rule else each for each in model.rules))


def _others(model: Model) -> Iterator[Mutation]:
    yield one("title", model, replace(model, title="Another title"), ("CV140", "cosmetic"), may=frozenset())
    turned = replace(model, parameters=model.parameters[::-1])
    yield one("parameters in another order", model, turned, may=frozenset())
    for need in model.needs:
        without = replace(model, needs=tuple(each for each in model.needs if each != need))
        yield one(f"need {need.id} gone", model, without, ("CV128", "unclear"), may=frozenset())
