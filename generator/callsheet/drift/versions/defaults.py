"""Whom another default concerns: requests that leave the parameter out, one of which is shown, with what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import z3

from callsheet.drift.versions.both import Both, other_defaults
from callsheet.layers.change import Change
from callsheet.layers.model import Model

CODE = "CV115"


def shown_defaults(named: Sequence[Change], old: Model, new: Model, both: Both) -> tuple[Change, ...]:
    """The changes, those of defaults with a request; where no valid request leaves the parameter out, nobody notices."""
    paths = {f"parameters/{path}/default": path for path in other_defaults(old, new)}
    return tuple(
        _shown(each, paths[each.path], new, both) if each.code == CODE and each.path in paths else each
        for each in named
    )


def _shown(change: Change, path: str, new: Model, both: Both) -> Change:
    found = both.find(z3.Not(both.sent(path)))
    if found is None:
        return replace(change, effect="cosmetic", message=f"{change.message}; no valid request leaves it out")
    before, now = both.costs(found)
    costs = ""
    if before is not None and now is not None and before != now:
        unit = new.prices[-1].unit
        costs = f"; a request that leaves it out costs {now} {unit}, was {before}"
    return replace(change, message=f"{change.message}{costs}", witness=both.request(found))
