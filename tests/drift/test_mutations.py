"""Each single fact of a shipped model that is changed on purpose is told once, in its class, and nothing else is.

A few of each model are tried here; ``tests/bench/bench_drift_mutations.py`` tries all.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mutations import faults, is_whole, mutations

from callsheet import disk, drift, emit, pipeline
from callsheet.drift.versions.leaves import leaves
from callsheet.layers.model import Model, Provider

SPECS = Path(__file__).parents[2] / "specs"
PROVIDERS = pipeline.resolved(pipeline.load(disk.read_specs(SPECS)))
MODELS = [model for provider in PROVIDERS for model in provider.models]
SOME = 5


@pytest.mark.parametrize("model", MODELS, ids=lambda model: f"{model.provider}/{model.slug}")
def test_a_changed_fact_is_told_once_and_in_its_class(model: Model) -> None:
    every = list(mutations(model))
    chosen = (each for each in random.Random(model.id).sample(every, len(every)) if is_whole(each))
    found = {each.name: faults(each) for each, _ in zip(chosen, range(SOME), strict=False)}
    assert len(found) == SOME
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_the_same_is_the_same(provider: Provider) -> None:
    again = pipeline.resolved(
        pipeline.load({k: v for k, v in disk.read_specs(SPECS).items() if f"/{provider.id}/" in k})
    )
    assert drift.compare_providers((provider,), again) == ()
    (file,) = emit.emit((provider,), ("manifest",))
    assert drift.read_manifest(file.text, file.path) == provider


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_a_changed_leaf_of_a_transport_is_told_once_where_it_stands(provider: Provider) -> None:
    tried = 0
    before = leaves(provider.transport)
    for steps, value in _scalars(provider.transport):
        changed = _replaced(provider, steps, f"{value}-x" if isinstance(value, str) else value * 2 + 1)
        now = leaves(changed.transport)
        if before.keys() != now.keys():
            continue  # part of what tells entries of a list apart: the entry is another one
        found = drift.compare_providers((provider,), (changed,))
        assert [each.code for each in found] == ["CV150"], (steps, found)
        assert found[0].path.startswith(f"transport/{steps[0]}")
        tried += 1
    assert tried > 10


def _scalars(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in ("at", "basis", "because", "statuses", "unknown"):
                yield from _scalars(each, (*steps, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _scalars(each, (*steps, number))
    elif value is not None and not isinstance(value, bool):
        yield steps, value


def _replaced(provider: Provider, steps: tuple[Any, ...], value: Any) -> Provider:
    made = copy.deepcopy(provider)
    inner: Any = made.transport
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    return made
