"""What one create costs beside the network: ours and luma-agents over bare httpx, in microseconds, in one process.

All three send the same kind of request through a transport that answers at once, so what is measured is the client
alone, in processor time. Best of several rounds, the three in turn. See ``peers.py`` for the peer.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from peers import has, package, run

PROGRAM = """
import json, sys, time
import httpx
from video_gateways.gmicloud import GmiCloud, AsyncGmiCloud
N, ROUNDS = 300, 15
BODY = {"model": "luma-ray-3-2-generate", "payload": {"prompt": "a tram", "resolution": "720p"}}

class Instant(httpx.BaseTransport):
    def handle_request(self, request):
        request.read()
        content = json.dumps({"request_id": "r-1", "id": "r-1", "status": "queued", "state": "queued"}).encode()
        return httpx.Response(200, headers={"Content-Type": "application/json"}, stream=Stream(content))

class Stream(httpx.SyncByteStream):
    def __init__(self, content): self.content = content
    def __iter__(self): yield self.content

bare = httpx.Client(transport=Instant())
ours = GmiCloud(api_key="k-123456", http=httpx.Client(transport=Instant()))
def call_bare():
    bare.post("https://console.gmicloud.ai/requests", json=BODY, headers={"Authorization": "Bearer k"}).json()
def call_ours():
    ours.luma_ray_3_2_generate(prompt="a tram", resolution="720p").submit()
calls = {"bare httpx": call_bare, "ours: check, price, submit": call_ours}
if sys.argv[1] == "luma":
    import luma_agents
    luma = luma_agents.Luma(auth_token="x", http_client=httpx.Client(transport=Instant()))
    def call_luma():
        luma.generations.create(prompt="a tram", model="ray-3.2", type="video")
    calls["luma-agents"] = call_luma
best = dict.fromkeys(calls, 1e9)
for _ in range(ROUNDS):
    for name, call in calls.items():
        begun = time.process_time()
        for _ in range(N):
            call()
        best[name] = min(best[name], (time.process_time() - begun) / N)
for name, seconds in best.items():
    over = (seconds - best["bare httpx"]) * 1e6
    print(f"{name:28} {seconds * 1e6:8.0f} us   {over:+8.0f} us over bare httpx   {seconds / best['bare httpx']:5.2f} x")
"""


def main() -> None:
    peer = has("luma_agents")
    if not peer:
        print("luma-agents: not installed in the peers' interpreter, left out")
    with tempfile.TemporaryDirectory() as folder:
        print(run(PROGRAM, "luma" if peer else "", **package(Path(folder))).stdout, end="")


if __name__ == "__main__":
    main()
