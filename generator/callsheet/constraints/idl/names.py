"""Parameter names of other people's descriptions as our paths: dots and brackets mean nothing there."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_CODES: Final = {"%": "%25", ".": "%2E", "[": "%5B", "]": "%5D"}

_PLAIN: Final = r"[A-Za-z_][\w.]*"
_RESERVED: Final = frozenset({"AND", "IF", "LIKE", "NOT", "OR", "THEN", "false", "true"})


def path_of(name: str) -> str:
    """``deactivate_on[]`` is the path ``deactivate_on%5B%5D``: one key, no array."""
    return "".join(_CODES.get(character, character) for character in name)


def written(path: str) -> str:
    """A path as IDL writes it: in brackets where it is no plain word."""
    name = unquote(path)
    return name if re.fullmatch(_PLAIN, name) and name not in _RESERVED else f"[{name}]"
