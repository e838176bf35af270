"""The whole way of a job on each gateway: from keyword arguments to a saved file, blocking and awaiting."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal

import httpx
import pytest
from hand_gateways import FILM, GATEWAYS

MOMENT = 0.1
"""Seconds. Shorter waits keep the pace of looks: whether there is one is up to how fast the machine is."""


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    async def now(seconds):
        assert seconds >= 0

    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("asyncio.sleep", now)


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    for gateway in GATEWAYS.values():
        for name, value in gateway.credentials.items():
            monkeypatch.setenv(name, value)


def blocking(package, gateway, **options):
    client = getattr(package.module(f"{gateway.id}.client"), gateway.client)
    return client(http=httpx.Client(transport=gateway.transport), **options)


def awaiting(package, gateway, **options):
    client = getattr(package.module(f"{gateway.id}.client"), f"Async{gateway.client}")
    return client(http=httpx.AsyncClient(transport=gateway.transport), **options)


def test_from_arguments_to_a_file(package, gateway, tmp_path):
    seen = []
    with blocking(package, gateway, ledger=tmp_path / "jobs.sqlite") as client:
        request = getattr(client, gateway.method)(**gateway.arguments)
        assert not gateway.requests, "nothing is sent before submit"
        result = request.generate(on_progress=seen.append)
        path = result.save(tmp_path / "film.mp4")
        (line,) = client.ledger.lines()
    assert path.read_bytes() == FILM
    assert gateway.creates == [gateway.wire]
    assert [update.means for update in seen] == ["pending", "succeeded"]
    assert (line.state, line.means, line.path) == ("accepted", "succeeded", str(path))


def test_credentials_go_to_the_gateway_and_nowhere_else(package, gateway, tmp_path):
    with blocking(package, gateway) as client:
        getattr(client, gateway.method)(**gateway.arguments).generate().save(tmp_path / "film.mp4")
    name, value = gateway.signed
    own = [r for r in gateway.requests if str(r.url).startswith(gateway.base)]
    others = [r for r in gateway.requests if not str(r.url).startswith(gateway.base)]
    assert own
    assert others
    assert all(request.headers[name] == value for request in own)
    secrets = list(gateway.credentials.values())
    for request in others:
        assert not any(secret in str(request.headers.raw) + str(request.url) for secret in [*secrets, value])


def test_both_shells_send_the_same_and_see_the_same(package, gateway, tmp_path):
    traces = []

    def traced():
        lines = []
        traces.append(lines)

        def note(effect, reply):
            if getattr(effect, "seconds", MOMENT) >= MOMENT:
                lines.append((type(effect).__name__, type(reply).__name__, _request(effect)))

        return note

    with blocking(package, gateway, watch=traced()) as client:
        getattr(client, gateway.method)(**gateway.arguments).generate().save(tmp_path / "one.mp4")
    twin = GATEWAYS[gateway.id]()

    async def run():
        async with awaiting(package, twin, watch=traced()) as client:
            result = await getattr(client, twin.method)(**twin.arguments).generate()
            await result.save(tmp_path / "two.mp4")

    asyncio.run(run())
    assert traces[0] == traces[1]
    assert [(r.method, r.url, r.content) for r in gateway.requests] == [
        (r.method, r.url, r.content) for r in twin.requests
    ]


def _request(effect):
    request = getattr(effect, "request", None)
    return (request.method, request.url, request.body) if request is not None else None


def test_price_is_known_before_anything_is_sent(package, gateway, errors):
    with blocking(package, gateway, max_price="0.01") as client:
        request = getattr(client, gateway.method)(**gateway.arguments)
        expected = None if gateway.price is None else Decimal(gateway.price)
        assert gateway.price is None or request.price.amount == expected
        with pytest.raises(errors.OverBudget):
            request.submit()
    assert not gateway.requests


def test_a_broken_rule_raises_before_any_traffic(package, gateway, errors):
    with blocking(package, gateway) as client:
        with pytest.raises(errors.InvalidRequest) as caught:
            getattr(client, gateway.method)(**{**gateway.arguments, "prompt": 7})
        assert [v.rule for v in caught.value.violations] == ["prompt:type"]
        unchecked = getattr(client, gateway.method)(**{**gateway.arguments, "prompt": 7}, validate=False)
        assert unchecked.violations
    assert not gateway.requests


def test_a_token_resumes_from_another_client(package, gateway, tmp_path):
    with blocking(package, gateway) as client:
        token = getattr(client, gateway.method)(**gateway.arguments).submit().token
    assert not any(secret in token for secret in gateway.credentials.values())
    with blocking(package, gateway) as another:
        assert another.resume(token).wait().save(tmp_path / "film.mp4").read_bytes() == FILM
        assert another.resume(another.resume(token).id).wait().urls


def test_secrets_are_in_no_repr(package, gateway):
    shown = []
    with blocking(package, gateway, watch=lambda *seen: shown.append(repr(seen))) as client:
        request = getattr(client, gateway.method)(**gateway.arguments)
        result = request.generate()
        shown += [
            repr(client),
            repr(request),
            repr(result),
            repr(vars(client)),
            repr(client._engine.configuration),
        ]
    words = "\n".join(shown)
    assert not any(secret in words for secret in gateway.credentials.values())
    assert gateway.signed[1] not in words
    assert "s3cret" not in words


def test_no_credentials_is_said_at_once(package, gateway, errors, monkeypatch):
    for name in gateway.credentials:
        monkeypatch.delenv(name)
    with pytest.raises(errors.Misconfigured) as caught:
        blocking(package, gateway)
    assert next(iter(gateway.credentials)) in str(caught.value)


def test_extras_come_last(package, gateway):
    with blocking(package, gateway) as client:
        method = getattr(client, gateway.method)
        method(**gateway.arguments, extra_headers={"X-Trace": "7"}, extra_body={"added": 1}).submit()
    (create,) = [r for r in gateway.requests if r.method == "POST"]
    assert create.headers["X-Trace"] == "7"
    assert json.loads(create.content) == {**gateway.wire, "added": 1}


def test_cancel_tells_the_truth(package, gateway, errors):
    with blocking(package, gateway) as client:
        job = getattr(client, gateway.method)(**gateway.arguments).submit()
        before = len(gateway.requests)
        if gateway.id in ("apiframe", "aimlapi"):
            with pytest.raises(errors.Unsupported):
                job.cancel()
            assert len(gateway.requests) == before
        elif gateway.id == "scenario":
            with pytest.raises(errors.RequestRejected, match="cannot be cancelled"):
                job.cancel()
        else:
            assert job.cancel().means == "pending"


def test_scenario_prices_by_a_dry_run(package):
    gateway = GATEWAYS["scenario"]()
    with blocking(package, gateway) as client:
        (amount,) = getattr(client, gateway.method)(**gateway.arguments).dry_run()
    assert str(amount) == "42 CU"
    assert [r.url.params.get("dryRun") for r in gateway.requests] == ["true"]


def test_a_chain_reference_is_given(package):
    gateway = GATEWAYS["gmicloud"]()
    with blocking(package, gateway, organization="org-7") as client:
        assert client.luma_ray_3_2_generate(prompt="a tram").generate().reference == "g-1"
    assert {r.headers.get("X-Organization-ID") for r in gateway.requests} == {"org-7"}
