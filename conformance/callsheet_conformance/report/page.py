"""One self-contained HTML page: matrix, filters, and the evidence behind every cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.plain_json import canonical, encode
from callsheet_conformance.report.classes import class_of
from callsheet_conformance.report.document import Report
from callsheet_conformance.report.matrix import RULES, mark, row_of, summary
from callsheet_conformance.verdict import Result
from callsheet_conformance.wire.body import body_of

TEMPLATE = Path(__file__).with_name("page.html")
LONGEST = 400
"""Longer strings of a request are cut on the page; the JSON report has them whole."""


def page(report: Report, catalogue: Catalogue) -> str:
    """Nothing is fetched, and no text of a gateway becomes mark-up: the page's script sets text only."""
    subjects = {subject.name: subject for subject in catalogue.subjects}
    requests: dict[str, int] = {}
    data = {
        "target": report.target,
        "note": report.note,
        "summary": summary(report),
        "gateways": {name: _gateway(subject) for name, subject in subjects.items()},
        "results": [_row(result, subjects, requests, report) for result in report.results],
    }
    bodies = [json.loads(text) for text in requests]
    text = json.dumps({**data, "bodies": bodies}, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return TEMPLATE.read_text("utf-8").replace("/*DATA*/null", safe, 1)


def _gateway(subject: Subject) -> dict[str, Any]:
    form = read(dict(subject.provider["transport"]))
    way = form.auth[0]
    names = [each.env[0] if each.env else each.argument.upper() for each in way.credentials]
    url = form.base_url + form.submit.path.replace("{model}", subject.model["id"])
    return {
        "url": url,
        "method": form.submit.method,
        "scheme": way.scheme,
        "header": way.header,
        "env": names,
    }


def _row(
    result: Result, subjects: dict[str, Subject], requests: dict[str, int], report: Report
) -> dict[str, Any]:
    check, rule = result.check, result.check.kind in RULES
    subject = subjects.get(check.subject)
    evidence = []
    for each in result.evidence:
        form = read(dict(subject.provider["transport"])) if subject else None
        body = body_of(form, subject.model, each.request) if form and subject else dict(each.request)
        index = requests.setdefault(canonical(_cut(json.loads(encode(body)))), len(requests))
        evidence.append([each.role, str(each.outcome)[:LONGEST], index])
    return {
        "id": check.id, "kind": check.kind, "row": class_of(check.about) if rule else row_of(check.kind),
        "rule": rule, "verdict": result.verdict.value, "mark": mark(result), "reason": result.reason[:LONGEST],
        "known": result.known, "finding": result.is_finding, "at": check.at, "basis": check.basis,
        "summary": check.summary, "page": report.sources.get(check.subject, {}).get("page", ""),
        "evidence": evidence,
    }  # fmt: skip


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cut(item) for item in value]
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}… ({len(value)} characters)"
    return value
