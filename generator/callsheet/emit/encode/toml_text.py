"""TOML: strings that hold any text, and nothing that ends one early."""

from __future__ import annotations

import json


class Toml(str):
    """TOML that is safe to print."""

    __slots__ = ()


def toml_string(value: str) -> Toml:
    """A basic string: its escapes are JSON's, but for delete."""
    return Toml(json.dumps(value).replace("\x7f", "\\u007f"))
