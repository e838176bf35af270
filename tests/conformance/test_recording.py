"""Cassettes: the same twice, exact, honest about where they come from, and out of date when their spec is."""

from __future__ import annotations

import dataclasses
import json

import httpx
import pytest

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.error import RecordingError
from callsheet_conformance.record.cassette import SHIPPED, header, load, path_of
from callsheet_conformance.record.make import record
from callsheet_conformance.record.recorded import Recorded
from callsheet_conformance.targets import Emulated, Validators

SUBJECT = "gmicloud/luma-ray2"
SMALL = "scenario/model_luma-reframe-video"


def test_the_shipped_cassettes_are_what_a_recording_gives_now(catalogue, subjects, tmp_path):
    subject = subjects[SMALL]
    for folder in (tmp_path / "one", tmp_path / "two"):
        record(subject, catalogue, Emulated(catalogue, ["scenario"]), folder=folder)
    one, two = (path_of(tmp_path / name, SMALL).read_bytes() for name in ("one", "two"))
    assert one == two == path_of(SHIPPED, SMALL).read_bytes()


def test_every_model_has_a_fresh_cassette_that_says_it_is_emulated(catalogue):
    for subject in catalogue.subjects:
        found = header(path_of(SHIPPED, subject.name))
        assert (found.recorded, found.digest) == ("emulated", subject.model["digest"]), found.command
    assert "emulated" in Recorded(catalogue).note
    assert "live" not in Recorded(catalogue).note


def test_cassettes_are_small():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*.jsonl")) < 5_000_000


def test_a_changed_spec_makes_its_cassette_stale_and_says_the_command(catalogue, subjects):
    subject = subjects[SUBJECT]
    changed = dataclasses.replace(subject, model={**subject.model, "digest": "000000000000"})
    with pytest.raises(
        RecordingError, match=r"another version.*callsheet conform --target emulated --record"
    ):
        Recorded(catalogue).ask(changed, subject.valid[0])


def test_a_missing_cassette_says_the_command(catalogue, subjects, tmp_path):
    with pytest.raises(RecordingError, match=f"never recorded.*--record --model {SUBJECT}"):
        Recorded(catalogue, tmp_path).ask(subjects[SUBJECT], {})


def test_another_body_is_not_on_the_recording(catalogue, subjects):
    subject = subjects[SUBJECT]
    target = Recorded(catalogue)
    assert target.ask(subject, subject.valid[0]).state == "succeeded"
    with pytest.raises(RecordingError, match="not on the recording"):
        target.ask(subject, {**subject.valid[0], "prompt": "Another text"})


def test_equal_json_is_the_same_request(catalogue, subjects):
    subject = subjects[SUBJECT]
    target = Recorded(catalogue)
    reordered = dict(reversed(list(subject.valid[0].items())))
    assert target.ask(subject, reordered).state == "succeeded"


def test_validators_cannot_be_recorded(catalogue, subjects, tmp_path):
    with pytest.raises(RecordingError, match="only emulated and live"):
        record(subjects[SUBJECT], catalogue, Validators(root=catalogue.root), folder=tmp_path)


def test_a_damaged_cassette_is_refused(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"callsheet_cassette": 99}\n')
    with pytest.raises(RecordingError, match="version 99"):
        load(path)
    path.write_text("!!python/object/apply:os.system [true]\n")
    with pytest.raises(RecordingError):
        load(path)


def test_no_name_but_the_suites_own_hosts_is_in_a_cassette():
    for path in SHIPPED.rglob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines()[1:]:
            row = json.loads(line)
            assert set(row["marks"]) <= {
                "x-callsheet-scope",
                "x-callsheet-signed",
                "x-callsheet-key",
                "x-callsheet-fault",
            }
            assert httpx.URL(row["url"]).scheme == "https"
            assert "127.0.0.1" not in line


def test_the_catalogue_finds_its_folder_from_anywhere_inside_a_checkout(catalogue, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Catalogue.open().root == catalogue.root
    (tmp_path / "inside").mkdir()
    monkeypatch.setenv("CALLSHEET_GENERATED", str(catalogue.root))
    assert Catalogue.open().root == catalogue.root
