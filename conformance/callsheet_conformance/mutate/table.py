"""What a hunt found, by kind of fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from callsheet_conformance.mutate.hunt import Fate
from callsheet_conformance.mutate.kinds import KINDS


def rows(fates: Sequence[Fate]) -> list[dict[str, Any]]:
    """One a kind: how many were built, caught (and by which kinds of checks), no fault at all, survived."""
    found = []
    for kind in KINDS:
        some = [fate for fate in fates if fate.mutant.kind == kind]
        if not some:
            continue
        names = Counter(fate.check.partition("::")[2].partition("/")[0].partition(":")[0] for fate in some)
        names.pop("", None)
        found.append(
            {
                "kind": kind,
                "built": len(some),
                "caught": sum(bool(fate.check) for fate in some),
                "equivalent": sum(bool(fate.equivalent) for fate in some),
                "survived": sum(fate.survived for fate in some),
                "by": ", ".join(name for name, _ in names.most_common(3)),
            }
        )
    return found


def print_table(fates: Sequence[Fate], console: Console | None = None) -> None:
    """At most 100 columns wide; survivors below, each with its mutation."""
    table = Table(box=None, pad_edge=False, header_style="bold", width=100)
    for name in ("kind", "built", "caught", "equivalent", "survived", "by"):
        table.add_column(name, justify="left" if name in ("kind", "by") else "right", overflow="fold")
    found = rows(fates)
    for row in found:
        table.add_row(
            *(str(row[name]) for name in ("kind", "built", "caught", "equivalent", "survived", "by"))
        )
    sums = [str(sum(row[name] for row in found)) for name in ("built", "caught", "equivalent", "survived")]
    table.add_row("all", *sums, "", style="bold")
    out = console or Console(width=100, highlight=False)
    out.print(table)
    for fate in fates:
        if fate.survived:
            out.print(f"survived: {fate.mutant.subject} {fate.mutant.mutation}", markup=False, soft_wrap=True)
