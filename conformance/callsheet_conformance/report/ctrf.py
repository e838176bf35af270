"""Common Test Report Format, for dashboards and merge tools of CI fleets."""

from __future__ import annotations

import json
from typing import Any

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.report.document import Report
from callsheet_conformance.verdict import Result, Verdict


def ctrf(report: Report, catalogue: Catalogue) -> str:
    del catalogue
    tests = [_test(result) for result in report.results]
    count = {
        status: sum(test["status"] == status for test in tests) for status in ("passed", "failed", "skipped")
    }
    summary = {"tests": len(tests), **count, "pending": 0, "other": 0, "start": 0, "stop": 0}
    results = {
        "tool": {"name": "callsheet"},
        "summary": summary,
        "tests": tests,
        "environment": {"testEnvironment": report.target, "extra": {"note": report.note}},
    }
    data = {"reportFormat": "CTRF", "specVersion": "0.0.0", "results": results}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _test(result: Result) -> dict[str, Any]:
    skipped = result.verdict is Verdict.NOT_TESTABLE
    status = "failed" if result.is_finding else "skipped" if skipped else "passed"
    message = "; ".join(filter(None, (result.verdict.value, result.reason, result.known)))
    return {
        "name": result.check.id,
        "status": status,
        "duration": 0,
        "suite": [result.check.subject],
        "tags": [result.check.kind],
        "message": message,
    }
