"""Markdown for the summary of a CI run: numbers, the matrix of rules, findings."""

from __future__ import annotations

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.report.classes import class_of
from callsheet_conformance.report.document import Report
from callsheet_conformance.report.matrix import LEGEND, RULES, mark, summary
from callsheet_conformance.verdict import Result

MOST = 100


def markdown(report: Report, catalogue: Catalogue) -> str:
    del catalogue
    lines = [f"## Conformance: {report.target}", "", f"{_text(report.note)}. {summary(report)}.", ""]
    columns = sorted({result.check.subject.partition("/")[0] for result in report.results})
    rules: dict[str, dict[str, list[Result]]] = {}
    for result in report.results:
        if result.check.kind in RULES:
            row = rules.setdefault(class_of(result.check.about), {})
            row.setdefault(result.check.subject.partition("/")[0], []).append(result)
    lines += [_row(["rule", *columns]), _row(["---"] * (len(columns) + 1))]
    for name, cells in sorted(rules.items()):
        lines.append(_row([name, *("".join(map(mark, cells.get(column, ()))) for column in columns)]))
    lines += ["", LEGEND, ""]
    for result in report.findings[:MOST]:
        lines.append(f"- **{result.verdict}** `{result.check.id}`: {_text(result.reason)}")
    if len(report.findings) > MOST:
        lines.append(f"- … and {len(report.findings) - MOST} more")
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(map(_text, cells))} |"


def _text(text: str) -> str:
    """No line ends, no table bars, no tags: a gateway's message must not become mark-up."""
    for character in "\\`*_[]<>|#":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())
