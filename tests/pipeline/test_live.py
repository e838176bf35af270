"""Emitted code runs from memory, beside whatever is installed."""

from __future__ import annotations

import sys

import pytest

from callsheet import live
from callsheet.layers.file import File

FILES = [
    File(path="json/__init__.py", text=""),
    File(path="json/inner/__init__.py", text="from ..base import ONE\n"),
    File(path="json/inner/leaf.py", text="from . import ONE\nTWO = ONE + 1\n"),
    File(path="json/base.py", text="ONE = 1\n"),
    File(path="elsewhere/x.py", text="raise AssertionError\n"),
]


def test_relative_imports_work_and_nothing_is_left_behind() -> None:
    modules, path = set(sys.modules), list(sys.meta_path)
    with live.package(FILES, "json") as package:
        assert package.module("inner.leaf").TWO == 2
        with pytest.raises(ModuleNotFoundError):
            package.module("x")
    assert {name for name in set(sys.modules) - modules if name.startswith("_callsheet_live")} == set()
    assert sys.meta_path == path


def test_two_versions_live_side_by_side() -> None:
    newer = [File(path=f.path, text=f.text.replace("ONE = 1", "ONE = 41")) for f in FILES]
    with live.package(FILES, "json") as old, live.package(newer, "json") as new:
        assert (old.module("inner.leaf").TWO, new.module("inner.leaf").TWO) == (2, 42)
