"""One commit gives one answer: what tests draw is up to nothing that ran before them."""

from __future__ import annotations

import importlib.util
import sys

from hypothesis import given, settings
from hypothesis import strategies as st


def drawn() -> list[tuple[int, str]]:
    seen = []

    @settings(max_examples=200, derandomize=True, database=None)
    @given(st.tuples(st.integers(), st.text()))
    def draw(example):
        seen.append(example)

    draw()
    return seen


def test_examples_do_not_follow_from_which_modules_are_loaded(tmp_path, monkeypatch):
    before = drawn()
    path = tmp_path / "full_of_constants.py"
    path.write_text(
        f"NUMBERS = {[77_000_000 + n for n in range(300)]}\nWORDS = {[f'word {n}' for n in range(300)]}\n"
    )
    spec = importlib.util.spec_from_file_location(path.stem, path)
    monkeypatch.setitem(sys.modules, path.stem, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(sys.modules[path.stem])
    assert drawn() == before
