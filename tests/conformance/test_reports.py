"""Reports: whole, mergeable, readable at 100 columns, and safe whatever a gateway says."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from callsheet_conformance.error import ConformanceError, DataError
from callsheet_conformance.report.document import Report, merged, read
from callsheet_conformance.report.matrix import WIDTH, print_matrix
from callsheet_conformance.report.table import FORMS, write
from callsheet_conformance.run import Shard, planned, run
from callsheet_conformance.targets import Emulated
from callsheet_conformance.verdict import Verdict

HOSTILE = "</script><img src=x onerror=alert(1)>\x1b]0;x\x07 | `a` \u2028 ]]> &amp; \x00 **b**"


@pytest.fixture(scope="module")
def report(catalogue, known) -> Report:
    """Of GMI Cloud with one rule dropped and one refusal late."""
    target = Emulated(catalogue, ["gmicloud"])
    target.mutate("gmicloud", "drop-rule:luma-ray-3-2-generate:hdr-not-540p")
    target.mutate("gmicloud", "late:luma-ray-3-2-generate:loop-not-10s")
    checks = list(planned(catalogue, model="gmicloud/"))
    return Report.about(target, catalogue, list(run(checks, target, known)))


def test_the_faults_are_the_findings(report):
    found = {result.check.name: result.verdict for result in report.findings}
    assert found["hdr-not-540p"] is Verdict.NOT_ENFORCED
    assert found["loop-not-10s"] is Verdict.LATE


def test_the_report_reads_back_as_it_was(report):
    again = Report.load(report.dump())
    assert again.dump() == report.dump()
    assert [result.check.id for result in again.findings] == [result.check.id for result in report.findings]


def test_shards_merge_to_the_whole(catalogue, known, report):
    target = Emulated(catalogue, ["gmicloud"])
    parts = []
    for text in ("1/2", "2/2"):
        checks = list(planned(catalogue, model="gmicloud/", shard=Shard.parse(text)))
        part = Report.about(target, catalogue, list(run(checks, target, known)), text)
        parts.append(Report.load(part.dump()))
    whole = merged(parts)
    assert {result.check.id for result in whole.results} == {result.check.id for result in report.results}
    assert merged(parts[::-1]).dump() == whole.dump()
    with pytest.raises(DataError, match=r"shards are missing, and what they found: 2/2"):
        merged(parts[:1])


def test_reports_that_contradict_each_other_are_not_put_together(report):
    fixed = tuple(replace(result, verdict=Verdict.ENFORCED) for result in report.results)
    assert merged([report, report]).findings == merged([report]).findings
    with pytest.raises(DataError, match="different verdicts"):
        merged([report, replace(report, results=fixed)])


def test_shards_of_different_days_and_budgets_are_one_run(report):
    other = replace(report, note="another day", results=())
    assert set(merged([report, other]).note.split("; ")) == {*report.note.split("; "), "another day"}


def test_what_is_no_report_is_named(tmp_path):
    (tmp_path / "other.json").write_text("[]")
    for name in ("other.json", "nowhere.json"):
        with pytest.raises(DataError, match=name):
            read([tmp_path / name])


@pytest.mark.parametrize("shard", ["x", "1/x", "0/0", "3/2", "1/99999999999", 5, None])
def test_a_part_that_is_none_is_told_before_anything_is_put_together(report, shard):
    with pytest.raises(DataError, match="no report"):
        Report.load(report.dump().replace('"shard": "1/1"', f'"shard": {json.dumps(shard)}'))


def test_emulated_and_live_are_never_put_together(report):
    with pytest.raises(DataError, match="different targets"):
        merged([report, replace(report, target="live")])


def test_the_matrix_fits_100_columns_and_says_what_it_shows(report):
    out = io.StringIO()
    print_matrix(report, Console(file=out, width=WIDTH, highlight=False))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[0].startswith("EMULATED")
    assert any("gmicloud/luma-ray-3-2-generate::hdr-not-540p" in line for line in lines)


def test_junit_counts_and_names(report, catalogue, tmp_path):
    path = tmp_path / "report.xml"
    write(report, path, catalogue)
    root = ET.parse(path).getroot()
    assert sum(int(suite.get("failures")) for suite in root) == len(report.findings)
    case = root.find(".//testcase[@name='hdr-not-540p']")
    assert case.get("classname") == "gmicloud/luma-ray-3-2-generate"
    assert "curl -sS -X POST" in case.find("failure").text
    assert "httpx.request('POST'" in case.find("failure").text


def test_sarif_names_constraint_and_place(report, catalogue, tmp_path):
    path = tmp_path / "report.sarif"
    write(report, path, catalogue)
    run_ = json.loads(path.read_text())["runs"][0]
    found = next(r for r in run_["results"] if r["ruleId"].endswith("::hdr-not-540p"))
    rule = run_["tool"]["driver"]["rules"][found["ruleIndex"]]
    assert rule["id"] == found["ruleId"]
    assert rule["helpUri"].startswith("https://")
    assert "Constraints/" in rule["fullDescription"]["text"]
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "specs/gmicloud/luma-ray-3-2-generate.yaml"


def test_ctrf_and_markdown_have_the_numbers(report, catalogue, tmp_path):
    for name in ("report.ctrf.json", "report.md"):
        write(report, tmp_path / name, catalogue)
    data = json.loads((tmp_path / "report.ctrf.json").read_text())["results"]
    assert data["summary"]["tests"] == len(report.results) == len(data["tests"])
    assert data["summary"]["failed"] == len(report.findings)
    text = (tmp_path / "report.md").read_text()
    assert "emulated" in text
    assert "| 540p × HDR |" in text


def test_the_page_is_whole_and_fetches_nothing(report, catalogue, tmp_path):
    path = tmp_path / "report.html"
    write(report, path, catalogue)
    text = path.read_text("utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=", text)
    data = json.loads(re.search(r"const data = (\{.*?\});\nconst LIST", text, re.DOTALL)[1])
    assert len(data["results"]) == len(report.results)
    assert all(data["bodies"][index] is not None for row in data["results"] for *_, index in row["evidence"])


@pytest.mark.parametrize("ending", FORMS)
def test_what_a_gateway_says_stays_text(ending, report, catalogue, tmp_path):
    hostile = replace(report.findings[0], reason=HOSTILE)
    path = tmp_path / f"report{ending}"
    write(replace(report, results=(hostile,), note=HOSTILE), path, catalogue)
    text = path.read_text("utf-8")
    if ending == ".html":
        assert text.count("</script>") == 1
    elif ending == ".xml":
        assert ET.fromstring(text) is not None
    elif ending == ".md":
        assert "<img" not in text.replace("\\<img", "")
        assert "\u2028" not in text
    else:
        assert json.dumps(HOSTILE, ensure_ascii=False)[1:-1] in json.dumps(
            json.loads(text), ensure_ascii=False
        )


def test_no_message_steers_the_terminal(report):
    out = io.StringIO()
    hostile = replace(report.findings[0], reason=HOSTILE)
    print_matrix(replace(report, results=(hostile,), note=HOSTILE), Console(file=out, width=WIDTH))
    assert not set("\x1b\x07\x00") & set(out.getvalue())


def test_another_name_is_refused(report, catalogue, tmp_path):
    with pytest.raises(ConformanceError, match=r"\.sarif"):
        write(report, tmp_path / "report.pdf", catalogue)
