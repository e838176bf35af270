"""Parameter names of other people's descriptions as our paths: dots and brackets mean nothing there."""

from __future__ import annotations

from typing import Final

_CODES: Final = {"%": "%25", ".": "%2E", "[": "%5B", "]": "%5D"}


def path_of(name: str) -> str:
    """``deactivate_on[]`` is the path ``deactivate_on%5B%5D``: one key, no array."""
    return "".join(_CODES.get(character, character) for character in name)
