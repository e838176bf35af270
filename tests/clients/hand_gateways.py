"""Five gateways as their documentation shows them, answer by answer, written by hand and not from the specs.

Each takes one create, is busy for one poll, and then has a film. ``requests`` holds all that arrived.
"""

from __future__ import annotations

import base64
import json
from typing import Any, ClassVar

import httpx

FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8 + b"\0\0\0\x14mdat" + b"x" * 12


class HandGateway:
    """``transport`` goes into an httpx client of the test's own."""

    id: ClassVar[str]
    client: ClassVar[str]
    base: ClassVar[str]
    credentials: ClassVar[dict[str, str]]
    method: ClassVar[str]
    arguments: ClassVar[dict[str, Any]]
    signed: ClassVar[tuple[str, str]]
    price: ClassVar[str | None] = None
    """In the gateway's unit; None where nobody knows it."""
    film_url = "https://cdn.example.net/film.mp4?signature=s3cret"

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.polls = 0

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.host == "cdn.example.net":
            return httpx.Response(200, content=FILM, headers={"Content-Type": "video/mp4"})
        return self.answer(request)

    def answer(self, request: httpx.Request) -> httpx.Response:
        raise NotImplementedError

    def busy(self) -> bool:
        self.polls += 1
        return self.polls == 1

    @property
    def creates(self) -> list[dict[str, Any]]:
        return [
            json.loads(r.content) for r in self.requests if r.method == "POST" and "/assets" not in r.url.path
        ]


class GmiCloud(HandGateway):
    id, client = "gmicloud", "GmiCloud"
    base = "https://console.gmicloud.ai/api/v1/ie/requestqueue/apikey"
    credentials: ClassVar = {"GMI_API_KEY": "gmi-key-123456"}
    signed = ("authorization", "Bearer gmi-key-123456")
    method = "luma_ray_3_2_generate"
    arguments: ClassVar = {"prompt": "a tram", "resolution": "540p"}
    wire: ClassVar = {"model": "luma-ray-3-2-generate", "payload": {"prompt": "a tram", "resolution": "540p"}}
    price = "0.15"

    def answer(self, request):
        if request.method == "POST":
            return httpx.Response(
                200, json={"request_id": "r-1", "model": "m", "status": "processing", "created_at": 1}
            )
        if request.method == "DELETE":
            return httpx.Response(204)
        if self.busy():
            return httpx.Response(200, json={"request_id": "r-1", "status": "queued"})
        outcome = {"video_url": self.film_url, "generation_id": "g-1"}
        return httpx.Response(200, json={"request_id": "r-1", "status": "success", "outcome": outcome})


class Apiframe(HandGateway):
    id, client, base = "apiframe", "Apiframe", "https://api.apiframe.ai"
    credentials: ClassVar = {"APIFRAME_API_KEY": "afk_key_123456"}
    signed = ("x-api-key", "afk_key_123456")
    method = "luma_ray_flash_2"
    arguments: ClassVar = {"prompt": "a tram", "duration": 9, "loop": True}
    wire: ClassVar = {
        "model": "luma-ray-flash-2",
        "prompt": "a tram",
        "lumaParams": {"duration": 9, "loop": True},
    }
    price = "92"

    def answer(self, request):
        if request.method == "POST":
            return httpx.Response(202, json={"jobId": "r-1", "status": "QUEUED"})
        if self.busy():
            return httpx.Response(200, json={"id": "r-1", "status": "PROCESSING", "progress": 40})
        result = {"videoUrl": self.film_url}
        body = {
            "id": "r-1",
            "status": "COMPLETED",
            "result": result,
            "creditCost": 92,
            "progress": 100,
            "error": None,
        }
        return httpx.Response(200, json=body)


class Oxen(HandGateway):
    id, client, base = "oxen", "Oxen", "https://hub.oxen.ai/api/ai"
    credentials: ClassVar = {"OXEN_API_KEY": "oxen-key-123456"}
    signed = ("authorization", "Bearer oxen-key-123456")
    method = "luma_ray_v3_2_video_to_video"
    arguments: ClassVar = {"prompt": "a tram", "input_video": "https://example.net/in.mp4", "hdr": False}
    wire: ClassVar = {
        "model": "luma-ray-v3-2-video-to-video",
        "prompt": "a tram",
        "input_video": "https://example.net/in.mp4",
        "hdr": False,
    }

    def answer(self, request):
        if request.method == "POST":
            return httpx.Response(200, json={"generations": [{"generation_id": "r-1", "status": "queued"}]})
        if request.method == "DELETE":
            return httpx.Response(200, json={"status": "success", "generation_id": "r-1"})
        if self.busy():
            return httpx.Response(200, json={"generation_id": "r-1", "status": "processing"})
        body = {
            "generation_id": "r-1",
            "status": "succeeded",
            "result_url": self.film_url,
            "prompt": "a tram",
        }
        return httpx.Response(200, json=body)


class AimlApi(HandGateway):
    id, client, base = "aimlapi", "AimlApi", "https://api.aimlapi.com"
    credentials: ClassVar = {"AIML_API_KEY": "aiml-key-123456"}
    signed = ("authorization", "Bearer aiml-key-123456")
    method = "luma_ray_2"
    arguments: ClassVar = {
        "prompt": "a tram",
        "duration": 5,
        "keyframes": {"frame0": {"type": "image", "url": "https://example.net/a.png"}},
    }
    wire: ClassVar = {"model": "luma/ray-2", **arguments}

    def answer(self, request):
        name = "6f1c:luma/ray-2"
        if request.method == "POST":
            return httpx.Response(200, json={"id": name, "status": "queued", "video": None, "error": None})
        assert request.url.params["generation_id"] == name
        assert b"6f1c%3Aluma%2Fray-2" in request.url.query
        if self.busy():
            return httpx.Response(200, json={"id": name, "status": "generating"})
        oddity = {"name": "none", "message": "an example has this filled beside the video"}
        usage = {"usage": {"credits_used": 1200000}}
        body = {
            "id": name,
            "status": "completed",
            "video": {"url": self.film_url},
            "error": oddity,
            "meta": usage,
        }
        return httpx.Response(200, json=body)


class Scenario(HandGateway):
    id, client, base = "scenario", "Scenario", "https://api.cloud.scenario.com/v1"
    credentials: ClassVar = {
        "SCENARIO_SDK_API_KEY": "sc-key-123456",
        "SCENARIO_SDK_API_SECRET": "sc-secret-123456",
    }
    signed = ("authorization", "Basic " + base64.b64encode(b"sc-key-123456:sc-secret-123456").decode())
    method = "model_luma_ray_3_2"
    arguments: ClassVar = {"prompt": "a tram", "aspect_ratio": "16:9"}
    wire: ClassVar = {"prompt": "a tram", "aspectRatio": "16:9"}

    def answer(self, request):
        path = request.url.path
        if path.startswith("/v1/generate/custom/"):
            assert path == "/v1/generate/custom/model_luma-ray-3-2"
            if request.url.params.get("dryRun"):
                return httpx.Response(269, json={"creativeUnitsCost": 42})
            return httpx.Response(
                200, json={"job": {"jobId": "r-1", "status": "queued"}, "creativeUnitsCost": 42}
            )
        if path == "/v1/assets/asset-1":
            return httpx.Response(200, json={"asset": {"id": "asset-1", "url": self.film_url}})
        if path.endswith("/action"):
            return httpx.Response(400, json={"message": "this type of job cannot be cancelled"})
        if self.busy():
            return httpx.Response(
                200, json={"job": {"jobId": "r-1", "status": "in-progress", "progress": 0.4}}
            )
        meta = {"assetIds": ["asset-1"]}
        return httpx.Response(200, json={"job": {"jobId": "r-1", "status": "success", "metadata": meta}})


GATEWAYS = {each.id: each for each in (AimlApi, Apiframe, GmiCloud, Oxen, Scenario)}
