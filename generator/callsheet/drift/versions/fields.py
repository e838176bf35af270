"""A request that sends a field that came, went, or has another name: of the version that has it by that name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from callsheet.drift.versions.both import Both
from callsheet.layers.change import Change

_SIDES: Final = {"CV110": "new", "CV111": "old", "CV112": "old"}
"""Which version's request shows the change."""


def shown_fields(named: Iterable[Change], both: Both) -> Iterator[Change]:
    """The changes; a required field that came is shown by a request without it, which others have to find."""
    for each in named:
        side = _SIDES.get(each.code, "")
        path = str(each.new if side == "new" else each.old)
        is_sought = side == "old" or (side == "new" and each.effect == "additive")
        yield replace(each, witness=both.sending(path, of=side)) if is_sought and "[]" not in path else each
