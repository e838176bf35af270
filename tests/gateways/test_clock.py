from __future__ import annotations

import asyncio

import pytest

from callsheet_conformance.gateways.clock import Agenda, Clock


def test_a_clock_at_speed_zero_moves_only_by_hand():
    clock = Clock(speed=0, start=100.0)
    assert clock.now() == 100.0
    clock.move(seconds=7.5)
    assert clock.now() == 107.5
    assert clock.wall_seconds(107.5) == 0.0
    assert clock.wall_seconds(108.0) is None


def test_time_never_goes_back():
    clock = Clock(speed=0, start=100.0)
    clock.move(seconds=-50)
    assert clock.now() == 100.0


def test_speed_scales_the_wall_and_can_change():
    clock = Clock(speed=1000, start=0.0)
    assert clock.wall_seconds(500.0) == pytest.approx(0.5, abs=0.1)
    clock.move(speed=0)
    stood = clock.now()
    assert stood >= 0.0
    assert clock.now() == stood


def test_due_actions_run_in_order_of_time_then_of_entry():
    clock, ran = Clock(speed=0, start=0.0), []
    agenda = Agenda(clock)
    for moment, name in ((5, "b"), (2, "a"), (5, "c"), (9, "later")):
        agenda.at(moment, lambda name=name: ran.append(name))
    clock.move(seconds=5)
    agenda.run_due()
    assert ran == ["a", "b", "c"]
    assert len(agenda) == 1


def test_the_loop_runs_what_is_due_by_itself():
    async def scene() -> float:
        clock = Clock(speed=1000, start=0.0)
        agenda = Agenda(clock)
        await asyncio.wait_for(agenda.until(50.0), 60)
        return clock.now()

    assert asyncio.run(scene()) >= 50.0


def test_moving_a_clock_that_stands_still_wakes_who_waits():
    async def scene() -> bool:
        clock = Clock(speed=0, start=0.0)
        agenda = Agenda(clock)
        waiting = asyncio.ensure_future(agenda.until(60.0))
        await asyncio.sleep(0.02)
        assert not waiting.done()
        clock.move(seconds=60)
        agenda.run_due()
        await asyncio.wait_for(waiting, 60)
        return waiting.done()

    assert asyncio.run(scene())
