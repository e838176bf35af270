"""What stands behind a code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """``explain CS104``: a title, what it means and what to do, and a line that has it."""

    title: str
    text: str
    example: str
