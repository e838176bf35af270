"""Every code that is given is explained, and every code that is explained is given."""

from __future__ import annotations

import re
from pathlib import Path

from callsheet.draft import CODES

PACKAGE = Path(__file__).parents[2] / "generator" / "callsheet"
GIVEN = re.compile(r'"(C[SLU]\d{3})"')


def given() -> set[str]:
    files = (path for room in ("draft", "resolve", "transports") for path in PACKAGE.glob(f"{room}/**/*.py"))
    return {
        code
        for path in files
        if "codes" not in path.parts
        for code in GIVEN.findall(path.read_text(encoding="utf-8"))
    }


def test_table_is_complete() -> None:
    assert given() == set(CODES)


def test_entries_say_something() -> None:
    for code, entry in CODES.items():
        assert re.fullmatch(r"C[SLU]\d{3}", code)
        assert entry.title
        assert entry.text.endswith(".")
        assert entry.example
        assert "\n" not in entry.title
    titles = [entry.title for entry in CODES.values()]
    assert len(titles) == len(set(titles))
