"""Any wishes put to the shipped models: offers are valid, granted and priced as the emitted code has it; refusals are true."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet import disk, pipeline, plan, solve
from callsheet.layers.model import Model, Provider
from callsheet.plan.names import choices, meanings
from callsheet.plan.wanted import stands_for, understood
from callsheet.solve.requests import look

ROOT = Path(__file__).parents[2]
ON = date(2026, 11, 1)
PROVIDERS = pipeline.resolved(pipeline.load(disk.read_specs(ROOT / "specs")))
MODELS = [model for provider in PROVIDERS for model in provider.models]
WISHES = sorted(
    {
        f"{parameter.path.rpartition('.')[2]}={str(value).lower() if isinstance(value, bool) else value}"
        for model in MODELS
        for parameter in choices(model)
        for value in (parameter.enum or ((True, False) if parameter.type == "boolean" else ()))
    }
)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(WISHES), min_size=1, max_size=4, unique=True))
def test_offers_are_granted_and_refusals_are_true(words: list[str]) -> None:
    wishes = [plan.parse_wish(each) for each in words]
    for answer in plan.ask(MODELS, wishes, on=ON):
        asked = understood(answer.model, {wish: stands_for(MODELS, wish) for wish in wishes})
        if isinstance(answer, plan.Offer):
            for request in (answer.request, answer.cheapest_request):
                assert solve.judge(answer.model, request).is_valid
                assert all(look(request, path) in some for path, some in asked.wanted.items())
        elif not asked.missing:
            assert isinstance(
                solve.complete(answer.model, {p: v[0] for p, v in asked.wanted.items()}), solve.Conflict
            )


@pytest.mark.parametrize("name", ["gmicloud", "apiframe"])
def test_prices_are_those_of_the_emitted_code(name: str) -> None:
    provider = next(each for each in PROVIDERS if each.id == name)
    with pipeline.tried(provider) as emitted:
        for answer in _offers(provider):
            said = emitted.price(answer.model, answer.request, on=ON)
            least = emitted.price(answer.model, answer.cheapest_request, on=ON)
            assert (said.amount, least.amount) == (answer.price.amount, answer.cheapest.amount)


def _offers(provider: Provider) -> Iterator[plan.Offer]:
    for words in (["duration=10s"], ["duration>=6s"], ["resolution=1080p", "hdr=true"], ["loop=true"]):
        for answer in plan.ask(MODELS, [plan.parse_wish(each) for each in words], on=ON):
            if isinstance(answer, plan.Offer) and answer.model.provider == provider.id:
                yield answer


def test_nothing_is_cheaper_than_the_cheapest() -> None:
    model = next(each for each in MODELS if each.id == "luma-ray-3-2-generate")
    provider = next(each for each in PROVIDERS if each.id == "gmicloud")
    with pipeline.tried(provider) as emitted:
        for wish in ("resolution=720p", "hdr=true", "duration=10s", "exr_export=true"):
            offer = next(iter(plan.ask([model], [plan.parse_wish(wish)], on=ON)))
            assert isinstance(offer, plan.Offer)
            path, value = next((p, look(offer.request, p)) for _, p in offer.named)
            others = [
                emitted.price(model, request, on=ON).amount
                for request in _requests(model)
                if look(request, path) == value and solve.judge(model, request).is_valid
            ]
            assert min(others) == offer.cheapest.amount


def _requests(model: Model) -> Iterator[solve.Request]:
    """Every combination of the listed values, and of leaving them out."""
    listed = [each for each in choices(model) if each.enum or each.type == "boolean"]
    values = [[None, *(each.enum or (True, False))] for each in listed]
    for row in itertools.product(*values):
        sent = {each.path: value for each, value in zip(listed, row, strict=True) if value is not None}
        yield {"model": model.id, "prompt": "x", **sent}


def test_first_and_last_frames_are_known_wherever_a_model_takes_images() -> None:
    for word in ("first_frame", "last_frame", "source_video", "start_frame", "end_image"):
        assert len(meanings(MODELS, word)) == 1
    takers = [each for each in MODELS if "img2video" in each.capabilities]
    found = plan.ask(takers, [plan.parse_wish("first_frame=https://a.example/x.png")], on=ON)
    assert takers
    assert all(isinstance(each, plan.Offer) for each in found)
