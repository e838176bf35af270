r"""What each string format means, as one regular expression that all evaluators share.

Written in what ECMA 262, Rust and Python read alike: no class such as ``\d`` whose meaning differs. Anchored; in
Python use ``fullmatch``, whose end is the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_HEX = "[0-9A-Fa-f]"
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_HOUR = "([01][0-9]|2[0-3])"
_WORD = r"[^@\x00-\x20\x7f]+"

PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "date-time": rf"^{_DAY}[Tt]{_HOUR}:[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]{_HOUR}:[0-5][0-9])$",
        "email": f"^{_WORD}@{_WORD}$",
        "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:[^ \n]+$",
        "uuid": f"^{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}$",
    }
)
"""``uri`` asks for a scheme, no blank and no line end, and lets unescaped letters of other scripts pass."""
