from __future__ import annotations

import httpx
import pytest

OK = {"model": "luma/ray-2", "prompt": "x"}
PATH = "/v2/video/generations"


@pytest.fixture
def aimlapi(gateway):
    return gateway("aimlapi")


def test_one_path_creates_and_polls(aimlapi):
    made = aimlapi.post(PATH, json=OK)
    assert made.status_code == 200
    assert made.json() | {"id": ""} == {
        "id": "",
        "status": "queued",
        "video": None,
        "error": None,
        "meta": None,
    }
    name, seen = made.json()["id"], []
    assert name.endswith(":luma/ray-2"), "to be escaped in a query"
    for _ in range(3):
        seen.append(aimlapi.get(PATH, params={"generation_id": name}).json()["status"])
        aimlapi.wait(30)
    assert seen == ["queued", "generating", "completed"], "older words are not gone through"
    done = aimlapi.get(PATH, params={"generation_id": name}).json()
    assert done["meta"]["usage"]["credits_used"] > 0
    assert httpx.get(done["video"]["url"]).status_code == 200


def test_a_failed_job_has_status_error(aimlapi):
    name = aimlapi.post(PATH, json=OK, headers={"X-Callsheet-Fault": "job-fails:no"}).json()["id"]
    aimlapi.wait(60)
    done = aimlapi.get(PATH, params={"generation_id": name}).json()
    assert (done["status"], done["error"]["message"], done["video"]) == ("error", "no", None)


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (lambda c: c.post(PATH, json={"model": "luma/ray-2"}), 400),
        (lambda c: c.post(PATH, json={"prompt": "x"}), 400),
        (lambda c: c.post(PATH, json={**OK, "model": "none"}), 400),
        (lambda c: c.post(PATH, json={**OK, "model": "GET /v2/video/generations"}), 400),
        (lambda c: c.post(PATH, json=OK, headers={"Authorization": ""}), 401),
        (lambda c: c.post(PATH, json=OK, headers={"Authorization": "Bearer k-broke"}), 403),
        (lambda c: c.get(PATH, params={"generation_id": "nobody"}), 404),
        (lambda c: c.get(PATH), 400),
        (lambda c: c.get("/v2/generate/video/luma-ai/generation"), 404),
        (lambda c: c.post(PATH, json=OK, headers={"X-Callsheet-Fault": "too-many"}), 429),
        (lambda c: c.post(PATH, json=OK, headers={"X-Callsheet-Fault": "origin-504"}), 504),
    ],
)
def test_every_refusal_has_the_one_envelope(aimlapi, call, status):
    answer = call(aimlapi)
    body = answer.json()
    assert answer.status_code == status
    assert body["statusCode"] == str(status)
    assert {"message", "path", "requestId", "timestamp"} <= body.keys()
    assert aimlapi.control("state")["jobs"] == 0


def test_numbers_and_the_strings_of_the_samples(aimlapi):
    """What the documentation's own samples send is judged as the schema says, not as the samples do."""
    for duration, status in ((5, 200), (9, 200), (7, 400)):
        assert aimlapi.post(PATH, json={**OK, "duration": duration}).status_code == status


def test_the_catalogue_is_public(aimlapi):
    url = aimlapi.served.base_urls["aimlapi"] + "/v1/models"
    assert [row["id"] for row in httpx.get(url, params={"id": "luma/ray-2"}).json()["data"]] == ["luma/ray-2"]
    assert "GET" not in "".join(row["id"] for row in httpx.get(url).json()["data"])
