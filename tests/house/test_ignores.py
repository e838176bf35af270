"""What is hidden from the type checker names the error, and why it is none."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
REASONED = re.compile(r"# type: ignore\[[a-z-]+(, [a-z-]+)*\]  # \S.+")


def ignores() -> Iterator[tuple[str, str]]:
    """Place and text of each comment that begins so; a string that has the words is no comment."""
    for room in ("generator", "conformance", "tests"):
        for path in sorted((ROOT / room).rglob("*.py")):
            with path.open("rb") as stream:
                for token in tokenize.tokenize(stream.readline):
                    if token.type == tokenize.COMMENT and "type: ignore" in token.string:
                        yield f"{path.relative_to(ROOT)}:{token.start[0]}", token.string


def test_each_has_its_reason() -> None:
    found = dict(ignores())
    assert found
    assert {place: text for place, text in found.items() if not REASONED.match(text)} == {}
