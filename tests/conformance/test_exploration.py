"""What Hypothesis draws: valid by construction, broken in one place, and damaged; and the life of jobs in any order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.lifecycle import machine
from callsheet_conformance.strategies import broken_requests, damaged_requests, valid_requests
from callsheet_conformance.targets import Emulated, Validators

SUBJECTS = Catalogue.open().subjects
FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(st.sampled_from(SUBJECTS).flatmap(lambda s: st.tuples(st.just(s), valid_requests(s))))
def test_valid_requests_are_valid_and_none_is_thrown_away(drawn):
    subject, request = drawn
    assert [each.id for each in oracle_of(subject).violations(request) if each.error] == []


@FEW
@given(st.sampled_from(SUBJECTS).flatmap(lambda s: st.tuples(st.just(s), broken_requests(s))))
def test_broken_requests_break_one_thing(drawn):
    subject, (about, request) = drawn
    assert [each.id for each in oracle_of(subject).violations(request) if each.error] == [about]


@FEW
@given(st.data())
def test_validators_and_oracle_agree_on_damaged_requests(data):
    subject = data.draw(st.sampled_from(SUBJECTS))
    request = data.draw(damaged_requests(subject))
    found = VALIDATORS.ask(subject, request)
    assert (found.state == "succeeded") == oracle_of(subject).is_valid(request), found.rules


VALIDATORS = Validators(root=Catalogue.open().root)


def test_valid_requests_shrink(subjects):
    """To what rules look at: nothing free is left, and texts are as short as they may be."""
    subject = subjects["gmicloud/luma-ray-3-2-generate"]
    quiet = settings(max_examples=500, deadline=None, derandomize=True, database=None)
    found = find(valid_requests(subject), lambda request: request.get("hdr") is True, settings=quiet)
    assert "aspect_ratio" not in found
    assert len(found["prompt"]) <= len("A red fox runs through fresh snow at dawn.")
    assert len(found) <= 5


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_emulated_gateway_takes_and_refuses_as_documented(data):
    subject = next(each for each in SUBJECTS if each.name == "gmicloud/luma-ray-3-2-generate")
    assert GMICLOUD.ask(subject, data.draw(valid_requests(subject))).state == "succeeded"
    about, request = data.draw(broken_requests(subject))
    assert GMICLOUD.ask(subject, request).state == "refused", about


GMICLOUD = Emulated(Catalogue.open(), ["gmicloud"])


@pytest.mark.parametrize("provider", ["aimlapi", "apiframe", "gmicloud", "oxen", "scenario"])
def test_jobs_keep_their_promises_in_any_order(provider, catalogue):
    subject = next(each for each in catalogue.subjects if each.provider["id"] == provider)
    quiet = settings(max_examples=15, stateful_step_count=20, deadline=None, derandomize=True, database=None)
    run_state_machine_as_test(machine(subject, Emulated(catalogue, [provider])), settings=quiet)


def test_a_gateway_that_says_a_strange_word_is_noticed(catalogue, subjects):
    subject = subjects["gmicloud/luma-ray2"]
    target = Emulated(catalogue, ["gmicloud"])
    target.mutate("gmicloud", "set-status:success:succes")
    quiet = settings(max_examples=10, stateful_step_count=20, deadline=None, derandomize=True, database=None)
    with pytest.raises(AssertionError, match="documented nowhere"):
        run_state_machine_as_test(machine(subject, target), settings=quiet)
