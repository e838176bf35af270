"""All cases of one model, as data."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet import solve
from callsheet.layers.model import Model

VERSION = 1
"""Raised when a reader of the old shape would misread the new one."""

Case = dict[str, object]


def collect(model: Model) -> dict[str, object]:
    """``cases``, ``impossible`` (with what excludes them) and ``covering`` (how good the covering set is)."""
    program = solve.Program(model)
    outcomes = (
        ("rule", solve.rule_pairs(program)),
        ("limit", solve.limit_pairs(program)),
        ("unknown-key", solve.unknown_key_pairs(program)),
    )
    covering = solve.covering_set(program)
    found = [
        *(
            _pair(model, kind, each)
            for kind, some in outcomes
            for each in some
            if isinstance(each, solve.Pair)
        ),
        *(_example(model, each) for each in solve.examples(program)),
        *_covered(model, covering),
    ]
    return {
        "callsheet_cases": VERSION,
        "provider": model.provider,
        "model": model.id,
        "source": model.source,
        "digest": model.digest,
        "cases": found,
        "impossible": [
            _impossible(each) for _, some in outcomes for each in some if isinstance(each, solve.NoPair)
        ],
        "covering": {
            "strength": covering.strength,
            "size": len(covering.requests),
            "lower_bound": covering.lower_bound,
            "combinations": covering.combinations,
            "impossible": covering.impossible,
        },
    }


def _pair(model: Model, kind: str, pair: solve.Pair) -> Case:
    name = "/".join(filter(None, (kind, pair.about, pair.variant)))
    twin = {"path": pair.path, "request": pair.valid}
    return {**_case(model, name, kind, pair.about, pair.broken), "twin": twin}


def _example(model: Model, example: solve.Example) -> Case:
    return _case(model, f"value/{example.about}/{example.variant}", "value", example.about, example.request)


def _covered(model: Model, covering: solve.Covering) -> Iterator[Case]:
    for number, request in enumerate(covering.requests, 1):
        yield _case(model, f"covering/{number}", "covering", "", request)


def _case(model: Model, name: str, kind: str, about: str, request: solve.Request) -> Case:
    """The verdict, and by whom: ``breaks`` refuse it, ``warns`` are not the provider's word, ``advises`` is advice."""
    found = solve.judge(model, request)
    return {
        "id": name,
        "kind": kind,
        **({"about": about} if about else {}),
        "verdict": "accepted" if found.is_valid else "refused",
        **({"breaks": found.errors} if found.errors else {}),
        **({"warns": found.warnings} if found.warnings else {}),
        **({"advises": found.advice} if found.advice else {}),
        "request": request,
    }


def _impossible(outcome: solve.NoPair) -> dict[str, object]:
    return {
        "about": outcome.about,
        **({"variant": outcome.variant} if outcome.variant else {}),
        "because": outcome.because,
        **({"one_change": True} if outcome.one_change else {}),
    }
