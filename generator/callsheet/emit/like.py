"""LIKE patterns as regular expressions."""

from __future__ import annotations


def like(pattern: str) -> str:
    """Anchored, and read alike by ECMA 262, Rust and Python: ``*`` is any run, ``.`` any one character."""
    parts = {"*": r"[\s\S]*", ".": r"[\s\S]"}
    return "^" + "".join(parts.get(c) or _quote(c) for c in pattern) + "$"


def _quote(character: str) -> str:
    return "\\" + character if character in r"\^$.|?*+()[]{}/" else character
