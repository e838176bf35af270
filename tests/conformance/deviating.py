"""A gateway written by hand from the documentation of one model, with deviations that the suite knows nothing of.

It shares no code with the emulator, the oracle or the generator.
"""

from __future__ import annotations

import itertools
import json
import re

import httpx

ENUMS = {
    "aspect_ratio": ("9:16", "3:4", "1:1", "16:9", "21:9"),  # deviation: 4:3 is refused
    "resolution": ("360p", "540p", "720p", "1080p"),  # deviation: 360p is taken
    "duration": ("5s", "10s"),
}
BOOLEANS = ("hdr", "exr_export", "loop")
TEXTS = ("start_frame_url", "end_frame_url", "start_frame_generation_id", "end_frame_generation_id")
LONGEST = 5000  # deviation: 6000 are documented
MODEL = "luma-ray-3-2-generate"


def complaint(payload: dict) -> str:
    """What it refuses at once."""
    prompt = payload.get("prompt")
    if not isinstance(prompt, str) or not 1 <= len(prompt) <= LONGEST:
        return "prompt is not valid"
    for name, values in ENUMS.items():
        if name in payload and payload[name] not in values:
            return f"{name} is not valid"
    for name in BOOLEANS:
        lenient = name == "loop" and payload.get(name) in ("true", "false")  # deviation: text is converted
        if name in payload and not isinstance(payload[name], bool) and not lenient:
            return f"{name} is not valid"
    for name in TEXTS:
        if name in payload and not isinstance(payload[name], str):
            return f"{name} is not valid"
        if name.endswith("url") and name in payload and not re.match(r"[A-Za-z][\w+.-]*:\S", payload[name]):
            return f"{name} is no address"
    return combined(payload)


def combined(payload: dict) -> str:
    hdr, loop = payload.get("hdr", False), payload.get("loop", False) in (True, "true")
    start_id, end_id = payload.get("start_frame_generation_id"), payload.get("end_frame_generation_id")
    start_url, end_url, ten = (
        payload.get("start_frame_url"),
        payload.get("end_frame_url"),
        payload.get("duration") == "10s",
    )
    refusals = {
        "exr": payload.get("exr_export", False) and not hdr,
        "hdr and 10s": hdr and ten,
        "frames and 10s": ten and (start_url or end_url),
        "loop and hdr": loop and hdr,
        "loop and end frame": loop and end_url,
        "loop and backward extend": loop and end_id and not (start_id or start_url),
        "hdr and extend": hdr and bool(start_id) != bool(end_id) and not (start_url or end_url),
        "1080p and 10s": payload.get("resolution") == "1080p" and ten,  # deviation: documented nowhere
    }  # deviation: hdr and 540p is taken
    return next((name for name, holds in refusals.items() if holds), "")


class Gateway:
    """``httpx.MockTransport(Gateway().answer)``."""

    def __init__(self) -> None:
        self.jobs: dict[str, list] = {}
        self.numbers = itertools.count(1)
        self.seen = 0

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.seen += 1
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            return httpx.Response(401, json={"error": "no key"})
        if request.method == "POST":
            return self.create(request.content)
        job = self.jobs.get(request.url.path.rpartition("/")[2])
        if job is None:
            return httpx.Response(404, json={"error": "no such request"})
        if request.method == "DELETE":
            job[:] = ["cancelled"]
        word = job.pop(0) if len(job) > 1 else job[0]
        told = {"status": word}
        if word == "success":
            told["outcome"] = {"video_url": "https://files.example.com/v.mp4"}
        if word == "failed":
            told["error"] = "the video could not be made"
        return httpx.Response(200, json=told)

    def create(self, content: bytes) -> httpx.Response:
        body = json.loads(content)
        if not isinstance(body, dict) or not isinstance(body.get("payload"), dict):
            return httpx.Response(400, json={"error": "no payload"})
        if body.get("model") != MODEL:
            return httpx.Response(404, json={"error": "no such model"})
        if text := complaint(body["payload"]):
            return httpx.Response(400, json={"error": text})
        late = (
            body["payload"].get("loop") is True and body["payload"].get("duration") == "10s"
        )  # deviation: late
        name = f"r{next(self.numbers)}"
        # deviation: a word that no page has
        self.jobs[name] = ["queued", "warming", "failed" if late else "success"]
        return httpx.Response(200, json={"request_id": name, "status": "queued"})
