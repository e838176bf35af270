"""A gateway that the suite has never seen gets exactly the right verdicts."""

from __future__ import annotations

import httpx
import pytest
from deviating import MODEL, Gateway, complaint

from callsheet_conformance.checks import plan
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.run import run
from callsheet_conformance.targets import Wired
from callsheet_conformance.verdict import Verdict
from callsheet_conformance.wire.client import Wire
from callsheet_conformance.wire.signing import plain

EXPECTED = {
    "hdr-not-540p": Verdict.NOT_ENFORCED,
    "loop-not-10s": Verdict.LATE,
    "prompt:length/longest": Verdict.UNDOCUMENTED,
    "aspect_ratio:enum/4:3": Verdict.UNDOCUMENTED,
    "resolution:enum/not 360p": Verdict.NOT_ENFORCED,
    "loop:type": Verdict.NOT_ENFORCED,
    "loop:type/word true": Verdict.NOT_ENFORCED,
    "loop:type/word false": Verdict.NOT_ENFORCED,
    "job/states": Verdict.UNDOCUMENTED,
}


@pytest.fixture(scope="module")
def results(catalogue, subjects):
    subject, gateway = subjects[f"gmicloud/{MODEL}"], Gateway()
    form = read(dict(subject.provider["transport"]))
    client = httpx.Client(transport=httpx.MockTransport(gateway.answer))
    target = Wired(
        kind="live",
        note="written by hand",
        wire_of=lambda _: Wire(form, client, form.base_url, plain(form)),
        pause=lambda _: None,
        seconds=60,
    )
    checks = [(check, subject) for check in plan(subject, [subject, *catalogue.subjects])]
    return {result.check.name: result for result in run(checks, target)}


def test_it_gets_exactly_the_right_verdicts(results):
    findings = {
        name.removeprefix("value/"): result.verdict
        for name, result in results.items()
        if result.is_finding and result.check.kind not in ("covering", "default")
    }
    assert findings == EXPECTED


def test_covering_requests_fail_where_it_deviates_and_nowhere_else(results):
    for result in results.values():
        if result.check.kind == "covering":
            refused = complaint({k: v for k, v in result.check.requests["valid"].items() if k != "model"})
            assert (result.verdict is Verdict.UNDOCUMENTED) == bool(refused), result.check.id
            if refused:
                assert refused in ("1080p and 10s", "aspect_ratio is not valid"), result.reason
    assert any("1080p and 10s" in result.reason for result in results.values()), "the hidden rule shows"


def test_every_other_thing_is_enforced_or_says_why_it_cannot_be_tried(results):
    quiet = [result for result in results.values() if not result.is_finding]
    assert {result.verdict for result in quiet} == {Verdict.ENFORCED, Verdict.NOT_TESTABLE}
    assert all(result.reason for result in quiet if result.verdict is Verdict.NOT_TESTABLE)
    assert sum(result.verdict is Verdict.ENFORCED for result in quiet) > 120
