"""What stands behind a diagnostic's code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What ``explain CS104`` prints: a title, what it means and what to do, and a line that has it."""

    title: str
    text: str
    example: str
