from __future__ import annotations

import threading
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet.runtime.exchange import Headers
from callsheet.runtime.pacing import LONGEST_WISH, Pace, RetryBudget, backoff, jittered, retry_after

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ([("Retry-After", "7")], 7.0),
        ([("retry-after", "3.5")], 3.5),
        ([("Retry-After", "0")], 0.0),
        ([("Retry-After-Ms", "1500")], 1.5),
        ([("Retry-After", "86400")], LONGEST_WISH),
        ([("Retry-After", "9" * 20)], LONGEST_WISH),
        ([("Retry-After", "9" * 400)], None),
        ([("Retry-After", "-5")], None),
        ([("Retry-After", "²")], None),
        ([("Retry-After", "NaN")], None),
        ([("Retry-After", "1e9")], None),
        ([("Retry-After", "soon")], None),
        ([("Retry-After", "")], None),
        ([("Retry-After", "1"), ("Retry-After", "9")], 9.0),
        ([("Retry-After", formatdate(NOW + 40, usegmt=True))], 40.0),
        ([("Retry-After", formatdate(NOW - 40, usegmt=True))], 0.0),
        ([("Retry-After", formatdate(100.0, usegmt=True)), ("Date", formatdate(80.0, usegmt=True))], 20.0),
        ([], None),
    ],
)
def test_retry_after(fields, seconds):
    assert retry_after(Headers(tuple(fields)), NOW) == seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_retry_after_is_an_error(value, date):
    wish = retry_after(Headers((("Retry-After", value), ("Date", date))), NOW)
    assert wish is None or 0 <= wish <= LONGEST_WISH


@given(st.integers(0, 10**6), st.floats(0, 1, exclude_max=True))
def test_backoff_grows_and_is_bounded(attempt, drawn):
    assert 0.25 <= backoff(attempt, drawn) <= 8.0
    assert jittered(5.0, 0.2, drawn) >= 5.0


def test_the_budget_is_never_overdrawn():
    budget = RetryBudget(capacity=50, left=50)
    taken = []

    def spend():
        taken.extend(budget.take() for _ in range(100))

    threads = [threading.Thread(target=spend) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 10
    assert budget.left == 0
    budget.give(1000)
    assert budget.left == 50


def test_a_thousand_jobs_keep_the_pace():
    pace = Pace(per_second=20.0)
    moments = [100.0 + pace.reserve(100.0) for _ in range(1000)]
    for begin in range(100, 150):
        assert sum(begin <= moment < begin + 1 for moment in moments) <= 21
    assert max(moments) == pytest.approx(100 + 999 / 20)
