"""One test body for validators, recordings and emulated gateways: all agree with the documentation."""

from __future__ import annotations

import socket

import pytest

from callsheet_conformance.checks import plan
from callsheet_conformance.record.recorded import Recorded
from callsheet_conformance.run import Shard, planned, run
from callsheet_conformance.targets import Emulated, Validators
from callsheet_conformance.verdict import Verdict
from callsheet_conformance.verify import verify


@pytest.fixture
def no_network(monkeypatch):
    def refused(*_: object) -> None:
        raise AssertionError("a recorded run must not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)


@pytest.mark.usefixtures("no_network")
def test_recordings_have_no_finding_and_need_no_network(catalogue, known):
    checks = list(planned(catalogue))
    results = list(run(checks, Recorded(catalogue), known))
    assert [result.check.id for result in results if result.is_finding] == []
    assert len(results) == len(checks) > 2500
    assert {subject.name for _, subject in checks} == {subject.name for subject in catalogue.subjects}


def test_validators_agree_with_every_check(catalogue, known):
    results = list(run(list(planned(catalogue)), Validators(root=catalogue.root), known))
    assert [result.check.id for result in results if result.verdict is not Verdict.ENFORCED] == [
        result.check.id for result in results if result.verdict is Verdict.NOT_TESTABLE
    ]


def test_the_queue_that_looks_at_nothing_is_late_and_known(catalogue, known, subjects):
    subject = subjects["oxen/luma-ray-v3-2-text-to-video"]
    check = next(each for each in plan(subject, catalogue.subjects) if each.name == "loop-not-10s")
    result = verify(check, subject, Emulated(catalogue, ["oxen"]), known)
    assert (result.verdict, result.is_finding) == (Verdict.LATE, False)
    assert [each.outcome.state for each in result.evidence] == ["failed", "succeeded"]
    assert verify(check, subject, Emulated(catalogue, ["oxen"])).is_finding, "without the list it is one"


def test_the_same_request_is_sent_once(catalogue, subjects):
    target = Emulated(catalogue, ["gmicloud"])
    subject = subjects["gmicloud/luma-ray-3-2-generate"]
    assert target.ask(subject, subject.valid[0]).job == target.ask(subject, dict(subject.valid[0])).job


def test_shards_are_whole_models_and_cover_everything(catalogue):
    parts = [{s.name for _, s in planned(catalogue, shard=Shard.parse(f"{n}/3"))} for n in (1, 2, 3)]
    assert set.union(*parts) == {subject.name for subject in catalogue.subjects}
    assert sum(map(len, parts)) == len(catalogue.subjects)


def test_every_check_has_a_readable_id_of_its_own(catalogue):
    ids = [check.id for check, _ in planned(catalogue)]
    assert len(set(ids)) == len(ids)
    assert "gmicloud/luma-ray-3-2-generate::hdr-not-540p" in ids


def test_every_stated_rule_and_limit_has_a_check(catalogue):
    for subject in catalogue.subjects:
        about = {check.about for check in plan(subject, catalogue.subjects)}
        assert {rule["id"] for rule in subject.model.get("rules", ())} <= about, subject.name
        for parameter in subject.parameters():
            for limit, key in (
                ("enum", "enum"),
                ("min", "minimum"),
                ("max", "maximum"),
                ("format", "format"),
            ):
                if key in parameter and parameter.get("basis", "documented") in ("documented", "elsewhere"):
                    assert f"{parameter['path']}:{limit}" in about, (subject.name, parameter["path"])
