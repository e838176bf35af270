"""Changes in a terminal: one block an effect, one line a change, its place and a request that shows it below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from callsheet import drift
from callsheet.cli import wording
from callsheet.cli.output import console
from callsheet.layers.change import Change, Effect

_STYLES: Final[dict[Effect, str]] = {
    "breaking": "bold red",
    "price": "bold yellow",
    "unclear": "magenta",
    "additive": "green",
    "cosmetic": "dim",
}


def print_changes(changes: Sequence[Change]) -> None:
    """In the order given; says so where there is nothing to say."""
    to = console()
    if not changes:
        to.print("Nothing changed.")
    for change in changes:
        line = Text.assemble(
            (f"{change.effect:<9}", _STYLES[change.effect]), f" {change.subject}: ", change.message
        )
        line.append(f"  {change.code}", style="dim")
        to.print(line, soft_wrap=True)
        if change.at:
            to.print(f"          at {wording.place(change.at)}", style="dim", markup=False, soft_wrap=True)
        if change.text:
            to.print(f"          says {change.text}", style="dim", markup=False, soft_wrap=True)
        if change.witness is not None:
            to.print(
                f"          for example {drift.shown(change.witness)}",
                style="dim",
                markup=False,
                soft_wrap=True,
            )


def print_for_callers(changes: Sequence[Change], version: str) -> None:
    """What concerns callers, or that nothing does; and the package's version with all of it, empty where there is none."""
    to, worded = console(), drift.worded(changes)
    print_changes(drift.told(changes))
    if worded:
        to.print(f"Words or places alone differ in {len(worded)} of the models.", markup=False)
    if changes and version:
        to.print(f"The package becomes {version}.", markup=False)
