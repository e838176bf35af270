"""SARIF 2.1.0: a rule is a constraint, its help is the place on the page, a result is a finding."""

from __future__ import annotations

import json
from typing import Any

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.report.document import Report
from callsheet_conformance.verdict import Result, Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Verdict.NOT_ENFORCED: "error", Verdict.UNDOCUMENTED: "error", Verdict.LATE: "warning"}


def sarif(report: Report, catalogue: Catalogue) -> str:
    """Places are the spec's files, so that findings show beside them; ``helpUri`` is the documentation page."""
    del catalogue
    rules = {result.check.id: _rule(result, report) for result in report.results if result.is_finding}
    driver = {"name": "callsheet conformance", "rules": list(rules.values())}
    run = {
        "tool": {"driver": driver},
        "properties": {"target": report.target, "note": report.note},
        "results": [_result(result, report, list(rules)) for result in report.findings],
    }
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _rule(result: Result, report: Report) -> dict[str, Any]:
    check, source = result.check, report.sources.get(result.check.subject, {})
    told = {"id": check.id, "shortDescription": {"text": check.summary or check.name}}
    text = f"Documented at {check.at!r} ({check.basis})." if check.at else f"Basis: {check.basis}."
    page = {"helpUri": source["page"]} if source.get("page") else {}
    return {**told, "fullDescription": {"text": text}, **page}


def _result(result: Result, report: Report, rules: list[str]) -> dict[str, Any]:
    source = report.sources.get(result.check.subject, {})
    place = {"artifactLocation": {"uri": source.get("source") or "specs"}, "region": {"startLine": 1}}
    return {
        "ruleId": result.check.id,
        "ruleIndex": rules.index(result.check.id),
        "level": LEVELS.get(result.verdict, "note"),
        "message": {"text": f"{result.verdict} ({report.target}): {result.reason}"},
        "locations": [{"physicalLocation": place, "logicalLocations": [{"name": result.check.at or "page"}]}],
        "partialFingerprints": {"callsheetCheck": result.check.id},
    }
