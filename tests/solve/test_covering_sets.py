"""Covering sets show exactly what trying every request finds, alone and beside requests that are there anyway."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import EXR, HDR, RESOLUTION, made, top
from shipped import shipped_models
from small_models import models, valid_by_trial

from callsheet import solve
from callsheet.layers.model import Model
from callsheet.solve import possible, program
from callsheet.solve.dead import uses
from callsheet.solve.requests import Request, is_sent, look

SOME = settings(max_examples=25, deadline=None)
Shown = set[tuple[object, ...]]


def choices(model: Model, request: Request) -> list[tuple[str, object]]:
    """What a request chooses of each parameter, told without the code under test."""
    listed = {use.path for use in uses(solve.Program(model)) if use.value is not None}
    found = []
    for parameter in (p for p in model.walk() if "[]" not in p.path):
        value = look(request, parameter.path)
        sent = is_sent(value, parameter)
        found.append((parameter.path, repr(value) if sent and parameter.path in listed else sent))
    return found


def shown(model: Model, requests: Iterable[Request], strength: int) -> Shown:
    return {some for each in requests for some in combinations(choices(model, each), strength)}


@SOME
@given(model=models(errors_only=False), strength=st.sampled_from([1, 2, 3]), undoubted=st.booleans())
def test_all_that_is_valid_is_shown_and_nothing_else(model: Model, strength: int, *, undoubted: bool) -> None:
    valid = valid_by_trial(model)
    found = solve.covering_set(solve.Program(model), strength, undoubted=undoubted)
    wanted = shown(model, valid, found.strength)
    assert shown(model, found.requests, found.strength) == wanted
    assert len(wanted) == found.combinations
    assert found.lower_bound <= len(found.requests) or not valid
    assert all(solve.judge(model, each).is_valid for each in found.requests)


@SOME
@given(models(errors_only=False), st.sampled_from([2, 3]))
def test_what_nobody_need_doubt_is_shown_without_doubt(model: Model, strength: int) -> None:
    sure = [each for each in valid_by_trial(model) if not solve.judge(model, each).refusing]
    found = solve.covering_set(solve.Program(model), strength, undoubted=True)
    doubtless = [each for each in found.requests if not solve.judge(model, each).refusing]
    assert shown(model, doubtless, found.strength) == shown(model, sure, found.strength)


@SOME
@given(models(), st.data())
def test_requests_that_are_there_are_used(model: Model, data: st.DataObject) -> None:
    valid = valid_by_trial(model)
    there = data.draw(st.lists(st.sampled_from(valid), max_size=4)) if valid else []
    alone = solve.covering_set(solve.Program(model), 2)
    found = solve.covering_set(solve.Program(model), 2, there)
    assert shown(model, found.requests, found.strength) == shown(model, alone.requests, alone.strength)
    again = solve.covering_set(solve.Program(model), 2, found.requests)
    assert [*again.requests] == [*found.requests], "nothing is made that is there"


@SOME
@given(models(errors_only=False))
def test_a_search_that_gives_up_leaves_the_answer_to_the_solver(model: Model) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(possible, "STEPS", 1)
        found = solve.covering_set(solve.Program(model), 2)
    assert shown(model, found.requests, found.strength) == shown(model, valid_by_trial(model), found.strength)


def test_a_row_that_is_not_needed_is_left_out_and_no_other() -> None:
    model = made(RESOLUTION, HDR, EXR, rules={"r": {"forbid": {"resolution": "540p", "hdr": True}}})
    found = solve.covering_set(solve.Program(model), 2).requests
    everything = shown(model, found, 2)
    for left_out in found:
        assert shown(model, [each for each in found if each is not left_out], 2) < everything


def test_pairs_of_pigeons_are_proved_to_be_impossible() -> None:
    """Six who must all be sent to different ones of five: no rule by itself says that it cannot be."""
    pigeons = [top(f"p{n}", enum=("a", "b", "c", "d", "e"), required=True) for n in range(6)]
    rules = {
        f"{one.path}{two.path}{hole}": {"forbid": {one.path: hole, two.path: hole}}
        for one, two in combinations(pigeons, 2)
        for hole in one.enum
    }
    five = solve.covering_set(
        solve.Program(made(*pigeons[:5], rules={k: v for k, v in rules.items() if "p5" not in k}))
    )
    assert (five.combinations, five.lower_bound) == (10 * 20, 20)
    six = solve.covering_set(solve.Program(made(*pigeons, rules=rules)))
    assert (six.combinations, six.requests) == (0, ())


def test_models_with_hardly_any_parameters_or_no_valid_request() -> None:
    nothing = solve.covering_set(solve.Program(made()), 2)
    assert (nothing.requests, nothing.combinations, nothing.impossible) == (({},), 1, 0)
    one = solve.covering_set(solve.Program(made(HDR)), 3)
    assert (one.strength, len(one.requests), one.combinations) == (1, 3, 3)
    never = {"yes": {"forbid": {"hdr": True}}, "no": {"forbid": {"hdr": False}}}
    none = solve.covering_set(solve.Program(made(HDR, EXR, rules=never)), 2)
    assert (none.requests, none.combinations, none.impossible) == ((), 0, 9)


def test_what_hangs_on_values_that_no_list_names_is_asked() -> None:
    """Three cuts need a text of three characters, which is never sent with a short one; without a text they are fine."""
    model = made(
        top("text", max_length=2),
        top("cuts", "integer", enum=(1, 2, 3)),
        top("flag", "boolean"),
        rules={"long": {"relation": {"left": {"length": "text"}, "op": ">=", "right": "cuts"}}},
    )
    found = solve.covering_set(solve.Program(model), 3)
    assert (found.combinations, found.impossible) == (2 * 4 * 3 - 3, 3)
    assert {len(each["text"]) for each in found.requests if each.get("cuts") == 2 and "text" in each} == {2}


def digest(strength: int) -> str:
    model = next(each for each in shipped_models() if each.slug == "luma-ray-3-2-generate")
    found = solve.covering_set(solve.Program(model), strength, undoubted=True)
    return hashlib.sha256(json.dumps(found.requests).encode()).hexdigest()


def test_neither_hash_seeds_nor_the_solver_change_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    here = digest(3)
    monkeypatch.setattr(program, "SEED", 77)
    solve.lint(next(iter(shipped_models())))
    assert digest(3) == here
    code = "from test_covering_sets import digest; print(digest(3))"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=Path(__file__).parent, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == here
