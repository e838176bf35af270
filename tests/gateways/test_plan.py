from __future__ import annotations

import pytest

from callsheet_conformance.gateways.error import UnknownFaultError
from callsheet_conformance.gateways.faults.films import FILMS
from callsheet_conformance.gateways.faults.plan import Order, Plan, argument_of, of_stage
from callsheet_conformance.gateways.faults.replies import REFUSALS
from callsheet_conformance.gateways.faults.table import FAULTS, RETRY_AFTER
from callsheet_conformance.gateways.faults.wire import WIRE


def picks(seed: int, count: int = 200) -> list[tuple[str, ...]]:
    plan = Plan(seed=seed)
    plan.add(Order(fault="origin-503", operations=("submit",), rate=0.3))
    plan.add(Order(fault="latency:0.1", rate=0.1))
    return [plan.pick("toy", "submit" if number % 2 else "poll", "") for number in range(count)]


def test_one_seed_gives_one_sequence():
    assert picks(7) == picks(7)
    assert picks(7) != picks(8)


def test_the_rate_is_kept_and_other_operations_are_spared():
    struck = picks(1, 4000)
    submits, polls = struck[1::2], struck[::2]
    assert 0.25 < sum("origin-503" in each for each in submits) / len(submits) < 0.35
    assert not any("origin-503" in each for each in polls)


def test_an_order_strikes_as_often_as_it_may():
    plan = Plan()
    plan.add(Order(fault="reset", provider="toy", times=2))
    assert plan.pick("other", "submit", "") == ()
    assert [plan.pick("toy", "submit", "") for _ in range(3)] == [("reset",), ("reset",), ()]


def test_clearing_with_the_seed_starts_the_same_sequence_again():
    plan = Plan(seed=3)
    plan.add(Order(fault="reset", rate=0.5))
    first = [plan.pick("toy", "poll", "") for _ in range(50)]
    plan.clear(seed=3)
    plan.add(Order(fault="reset", rate=0.5))
    assert [plan.pick("toy", "poll", "") for _ in range(50)] == first


@pytest.mark.parametrize("asked", ["no-such-thing", "too-many:tomorrow", "latency:soon", "latency:²"])
def test_what_no_table_has_is_said_clearly(asked):
    with pytest.raises(UnknownFaultError):
        Plan().pick("toy", "poll", asked)


def test_arguments_and_stages():
    faults = ("latency:0.5", "hangs", "file-cut", "unknown-status")
    assert argument_of(faults, "latency") == "0.5"
    assert argument_of(faults, "unknown-status") == "throttled"
    assert argument_of(faults, "reset") is None
    assert of_stage(faults, "job", "file") == ("hangs", "file-cut", "unknown-status")


def test_tables_are_sorted_and_name_only_what_exists():
    for table in (FAULTS, RETRY_AFTER, WIRE, FILMS, REFUSALS):
        assert list(table) == sorted(table)
    assert {*WIRE, *FILMS, *REFUSALS} <= FAULTS.keys()
