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
ROWS = {
    "limit": "limits", "unknown-key": "unknown keys", "type": "types", "near": "values beside the list",
    "value": "values and bounds", "covering": "covering sets", "default": "defaults", "dry-run": "dry runs",
    "price": "prices", "job": "jobs", "excluded": "cannot be tried",
}  # fmt: skip
"""By kind of check."""
COLOURS = {
    Verdict.ENFORCED: "green", Verdict.LATE: "yellow", Verdict.NOT_ENFORCED: "bold red",
    Verdict.UNDOCUMENTED: "bold magenta", Verdict.NOT_TESTABLE: "dim",
}  # fmt: skip
LEGEND = "✓ enforced  ◷ late  ✗ not enforced  ! undocumented  ○ others' rule, let through  · not testable"
MOST_FINDINGS = 40
MOST_REASONS = 4


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
    return Group(
        *parts, Text(LEGEND, "dim"), *_untestable(report), *_findings(report), Text(summary(report), "bold")
    )


def summary(report: Report) -> str:
    """``3045 checks: 2749 enforced, 243 late …; 0 findings``."""
    counts = ", ".join(f"{n} {verdict}" for verdict, n in report.count().items() if n)
    return f"{len(report.results)} checks: {counts}; {len(report.findings)} findings"


def mark(result: Result) -> str:
    """``○`` where a rule that is not the gateway's own is let through."""
    if result.check.kind == "advice" and result.verdict is Verdict.ENFORCED:
        return "○"
    return result.verdict.mark


def row_of(kind: str) -> str:
    """The row of what is no rule."""
    return ROWS.get("job" if kind.startswith("job-") else kind, kind)


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
        rows.setdefault(row_of(result.check.kind), []).append(result)
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


def _untestable(report: Report) -> Iterable[Text]:
    """The commonest reasons, so that a wrong address or an empty account shows at once."""
    reasons = Counter(r.reason for r in report.results if r.verdict is Verdict.NOT_TESTABLE)
    for reason, count in reasons.most_common(MOST_REASONS):
        if count > 1:
            line = Text(f"· {count} not testable: {_printable(reason)}", "dim")
            line.truncate(WIDTH, overflow="ellipsis")
            yield line


def _findings(report: Report) -> Iterable[Text]:
    for result in report.findings[:MOST_FINDINGS]:
        line = Text(f"{result.verdict.mark} {result.check.id}", COLOURS[result.verdict])
        yield line.append(f"\n    {result.verdict}: {_printable(result.reason)}"[:400], "default")
    if len(report.findings) > MOST_FINDINGS:
        yield Text(f"… and {len(report.findings) - MOST_FINDINGS} more findings")


def _printable(text: str) -> str:
    """Without the control characters by which a gateway's message could steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
