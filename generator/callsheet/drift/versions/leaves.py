"""Transport data taken apart: each value under a path that stays the same when lists are put in another order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

_WORDS: Final = frozenset({"at", "basis", "because"})
_APART: Final = frozenset({"statuses", "unknown"})
"""Told by their own, or not at all: what was looked for and not found."""
_NAMES: Final = (
    ("argument",), ("scheme", "header"), ("how", "kind", "call/path"), ("pointer",), ("cause", "status", "calls", "text", "type"),
    ("cause", "status"), ("word",), ("scheme",), ("how",),
)  # fmt: skip
"""What tells the entries of a list apart, the first that does."""
_UNORDERED: Final = frozenset(
    {"accepted", "formats", "events", "values", "done", "failed", "status", "calls", "text"}
)
"""Lists that are sets; in all others the first that finds something holds."""


def leaves(transport: dict[str, Any]) -> dict[str, Any]:
    """``{"submit/path": "/queue", "auth/bearer,Authorization/credentials/api_key/env": ["ACME_KEY"]}``."""
    return dict(_leaves({key: each for key, each in transport.items() if key not in _APART}, ""))


def is_set(path: str) -> bool:
    """Whether the order of a list says nothing."""
    return path.rpartition("/")[2] in _UNORDERED


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _WORDS:
                yield from _leaves(each, f"{path}/{key}".lstrip("/"))
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        for name, each in zip(_named(value), value, strict=True):
            yield from _leaves(each, f"{path}/{name}")
    elif isinstance(value, list) and is_set(path):
        yield path, sorted(value, key=str)
    elif value is not None:
        yield path, value


def _named(entries: list[dict[str, Any]]) -> list[str]:
    """By what they are, or by their number where nothing tells them apart."""
    for keys in _NAMES:
        names = [",".join(filter(None, (_said(entry, key) for key in keys))) for entry in entries]
        if all(names) and len(set(names)) == len(names):
            return names
    return [str(number) for number in range(len(entries))]


def _said(entry: dict[str, Any], key: str) -> str:
    value: Any = entry
    for step in key.split("/"):
        value = value.get(step) if isinstance(value, dict) else None
    words = sorted(map(str, value)) if isinstance(value, list) else [] if value is None else [str(value)]
    return "+".join(words).replace("/", "~")
