"""Whether a gateway lets anybody in: asked a few times in vain, it is asked nothing more.

A wrong key or a host that is down says nothing about rules, and two hundred refusals say no more than three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from callsheet_conformance.error import Shut

TRIES: Final = 3
"""First exchanges that must all be in vain."""


@dataclass(slots=True, kw_only=True)
class Door:
    """Of one gateway; once it was open, it counts as open."""

    _in_vain: int = 0
    _is_open: bool = False
    _why: str = ""

    def check(self) -> None:
        """Raises Shut."""
        if not self._is_open and self._in_vain >= TRIES:
            raise Shut(f"the gateway lets nobody in: {self._why}")

    def refused(self, why: str) -> None:
        """It could not be reached, or did not take the credentials."""
        self._in_vain += 1
        self._why = why

    def opened(self) -> None:
        """It has answered to what was asked."""
        self._is_open = True
