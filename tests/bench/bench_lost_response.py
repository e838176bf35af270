"""How often a paid create goes out when its answer is lost: ours, luma-agents, fal-client.

The server takes the whole request and resets the connection. See ``peers.py`` for the peers.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from peers import has, package, run
from raw_server import RawServer

OURS = """
import sys
from video_gateways.errors import OutcomeUnknown
from video_gateways.{provider} import {client}
client = {client}(api_key="k-123456", base_url=sys.argv[1])
try:
    client.{method}(prompt="a tram").submit()
except OutcomeUnknown as error:
    print(error)
"""
LUMA = """
import sys, luma_agents
client = luma_agents.Luma(auth_token="x", base_url=sys.argv[1])
try:
    client.generations.create(prompt="a tram", model="ray-3.2", type="video")
except luma_agents.APIConnectionError as error:
    print(type(error).__name__, error)
"""
FAL = """
import sys
import fal_client, fal_client.client as inner
inner.QUEUE_URL_FORMAT = sys.argv[1] + "/"
try:
    fal_client.SyncClient(key="x").submit("luma/ray", arguments={"prompt": "a tram"})
except Exception as error:
    print(type(error).__name__, error)
"""


def creates(program: str, **environment: str) -> tuple[int, int, str]:
    """Creates that arrived, different idempotency keys among them, and what the caller was told."""
    with RawServer(lambda _: None) as server:
        told = run(program, server.url, **environment).stdout.strip()
        posts = [asked for asked in server.asked if asked.method == "POST"]
    keys = {asked.headers["idempotency-key"] for asked in posts if "idempotency-key" in asked.headers}
    return len(posts), len(keys), told


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours = package(Path(folder))
        gmi = OURS.format(provider="gmicloud", client="GmiCloud", method="luma_ray_3_2_generate")
        apiframe = OURS.format(provider="apiframe", client="Apiframe", method="luma_ray_flash_2")
        rows = [("ours, GMI Cloud (no keys)", gmi, ours), ("ours, Apiframe (honours keys)", apiframe, ours)]
        for name, module, program in (
            ("luma-agents", "luma_agents", LUMA),
            ("fal-client", "fal_client", FAL),
        ):
            if has(module):
                rows.append((name, program, {}))
            else:
                print(f"{name}: not installed in the peers' interpreter, left out")
        print(f"{'client':32} {'creates':>8} {'keys':>5}  told")
        for name, program, environment in rows:
            sent, keys, told = creates(program, **environment)
            print(f"{name:32} {sent:8} {keys:5}  {told[:120]}")


if __name__ == "__main__":
    main()
