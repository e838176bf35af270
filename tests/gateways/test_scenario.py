from __future__ import annotations

import base64

import httpx
import pytest

RAY = "/generate/custom/model_luma-ray-3-2"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


@pytest.fixture
def scenario(gateway):
    return gateway("scenario")


def test_a_job_then_its_asset_then_its_film(scenario):
    made = scenario.post(RAY, json={"prompt": "x"})
    assert made.status_code == 200
    job, seen = made.json()["job"], []
    assert (job["jobType"], job["metadata"]["input"]) == ("custom", {"prompt": "x"})
    for _ in range(6):
        seen.append(scenario.get(f"/jobs/{job['jobId']}").json()["job"]["status"])
        scenario.wait(12)
    assert seen == ["pending", "queued", "warming-up", "in-progress", "finalizing", "success"]
    done = scenario.get(f"/jobs/{job['jobId']}").json()["job"]
    assert [each["status"] for each in done["statusHistory"]] == seen
    assert done["progress"] == 1
    (name,) = done["metadata"]["assetIds"]
    asset = scenario.get(f"/assets/{name}").json()["asset"]
    assert (asset["id"], asset["mimeType"], asset["properties"]["height"]) == (name, "video/mp4", 720)
    assert httpx.get(asset["url"]).status_code == 200
    assert scenario.post(f"/assets/{name}/download").json()["url"].startswith("http")


def test_there_is_no_asset_before_the_end(scenario):
    job = scenario.post(RAY, json={"prompt": "x"}).json()["job"]["jobId"]
    assert scenario.get(f"/assets/{job.replace('job_', 'asset_')}").status_code == 404


def test_a_dry_run_prices_with_269_and_makes_nothing(scenario):
    for asked in ("true", "api"):
        answer = scenario.post(RAY, params={"dryRun": asked}, json={"prompt": "x"})
        assert answer.status_code == 269
        assert answer.json()["creativeUnitsCost"] >= 0
    assert scenario.control("state")["jobs"] == 0
    assert scenario.post(RAY, params={"dryRun": "true"}, json={}).status_code == 400
    assert scenario.post(RAY, params={"dryRun": "false"}, json={"prompt": "x"}).status_code == 200


def test_what_a_dry_run_says_is_what_a_run_costs(scenario):
    told = scenario.post(RAY, params={"dryRun": "true"}, json={"prompt": "x"}).json()["creativeUnitsCost"]
    assert scenario.post(RAY, json={"prompt": "x"}).json()["job"]["billing"]["cuCost"] == told


def test_a_price_that_nobody_knows_is_charged_as_one_unit_and_says_so(scenario):
    scenario.post(RAY, json={"prompt": "x"})
    entry = scenario.log()[0]
    assert (entry["price"], entry["priced"]) == ("1", False)


def test_basic_and_bearer_sign_in(scenario):
    token = base64.b64encode(b"key:secret").decode()
    for sign_in, status in (
        (f"Basic {token}", 200),
        ("Bearer jwt", 200),
        ("Basic !!", 401),
        ("Basic", 401),
        ("", 401),
    ):
        assert scenario.get("/jobs", headers={"Authorization": sign_in}).status_code == status


def test_these_jobs_cannot_be_cancelled(scenario):
    job = scenario.post(RAY, json={"prompt": "x"}).json()["job"]["jobId"]
    assert scenario.post(f"/jobs/{job}/action", json={"action": "cancel"}).status_code == 400
    assert scenario.get(f"/jobs/{job}").json()["job"]["status"] == "pending"


def test_a_failed_job_says_why_and_gives_back_what_it_cost(scenario):
    failing = {"X-Callsheet-Fault": "job-fails:no"}
    job = scenario.post(RAY, json={"prompt": "x"}, headers=failing).json()["job"]["jobId"]
    scenario.wait(60)
    done = scenario.get(f"/jobs/{job}").json()["job"]
    assert (done["status"], done["metadata"]["error"]) == ("failure", "no")
    assert done["metadata"]["hint"]
    assert "assetIds" not in done["metadata"]


def test_small_uploads_become_assets_at_once(scenario):
    sent = {"name": "a.png", "image": base64.b64encode(PNG).decode()}
    asset = scenario.post("/assets", json=sent).json()["asset"]
    assert (asset["kind"], asset["mimeType"], asset["properties"]["size"]) == ("image", "image/png", len(PNG))
    sent["image"] = "data:image/png;base64," + sent["image"]
    assert scenario.post("/assets", json=sent).status_code == 200
    for bad in ({"name": "a"}, {"name": "a", "image": "%%"}, {"name": "a", "image": "aGVsbG8="}):
        assert scenario.post("/assets", json=bad).status_code == 400


def test_large_uploads_come_in_parts(scenario):
    asked = {"kind": "video", "fileName": "a.mp4", "contentType": "video/mp4", "fileSize": 12, "parts": 2}
    upload = scenario.post("/uploads", json=asked).json()["upload"]
    assert (upload["status"], [part["number"] for part in upload["parts"]]) == ("pending", [1, 2])
    finish = f"/uploads/{upload['id']}/action"
    assert scenario.post(finish, json={"action": "complete"}).status_code == 400, "no part has arrived"
    for part in upload["parts"]:
        assert httpx.put(part["url"], content=b"sixsix").status_code == 200
    assert scenario.post(finish, json={"action": "complete"}).json()["upload"]["status"] == "imported"
    assert scenario.get(f"/uploads/{upload['id']}").json()["upload"]["entityId"].startswith("asset_")
    assert httpx.put(upload["parts"][0]["url"], content=b"late").status_code == 405
    assert scenario.post("/uploads", json={**asked, "parts": 0}).status_code == 400
    assert scenario.get("/uploads/nobody").status_code == 404


def test_the_catalogue_tells_the_inputs(scenario):
    model = scenario.get("/models/model_luma-ray-3-2").json()["model"]
    inputs = {each["name"]: each for each in model["inputs"]}
    assert inputs["prompt"]["required"] == {"always": True}
    assert inputs["duration"]["allowedValues"] == ["5s", "10s"]
    assert inputs["startFrame"]["kind"] == "image"
    assert scenario.get("/models/none").status_code == 404
