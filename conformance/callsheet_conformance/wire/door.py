"""Whether a gateway lets anybody in: asked a few times in vain, it is asked nothing more.

A wrong key or a host that is down says nothing about rules, and two hundred refusals say no more than three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from callsheet_conformance.error import Shut

TRIES: Final = 3
"""First exchanges that must all be in vain."""
LATER: Final = 10
"""Exchanges in a row that must be in vain at a gateway that has been open: a key that was taken back, a limit for the day."""


@dataclass(slots=True, kw_only=True)
class Door:
    """Of one gateway."""

    _in_vain: int = 0
    _is_open: bool = False
    _why: str = ""

    def check(self) -> None:
        """Raises Shut."""
        if self._in_vain >= (LATER if self._is_open else TRIES):
            more = " any more" if self._is_open else ""
            raise Shut(f"the gateway lets nobody in{more}: {self._why}")

    def refused(self, why: str) -> None:
        """It could not be reached, did not take the credentials, or is elsewhere."""
        self._in_vain += 1
        self._why = why

    def opened(self) -> None:
        """It has answered to what was asked."""
        self._is_open, self._in_vain = True, 0
