"""Faults between parameters: rules that are missing, late, or nobody's."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import GONE, oracle_of, value_at, with_value
from callsheet_conformance.manifest import Data
from callsheet_conformance.mutate.mutant import said
from callsheet_conformance.oracle_limits import STATED

TRIPLES = 200
"""Of each model."""
TRIES = 2000


def rules_dropped(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Each rule that the gateway states itself."""
    del beside
    for rule in _stated(subject):
        yield said("drop-rule", subject.model["id"], rule["id"])


def refusals_late(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """What is refused at once is found only when the job runs."""
    del beside
    for rule in _stated(subject):
        yield said("late", subject.model["id"], rule["id"])
    role = next((p["path"] for p in subject.model["parameters"] if p.get("role") == "model"), "")
    limits = {
        case["about"]
        for case in subject.cases
        if case["kind"] == "limit" and case["about"].rpartition(":")[0] != role  # the address, not a limit
    }
    for about in sorted(limits):
        yield said("late", subject.model["id"], about)


def pairs_refused(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Every pair of choices that some valid request makes: the covering set has them all."""
    del beside
    return _covered(subject, 2)


def every_triple_refused(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Every triple of choices that some valid request makes, as the covering set has them."""
    del beside
    return _covered(subject, 3)


def _covered(subject: Subject, strength: int) -> Iterator[str]:
    seen: set[tuple[str, ...]] = set()
    for case in subject.cases:
        if case["kind"] == "covering":
            for some in combinations(sorted(_choices(subject, case["request"]).items()), strength):
                if (key := tuple(name for name, _ in some)) not in seen:
                    seen.add(key)
                    yield _refusing(subject, some)


def triples_refused(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """A sample of the triples that some valid request makes, drawn without looking at what the suite sends."""
    del beside
    source, seen = random.Random(subject.name), set[tuple[str, ...]]()  # noqa: S311 - reproducible, not secret
    oracle = oracle_of(subject)
    for _ in range(TRIES):
        base = dict(source.choice(subject.valid))
        for path, value in _drawn(source, subject):
            base = with_value(base, path, value) or base
        choices = sorted(_choices(subject, base).items())
        if len(choices) < 3 or not oracle.is_valid(base):
            continue
        some = tuple(sorted(source.sample(choices, 3)))
        if (key := tuple(name for name, _ in some)) not in seen and len(seen) < TRIPLES:
            seen.add(key)
            yield _refusing(subject, some)


def _drawn(source: random.Random, subject: Subject) -> Iterator[tuple[str, Any]]:
    """New values for a few parameters that have listed ones."""
    listed = [
        (p["path"], p.get("enum") or [True, False])
        for p in subject.parameters()
        if "[]" not in p["path"] and p.get("role") != "model" and (p.get("enum") or p["type"] == "boolean")
    ]
    for path, values in source.sample(listed, min(3, len(listed))):
        yield path, source.choice(values)


def _refusing(subject: Subject, some: tuple[tuple[str, Any], ...]) -> str:
    return said("add-rule", subject.model["id"], json.dumps({"all": [expression for _, expression in some]}))


def _stated(subject: Subject) -> Iterator[Data]:
    for rule in subject.model.get("rules", ()):
        if rule.get("basis", "documented") in STATED and rule.get("effect", "refused") == "refused":
            yield rule


def _choices(subject: Subject, request: Data) -> dict[str, Any]:
    """What a request chooses of each parameter: a listed value, true or false, sent, or left out."""
    found: dict[str, Any] = {}
    sent, _ = oracle_of(subject).facts(request)
    for parameter in subject.parameters():
        path = parameter["path"]
        if "[]" in path or parameter.get("role") == "model" or parameter.get("required"):
            continue
        chosen = value_at(request, path)
        if not sent[path]:
            found[f"{path} left out"] = {"not": {"sent": path}}
        elif (parameter.get("enum") or parameter["type"] == "boolean") and chosen is not GONE:
            found[f"{path}={chosen}"] = {"all": [{"sent": path}, {"in": [path, [chosen]]}]}
        else:
            found[f"{path} sent"] = {"sent": path}
    return found
