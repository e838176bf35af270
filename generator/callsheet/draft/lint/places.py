"""Whether an entry says where on the page it stands."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.finding import note, warning
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.place import Place
from callsheet.layers.spec import Stated


def lint_place(entry: Stated, name: str) -> Iterator[Diagnostic]:
    """CL001 no place, CL002 no digest; only for what this page documents."""
    if entry.basis != "documented":
        return
    if not entry.at:
        hint = "at: Heading/row, or a basis other than documented"
        yield warning("CL001", entry.source.at(), f"{name} has no place on the page", hint)
    elif not Place.parse(entry.at).digest:
        hint = "callsheet draft fills it in"
        yield note("CL002", entry.source.at("at"), f"the place of {name} has no digest", hint)
