"""The matrix in a terminal: rules × gateways, then everything else in numbers; readable at 100 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from callsheet_conformance.report.classes import class_of
from callsheet_conformance.report.document import Report
from callsheet_conformance.verdict import Result, Verdict

WIDTH = 100
COLUMN = 13
RULES = ("rule", "advice", "implied")
COLOURS = {
    Verdict.ENFORCED: "green", Verdict.LATE: "yellow", Verdict.NOT_ENFORCED: "bold red",
    Verdict.UNDOCUMENTED: "bold magenta", Verdict.NOT_TESTABLE: "dim",
}  # fmt: skip
LEGEND = "✓ enforced  ◷ late  ✗ not enforced  ! undocumented  ○ others' rule, let through  · not testable"
MOST_FINDINGS = 40


def print_matrix(report: Report, console: Console | None = None) -> None:
    """Whole tables, then each finding."""
    (console or Console(width=WIDTH, highlight=False)).print(matrix(report))


def matrix(report: Report) -> RenderableType:
    columns = sorted({result.check.subject.partition("/")[0] for result in report.results})
    rules = [result for result in report.results if _is_rule(result)]
    others = [result for result in report.results if not _is_rule(result)]
    heading = Text(f"{report.target.upper()}: {_printable(report.note)}", "bold")
    parts: list[RenderableType] = [heading]
    if rules:
        parts.append(_table("rule", _rows(rules), columns, _marks))
    if others:
        parts.append(_table("checks", _by_kind(others), columns, _numbers))
    return Group(*parts, Text(LEGEND, "dim"), *_findings(report), Text(summary(report), "bold"))


def summary(report: Report) -> str:
    """``3045 checks: 2749 enforced, 243 late …; 0 findings``."""
    counts = ", ".join(f"{n} {verdict}" for verdict, n in report.count().items() if n)
    return f"{len(report.results)} checks: {counts}; {len(report.findings)} findings"


def mark(result: Result) -> str:
    """``○`` where a rule that is not the gateway's own is let through."""
    if result.check.kind == "advice" and result.verdict is Verdict.ENFORCED:
        return "○"
    return result.verdict.mark


def _is_rule(result: Result) -> bool:
    return result.check.kind in RULES


def _rows(results: Iterable[Result]) -> dict[str, list[Result]]:
    rows: dict[str, list[Result]] = {}
    for result in results:
        rows.setdefault(class_of(result.check.about or result.check.name), []).append(result)
    return dict(sorted(rows.items(), key=lambda row: (-len({_gateway(r) for r in row[1]}), row[0])))


def _by_kind(results: Iterable[Result]) -> dict[str, list[Result]]:
    rows: dict[str, list[Result]] = {}
    for result in results:
        rows.setdefault(result.check.kind.partition("-")[0], []).append(result)
    return rows


def _gateway(result: Result) -> str:
    return result.check.subject.partition("/")[0]


def _table(title: str, rows: dict[str, list[Result]], columns: Sequence[str], cell: object) -> Table:
    table = Table(width=WIDTH, box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(title, width=WIDTH - COLUMN * len(columns) - 1, overflow="ellipsis", no_wrap=True)
    for column in columns:
        table.add_column(column, width=COLUMN - 1, overflow="fold")
    assert callable(cell)
    for name, results in rows.items():
        table.add_row(name, *(cell([r for r in results if _gateway(r) == column]) for column in columns))
    return table


def _marks(results: Sequence[Result]) -> Text:
    text = Text()
    for result in results:
        text.append(mark(result), COLOURS[result.verdict])
    return text


def _numbers(results: Sequence[Result]) -> Text:
    counts, text = Counter(result.verdict for result in results), Text()
    for verdict in Verdict:
        if counts[verdict]:
            text.append(f"{verdict.mark}{counts[verdict]} ", COLOURS[verdict])
    return text


def _findings(report: Report) -> Iterable[Text]:
    for result in report.findings[:MOST_FINDINGS]:
        line = Text(f"{result.verdict.mark} {result.check.id}", COLOURS[result.verdict])
        yield line.append(f"\n    {result.verdict}: {_printable(result.reason)}"[:400], "default")
    if len(report.findings) > MOST_FINDINGS:
        yield Text(f"… and {len(report.findings) - MOST_FINDINGS} more findings")


def _printable(text: str) -> str:
    """Without the control characters by which a gateway's message could steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
