"""Minimal pairs about keys that nobody knows, where the gateway refuses them."""

from __future__ import annotations

from typing import Final

from callsheet.solve.limits import ENFORCED
from callsheet.solve.pair import Outcome, Pair, shows
from callsheet.solve.plain import plainest
from callsheet.solve.program import Program
from callsheet.solve.requests import changed

KEY: Final = "unexpected_key"


def unknown_key_pairs(program: Program) -> tuple[Outcome, ...]:
    """One for the request, and one for each object whose members are listed."""
    model = program.model
    if model.unknown_keys not in ENFORCED:
        return ()
    objects = [p for p in model.walk() if p.members and "[]" not in p.path and p.basis in ENFORCED]
    found: list[Outcome] = []
    for prefix, wanted in [("", []), *((f"{p.path}.", [program.space.sent(p)]) for p in objects)]:
        valid = plainest(program, *wanted, names=program.names(warnings=True))
        if valid is None:
            continue
        path = prefix + KEY
        broken = changed(valid, path, 1)
        about = f"{path}:unknown-key"
        if shows(model, about, broken, valid):
            found.append(Pair(about=about, path=path, broken=broken, valid=valid))
    return tuple(found)
