"""What an extractor hands back: a value, and the verbatim words it read it from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")

LONGEST = 8_000
"""Characters of a cell or sentence that is searched for claims; documentation says less, and what says more is doubtful."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value]):
    """``Found(value=("5s", "10s"), words="One of: 5s, 10s")``."""

    value: Value
    words: str
