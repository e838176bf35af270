"""JUnit XML: a suite a model, a case a check; findings are failures, what cannot be tried is skipped."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.report.document import Report
from callsheet_conformance.report.explain import explain
from callsheet_conformance.verdict import Result, Verdict

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report, catalogue: Catalogue) -> str:
    subjects = {subject.name: subject for subject in catalogue.subjects}
    root = ET.Element("testsuites", name=f"callsheet conformance: {report.target}")
    for name in dict.fromkeys(result.check.subject for result in report.results):
        results = [result for result in report.results if result.check.subject == name]
        skipped = sum(result.verdict is Verdict.NOT_TESTABLE for result in results)
        failures = sum(result.is_finding for result in results)
        numbers = {"tests": str(len(results)), "failures": str(failures), "skipped": str(skipped)}
        suite = ET.SubElement(root, "testsuite", {"name": name, "errors": "0", **numbers})
        ET.SubElement(
            ET.SubElement(suite, "properties"), "property", name="target", value=_clean(report.note)
        )
        for result in results:
            text = explain(result, subjects[name]) if result.is_finding and name in subjects else ""
            _case(suite, result, text)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, result: Result, text: str) -> None:
    check = result.check
    case = ET.SubElement(suite, "testcase", classname=check.subject, name=_clean(check.name), time="0")
    if result.is_finding:
        told = ET.SubElement(case, "failure", type=result.verdict.value, message=_clean(result.reason))
        told.text = _clean(text)
    elif result.verdict is Verdict.NOT_TESTABLE:
        ET.SubElement(case, "skipped", message=_clean(result.reason))
    elif result.known:
        ET.SubElement(case, "system-out").text = _clean(f"{result.verdict}: {result.known}")


def _clean(text: str) -> str:
    """Without characters that XML has no way to write."""
    return _FORBIDDEN.sub("\ufffd", text)
