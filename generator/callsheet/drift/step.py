"""One thing that differs between two versions of a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from callsheet.layers.change import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that differs: ``Step(key="default", effect="additive", message="default is 5 now, was nothing", …)``."""

    key: str
    effect: Effect
    message: str
    old: Any
    new: Any
