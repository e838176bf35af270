"""All cases of one model, as data."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet import solve
from callsheet.emit.cases.case import Case, case
from callsheet.emit.cases.covering import covered
from callsheet.layers.model import Model

VERSION = 2
"""Raised when a reader of the old shape would misread the new one."""


def collect(model: Model) -> dict[str, object]:
    """``cases``, ``impossible`` (with what excludes them) and ``covering`` (how good each covering set is)."""
    program = solve.Program(model)
    values = solve.examples(program)
    plain = [each.request for each in values]
    outcomes = [
        *(("rule", each) for each in solve.rule_pairs(program, plain)),
        *(("limit", each) for each in solve.limit_pairs(program)),
        *(("unknown-key", each) for each in solve.unknown_key_pairs(program)),
    ]
    pairs = [(kind, each) for kind, each in outcomes if isinstance(each, solve.Pair)]
    covering, sets = covered(program, [*plain, *_taken(model, [pair for _, pair in pairs])])
    return {
        "callsheet_cases": VERSION,
        "provider": model.provider,
        "model": model.id,
        "source": model.source,
        "digest": model.digest,
        "cases": [
            *(_pair(model, kind, each) for kind, each in pairs),
            *(_example(model, each) for each in values),
            *covering,
        ],
        "impossible": [_impossible(each) for _, each in outcomes if isinstance(each, solve.NoPair)],
        "covering": sets,
    }


def _taken(model: Model, pairs: list[solve.Pair]) -> Iterator[solve.Request]:
    """The requests of pairs that are valid: all twins, and what breaks nothing that the provider states."""
    yield from (pair.valid for pair in pairs)
    yield from (pair.broken for pair in pairs if solve.judge(model, pair.broken).is_valid)


def _pair(model: Model, kind: str, pair: solve.Pair) -> Case:
    name = "/".join(filter(None, (kind, pair.about, pair.variant)))
    twin = {"path": pair.path, "request": pair.valid}
    return {**case(model, name, kind, pair.broken, about=pair.about), "twin": twin}


def _example(model: Model, example: solve.Example) -> Case:
    name = f"value/{example.about}/{example.variant}"
    return case(model, name, "value", example.request, about=example.about)


def _impossible(outcome: solve.NoPair) -> dict[str, object]:
    return {
        "about": outcome.about,
        **({"variant": outcome.variant} if outcome.variant else {}),
        "because": outcome.because,
        **({"one_change": True} if outcome.one_change else {}),
    }
