"""Diagnostics in one line: what is wrong, where, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.layers.place import Position


def error(code: str, where: Position | str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, where=where, message=message, hint=hint)


def warning(code: str, where: Position | str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.WARNING, where=where, message=message, hint=hint)


def note(code: str, where: Position | str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.NOTE, where=where, message=message, hint=hint)


def nearest(word: str, known: Iterable[str]) -> str:
    """``did you mean 'enum'?``, or the words there are when none is near."""
    words = sorted(known)
    near = difflib.get_close_matches(word[:64], words, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"one of {', '.join(words)}" if 0 < len(words) <= 12 else ""


def shown(value: object) -> str:
    """A value for a message: as in the file, and short."""
    text = repr(value) if isinstance(value, str) else _plain(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _plain(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
