"""Requests look like what people send; limits hold whatever they are."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import made, top

from callsheet import solve
from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Parameter
from callsheet.solve import samples
from callsheet.solve.limits import own_limits

LOOKS = [
    (top("prompt"), "A red fox runs through fresh snow at dawn."),
    (top("negativePrompt"), "Blurry, distorted, low quality."),
    (top("start_frame_url"), "https://example.com/start-frame-url"),
    (top("cover", format="uri"), "https://example.com/cover"),
    (top("generation_id"), "00000000-0000-4000-8000-000000000001"),
    (top("video", "file"), "asset_video"),
    (top("mail", format="email"), "mail@example.com"),
    (top("at", format="date-time"), "2030-01-01T00:00:00Z"),
    (top("style"), "example style"),
    (top("prompt", max_length=5), "A red"),
    (top("prompt", min_length=60), "A red fox runs through fresh snow at dawn. A red fox runs th"),
    (top("n", "integer"), 0),
    (top("n", "integer", above=Decimal(3)), 4),
    (top("n", "number", above=Decimal(0), below=Decimal(1)), 0.5),
    (top("n", "number", maximum=Decimal(-3)), -4),
    (top("n", "integer", minimum=Decimal(5), step=Decimal(4)), 8),
    (top("tags", "array", min_items=2, item=top("tags[]", enum=("a", "b"))), ["a", "b"]),
    (top("box", "object", members=(top("box.a", "boolean", required=True), top("box.b"))), {"a": True}),
]


@pytest.mark.parametrize(("parameter", "value"), LOOKS, ids=[str(case[1])[:30] for case in LOOKS])
def test_a_sample(parameter: Parameter, value: object) -> None:
    assert samples.value(parameter) == value
    assert own_limits(made(parameter), parameter, value) == ()


@given(st.sampled_from(sorted(PATTERNS)), st.integers(0, 200))
def test_a_format_is_kept_at_any_length_that_it_has(form: str, size: int) -> None:
    fitted = samples.fit(samples.text(top("x", format=form)), size, form)
    lengths = {
        "uuid": size == 36,
        "date-time": size == 20 or size >= 22,
        "uri": size >= 3,
        "email": size >= 3,
    }
    if lengths[form]:
        assert len(fitted) == size
    assert re.fullmatch(PATTERNS[form], fitted)
    wrong = samples.wrong_format(form, size)
    assert len(wrong) == size
    assert not re.fullmatch(PATTERNS[form], wrong)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 300), st.integers(0, 60), st.sampled_from(["prompt", "url", "style"]))
def test_two_that_must_differ_do(low: int, more: int, name: str) -> None:
    if low + more == 0:
        return
    one, two = (top(f"{name}_{n}", required=True, min_length=low, max_length=low + more) for n in (1, 2))
    model = made(one, two, rules={"r": {"relation": {"left": one.path, "op": "!=", "right": two.path}}})
    found = solve.valid_request(solve.Program(model))
    assert found is not None
    assert solve.judge(model, found).is_valid
    same = made(one, two, rules={"r": {"relation": {"left": one.path, "op": "=", "right": two.path}}})
    found = solve.valid_request(solve.Program(same))
    assert found is not None
    assert found[one.path] == found[two.path]


@settings(max_examples=40, deadline=None)
@given(
    st.decimals(-20, 20, places=1),
    st.decimals(0, 20, places=1),
    st.sampled_from([None, Decimal("0.5"), Decimal(3)]),
    st.booleans(),
)
def test_numbers_within_bounds(low: Decimal, width: Decimal, step: Decimal | None, whole: bool) -> None:  # noqa: FBT001
    parameter = top(
        "n", "integer" if whole else "number", required=True, minimum=low, maximum=low + width, step=step
    )
    found = solve.valid_request(solve.Program(made(parameter)))
    fits = any(
        own_limits(made(parameter), parameter, float(low + n * Decimal("0.1"))) == ()
        for n in range(int(width * 10) + 1)
    )
    assert (found is not None) is fits
    if found is not None:
        assert own_limits(made(parameter), parameter, found["n"]) == ()
