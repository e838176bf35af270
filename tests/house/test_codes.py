"""Every diagnostic code that the sources give is explained, and every explained one is given somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from callsheet import pipeline

CODES = pipeline.codes()
ROOT = Path(__file__).parents[2] / "generator" / "callsheet"
TABLES = {"codes", "codes.py"}


def given() -> set[str]:
    sources = [path for path in ROOT.rglob("*.py") if not TABLES & set(path.parts)]
    return {code for path in sources for code in re.findall(r'"(C[A-Z]\d{3})"', path.read_text())}


def test_every_code_is_explained() -> None:
    assert given() - set(CODES) == set()


def test_every_explanation_is_needed() -> None:
    assert set(CODES) - given() == set()


def test_explanations_say_something() -> None:
    assert [
        code for code, each in CODES.items() if len(each.title) < 5 or len(each.text) < 30 or not each.example
    ] == []
