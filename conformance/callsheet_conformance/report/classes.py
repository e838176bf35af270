"""Constraints that several gateways share under different names, as data: the rows of the matrix."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("classes.json")


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """Name to patterns over rule ids."""
    return {name: tuple(patterns) for name, patterns in json.loads(PATH.read_text("utf-8")).items()}


def class_of(rule: str) -> str:
    """The class of a rule; its own id where it has none."""
    return next((name for name, some in classes().items() if any(fnmatchcase(rule, p) for p in some)), rule)
