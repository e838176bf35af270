"""Whether an entry that differs from its page, or that the page does not state, says why."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.finding import warning
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.spec import Stated


def lint_reasons(entry: Stated, name: str) -> Iterator[Diagnostic]:
    """CL004 page_says without because, CL005 basis without because."""
    if entry.because:
        return
    if entry.page_says:
        where = entry.source.at("page_says")
        yield warning("CL004", where, f"{name} differs from the page and does not say why", "add because:")
    elif entry.basis != "documented":
        where = entry.source.at("basis")
        yield warning(
            "CL005", where, f"{name} is {entry.basis}, and does not say on what ground", "add because:"
        )
