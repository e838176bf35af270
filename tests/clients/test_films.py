"""Films of emulated gateways are as the request says, and one that is not is kept and told of: each model, each claim."""

from __future__ import annotations

import asyncio
import json
import time
import warnings
from functools import reduce

import pytest
from emitted import ROOT, providers

from callsheet.emit.clients.arguments import arguments
from callsheet.emit.clients.claims import claims
from callsheet_conformance.gateways import Settings, serve

MODELS = [
    (provider, model)
    for provider in providers()
    for model in provider.models
    if model.operation == "generate"
]
CLAIMING = [(provider, model) for provider, model in MODELS if claims(model)]
FAULTS = {"film-shorter": "seconds", "film-smaller": "short_side", "film-turned": "ratio"}


@pytest.fixture(scope="module")
def served():
    ids = sorted({provider.id for provider, _ in MODELS})
    with serve(ids, settings=Settings(speed=6000)) as found:
        yield found


class Hurried:
    """A module whose ``sleep`` takes a hundredth of a second; the gateways' own threads sleep as they like."""

    def __init__(self, module, sleep):
        self._module = module
        self.sleep = sleep

    def __getattr__(self, name):
        return getattr(self._module, name)


@pytest.fixture(autouse=True)
def soon(monkeypatch, package):
    async def nap(_):
        await asyncio.sleep(0.01)

    sync_world, async_world = (package.module(f"_runtime.{name}_world") for name in ("sync", "async"))
    monkeypatch.setattr(sync_world, "time", Hurried(time, lambda _, sleep=time.sleep: sleep(0.01)))
    monkeypatch.setattr(async_world, "asyncio", Hurried(asyncio, nap))
    for provider, _ in MODELS:
        for auth in provider.transport["auth"]:
            for credential in auth["credentials"]:
                monkeypatch.setenv(credential["env"][0], "any")


def client_of(package, served, provider, prefix="", **options):
    kind = getattr(package.module(f"{provider.id}.client"), prefix + provider.class_name)
    return kind(base_url=served.base_urls[provider.id], **options)


def requests(provider, model) -> list[dict[str, object]]:
    path = ROOT / "generated" / "cases" / provider.id / f"{model.slug}.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    named = [
        {each.name: _at(case["request"], each.parameter.path) for each in arguments(model)}
        for case in cases
        if case["verdict"] == "accepted"
    ]
    return [{key: value for key, value in case.items() if value is not None} for case in named]


def _at(request, path):
    return reduce(lambda here, key: (here or {}).get(key), path.split("."), request)


def claimed(client, model, case) -> set[str]:
    """What the planned request says of its result."""
    asked = getattr(client, model.name)(**case)._plan.draft.asked
    return {name for name in ("seconds", "short_side", "ratio") if getattr(asked, name) is not None}


@pytest.mark.parametrize(("provider", "model"), MODELS, ids=lambda each: each.id)
def test_a_film_is_as_asked(package, served, provider, model, tmp_path):
    with client_of(package, served, provider) as client, warnings.catch_warnings():
        warnings.simplefilter("error")
        plan = getattr(client, model.name)
        distinct = {plan(**case)._plan.draft.asked: case for case in requests(provider, model)}
        lengths = {asked.seconds: case for asked, case in distinct.items() if "4k" not in case.values()}
        for number, case in enumerate([next(iter(distinct.values())), *lengths.values()]):
            result = getattr(client, model.name)(**case).generate()
            result.save(tmp_path / f"{number}.mp4", strict=True)
            assert result.differences == ()


@pytest.mark.parametrize("fault", sorted(FAULTS))
@pytest.mark.parametrize("sold", CLAIMING, ids=lambda sold: sold[1].id)
def test_another_film_is_kept_and_told_of(package, served, sold, fault, tmp_path):
    (provider, model), what = sold, FAULTS[fault]
    errors, jobs = package.module("errors"), tmp_path / "jobs.sqlite"
    with client_of(package, served, provider, ledger=jobs) as client:
        case = next(
            (
                case
                for case in requests(provider, model)
                if what in claimed(client, model, case) and "1:1" not in case.values()
            ),
            None,
        )
        if case is None:
            assert what not in {claim.what for _, claim in claims(model)}
            return
        job = getattr(client, model.name)(**case, extra_headers={"X-Callsheet-Fault": fault}).submit()
        with pytest.warns(errors.ResultDiffersWarning, match="asked for"):
            path = job.wait().save(tmp_path / "film.mp4")
        assert path.read_bytes()[4:8] == b"ftyp"
        assert what in {each.what for each in job.wait().differences}
        (line,) = client.ledger.lines()
        assert (line.means, line.path, "asked for" in line.detail) == ("succeeded", str(path), True)
    with client_of(package, served, provider) as another, pytest.raises(errors.ResultDiffers) as caught:
        another.resume(job.token).wait().save(tmp_path / "again.mp4", strict=True)
    assert caught.value.path.read_bytes() == path.read_bytes()
    assert job.id in str(caught.value)
    assert {each.what for each in caught.value.differences} == {each.what for each in job.wait().differences}


def test_the_awaiting_shell_tells_it_too(package, served, tmp_path):
    provider, model = CLAIMING[0]
    errors = package.module("errors")
    case = requests(provider, model)[0]

    async def run():
        async with client_of(package, served, provider, "Async") as client:
            request = getattr(client, model.name)(
                **case, extra_headers={"X-Callsheet-Fault": "film-shorter, film-smaller"}
            )
            result = await request.generate()
            with pytest.warns(errors.ResultDiffersWarning):
                path = await result.save(tmp_path / "film.mp4")
            assert path.exists()
            with pytest.raises(errors.ResultDiffers):
                await result.save(tmp_path / "strict.mp4", strict=True)
            assert (tmp_path / "strict.mp4").read_bytes() == path.read_bytes()
            return result.differences

    assert asyncio.run(run())


def test_what_is_put_over_the_parameters_is_not_held_against(package, served):
    provider, model = CLAIMING[0]
    case = requests(provider, model)[0]
    with client_of(package, served, provider) as client:
        plain = getattr(client, model.name)(**case)._plan.draft.asked
        over = getattr(client, model.name)(**case, extra_body={"duration": 9})._plan.draft.asked
    assert plain != over
    assert over == type(over)()


def test_claims_are_those_of_the_specs():
    """Every shipped model that lets its length, size or shape be chosen says so, but for those that have no answer."""
    silent = [f"{provider.id}/{model.id}" for provider, model in MODELS if not claims(model)]
    assert silent == ["scenario/model_luma-modify-video"]
