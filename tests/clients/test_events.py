"""Following a gateway's events over real sockets: the end is known when it comes, and not at the next poll."""

from __future__ import annotations

import asyncio
import time

import pytest

from callsheet_conformance.gateways import Settings, serve

POLL = 10.0
"""Seconds after which the gateway's advice has the next poll."""


@pytest.fixture(scope="module")
def oxen():
    with serve(["oxen"], settings=Settings(speed=60, job_seconds=40)) as served:
        yield served.base_urls["oxen"]


def kinds(trace):
    """The effects in order, without how often time was looked at and a heartbeat was heard."""
    return [each for each in trace if each not in ("Now", "Read", "Draw")]


def test_an_event_is_not_waited_out(package, oxen):
    client_module, traces = package.module("oxen.client"), {"blocking": [], "awaiting": []}

    def noted(name):
        return lambda effect, _: traces[name].append(type(effect).__name__)

    began = time.monotonic()
    with client_module.Oxen(api_key="any", base_url=oxen, watch=noted("blocking")) as client:
        seen = []
        request = client.luma_ray_v3_2_text_to_video(prompt="a tram")
        assert request.generate(follow=True, on_progress=seen.append).urls
    assert time.monotonic() - began < POLL / 2
    assert [update.means for update in seen] == ["pending", "succeeded"]

    async def run():
        async with client_module.AsyncOxen(api_key="any", base_url=oxen, watch=noted("awaiting")) as client:
            request = client.luma_ray_v3_2_text_to_video(prompt="a tram")
            return (await request.generate(follow=True)).urls

    began = time.monotonic()
    assert asyncio.run(run())
    assert time.monotonic() - began < POLL / 2
    assert kinds(traces["blocking"]) == kinds(traces["awaiting"])
    assert {"Open", "Close"} <= set(traces["blocking"])
    assert "Sleep" not in traces["blocking"]
