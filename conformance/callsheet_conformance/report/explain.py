"""One result in words, with its requests ready to run."""

from __future__ import annotations

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.report.replay import as_curl, as_python
from callsheet_conformance.verdict import Result


def explain(result: Result, subject: Subject) -> str:
    """The verdict, why, where the page says so, and each request as curl and as Python."""
    check = result.check
    place = f" ({subject.model['page']}, {check.at})" if check.at and subject.model.get("page") else ""
    lines = [
        f"{check.id}: {result.verdict}",
        f"documented: {check.summary}{place}",
        *([f"found: {result.reason}"] if result.reason else []),
    ]
    for each in result.evidence:
        lines += ["", f"# {each.role}: {each.outcome}", as_curl(subject, each.request)]
        lines += ["", as_python(subject, each.request)]
    return "\n".join(lines)
