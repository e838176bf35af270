"""Following a gateway's events over real sockets: the end is known when it comes, and not at the next poll."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from callsheet_conformance.gateways import Settings, serve

END = b"event: media_generation_completed"


@pytest.fixture(scope="module")
def oxen():
    """Where time stands still unless it is moved."""
    with serve(["oxen"], settings=Settings(speed=0, job_seconds=40)) as served:
        yield served


class Watch:
    """What a client did and was answered. Once it listens, the job comes to its end."""

    def __init__(self, served):
        self.effects, self.heard, self._served = [], [], served

    def __call__(self, effect, reply):
        name = type(effect).__name__
        if name == "Read":
            self.heard.append(reply)
            if len(self.heard) == 1:
                httpx.post(f"{self._served.control}/clock", json={"advance": 60}).raise_for_status()
        elif name not in ("Now", "Draw", "Sleep"):  # a look waits a moment where the one before was just now
            self.effects.append(name)


def test_an_event_is_not_waited_out(package, oxen):
    client_module, seen = package.module("oxen.client"), []
    blocking, awaiting = Watch(oxen), Watch(oxen)
    where = {"api_key": "any", "base_url": oxen.base_urls["oxen"]}
    with client_module.Oxen(**where, watch=blocking) as client:
        request = client.luma_ray_v3_2_text_to_video(prompt="a tram")
        assert request.generate(follow=True, on_progress=seen.append).urls
    assert [update.means for update in seen] == ["pending", "succeeded"]

    async def run():
        async with client_module.AsyncOxen(**where, watch=awaiting) as client:
            request = client.luma_ray_v3_2_text_to_video(prompt="a tram")
            return (await request.generate(follow=True)).urls

    assert asyncio.run(run())
    for watch in (blocking, awaiting):
        assert watch.effects.count("Send") == 3, "the create, a look, and a look after the event"
        assert watch.heard[-1].startswith(END), "a read that runs out ends in no bytes"
    assert blocking.effects == awaiting.effects
    assert {"Open", "Close"} <= set(blocking.effects)
