from __future__ import annotations

import httpx
import pytest

MODEL = "luma-ray-3-2-generate"


@pytest.fixture
def gmi(gateway):
    return gateway("gmicloud")


def ask(gmi, model: str = MODEL, headers: dict | None = None, **payload):
    return gmi.post("/requests", json={"model": model, "payload": payload}, headers=headers)


def test_the_submit_says_processing_and_the_polls_say_queued_first(gmi):
    """The page shows both, one after the other; a client must take a status that seems to fall back."""
    made = ask(gmi, prompt="x")
    assert (made.status_code, made.json()["status"]) == (200, "processing")
    name, seen = made.json()["request_id"], []
    for _ in range(3):
        seen.append(gmi.get(f"/requests/{name}").json()["status"])
        gmi.wait(30)
    assert seen == ["queued", "processing", "success"]


def test_a_result_has_its_url_twice_and_a_generation_id(gmi):
    name = ask(gmi, prompt="x", duration="10s").json()["request_id"]
    gmi.wait(60)
    done = gmi.get(f"/requests/{name}").json()
    outcome = done["outcome"]
    assert outcome["video_url"] == outcome["media_urls"][0]["url"]
    assert outcome["generation_id"]
    assert done["payload"] == {"prompt": "x", "duration": "10s"}
    assert done["updated_at"] == done["created_at"] + 60
    assert httpx.get(outcome["video_url"]).headers["content-type"] == "video/mp4"


def test_urls_live_for_an_hour_and_a_poll_mints_another(gmi):
    name = ask(gmi, prompt="x").json()["request_id"]
    gmi.wait(60)
    url = gmi.get(f"/requests/{name}").json()["outcome"]["video_url"]
    gmi.wait(3590)
    assert httpx.get(url).status_code == 200
    gmi.wait(20)
    assert httpx.get(url).status_code == 403
    assert httpx.get(gmi.get(f"/requests/{name}").json()["outcome"]["video_url"]).status_code == 200


def test_the_shape_is_a_400_and_what_the_upstream_refuses_is_a_500(gmi):
    shape = ask(gmi, hdr="yes")
    assert shape.status_code == 400
    assert "prompt is required" in shape.json()["error"]
    rule = ask(gmi, prompt="x", hdr=True, resolution="540p")
    assert (rule.status_code, rule.headers["x-callsheet-rule"]) == (500, "hdr-not-540p")
    assert rule.json()["error"].startswith("Backend error (400)")
    assert ask(gmi, prompt="x", duration="7s").status_code == 500


def test_the_price_of_the_page_is_charged(gmi):
    for payload, price in (({}, "0.30"), ({"resolution": "1080p", "duration": "10s"}, "2.40"),
                           ({"hdr": True, "exr_export": True}, "2.10")):  # fmt: skip
        ask(gmi, prompt="x", **payload)
        assert (gmi.log()[0]["price"], gmi.log()[0]["priced"]) == (price, True)


def test_the_shape_is_checked_before_the_account(gmi):
    plain = {"Authorization": "Bearer k-plain"}
    assert ask(gmi, headers=plain).status_code == 400
    denied = ask(gmi, prompt="x", hdr=True, headers=plain)
    assert (denied.status_code, denied.headers["x-callsheet-rule"]) == (404, "need:hdr-access")


def test_models_by_exact_name_only(gmi):
    answer = ask(gmi, model=MODEL.upper(), prompt="x")
    assert answer.status_code == 404
    assert "access" in answer.json()["error"]


def test_keys_and_credit(gmi):
    for key, status in (("", 401), ("Bearer k-unknown", 401), ("Bearer k-inactive", 403)):
        assert gmi.get("/requests", headers={"Authorization": key}).status_code == status
    poor = ask(gmi, prompt="x", headers={"Authorization": "Bearer k-broke"})
    assert poor.status_code == 400
    assert "Insufficient credits" in poor.json()["error"]


def test_cancel_list_and_catalogue(gmi):
    name = ask(gmi, prompt="x").json()["request_id"]
    assert gmi.delete(f"/requests/{name}").json()["status"] == "cancelled"
    assert gmi.get(f"/requests/{name}").json()["outcome"] == {}
    assert [
        row["request_id"] for row in gmi.get("/requests", params={"page_size": 5}).json()["requests"]
    ] == [name]
    assert MODEL in gmi.get("/models").json()["model_ids"]
    assert gmi.get(f"/models/{MODEL}").json()["model"] == MODEL
    assert gmi.get("/models/none").status_code == 404
