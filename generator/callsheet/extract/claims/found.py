"""What an extractor hands back: a value, and the verbatim words it read it from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value]):
    """``Found(value=("5s", "10s"), words="One of: 5s, 10s")``."""

    value: Value
    words: str
