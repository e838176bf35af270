from __future__ import annotations

import base64
import json
import threading

import httpx
import pytest

OK = {"model": "luma-ray-v3-2-text-to-video", "prompt": "x"}


@pytest.fixture
def oxen(gateway):
    return gateway("oxen")


def enqueue(oxen, **more) -> list[str]:
    rows = oxen.post("/queue", json={**OK, **more}).json()["generations"]
    assert {row["status"] for row in rows} == {"queued"}
    return [row["generation_id"] for row in rows]


def test_the_queue_answers_with_a_list_even_for_one(oxen):
    (name,) = enqueue(oxen)
    seen = []
    for _ in range(3):
        seen.append(oxen.get(f"/queue/{name}").json()["status"])
        oxen.wait(30)
    assert seen == ["queued", "processing", "succeeded"]
    done = oxen.get(f"/queue/{name}").json()
    assert (done["model_name"], done["media_type"], done["error_message"]) == (OK["model"], "video", None)
    assert done["completed_at"] == done["enqueued_at"] + 60
    assert httpx.get(done["result_url"]).status_code == 200


def test_what_was_submitted_is_echoed_at_the_top(oxen):
    (name,) = enqueue(oxen, duration="10s", aspect_ratio="1:1")
    told = oxen.get(f"/queue/{name}").json()
    assert (told["duration"], told["aspect_ratio"], told["prompt"]) == ("10s", "1:1", "x")


@pytest.mark.parametrize("count", [0, 5, "2", True, 1.5])
def test_one_to_four_at_once(oxen, count):
    assert len(enqueue(oxen, num_generations=4)) == 4
    answer = oxen.post("/queue", json={**OK, "num_generations": count})
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_params"


def test_the_queue_does_not_look_at_parameters_the_job_does(oxen):
    """A bad parameter is accepted, charged, fails late with the reason, and is refunded."""
    asked = {**OK, "duration": "7s"}
    made = oxen.post("/queue", json=asked)
    assert made.status_code == 200
    assert "x-callsheet-rule" not in made.headers
    name = made.json()["generations"][0]["generation_id"]
    oxen.wait(15)
    told = oxen.get(f"/queue/{name}")
    assert told.json()["status"] == "failed"
    assert told.json()["error_message"].startswith("Getting model response error: 422 - ")
    assert told.headers["x-callsheet-rule"] == "duration:enum"
    assert told.json()["result_url"] is None


def test_the_create_that_waits_looks_at_once(oxen):
    answer = oxen.post("/videos/generate", json={**OK, "duration": "7s"})
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_params")
    assert "422 - " in answer.json()["error"]["detail"]
    assert answer.headers["x-callsheet-rule"] == "duration:enum"


def finish_later(oxen) -> threading.Thread:
    def move():
        with httpx.Client() as other:
            for _ in range(3000):
                if other.get(f"{oxen.served.control}/state").json()["jobs"]:
                    other.post(f"{oxen.served.control}/clock", json={"advance": 60})
                    return
                threading.Event().wait(0.02)

    thread = threading.Thread(target=move)
    thread.start()
    return thread


@pytest.mark.parametrize("form", ["url", "b64_json"])
def test_the_create_that_waits_answers_at_the_end(oxen, form):
    thread = finish_later(oxen)
    answer = oxen.post("/videos/generate", json={**OK, "response_format": form}).json()
    thread.join()
    (video,) = answer["videos"]
    data = httpx.get(video["url"]).content if form == "url" else base64.b64decode(video["b64_json"])
    assert data[4:8] == b"ftyp"
    assert answer["model"] == OK["model"]


def test_a_create_that_waits_for_a_job_that_fails(oxen):
    thread = finish_later(oxen)
    answer = oxen.post("/videos/generate", json=OK, headers={"X-Callsheet-Fault": "job-fails:no"})
    thread.join()
    assert answer.status_code == 500
    assert answer.json()["error"]["detail"] == "no"


def test_models_that_are_not_there_have_the_other_shape(oxen):
    answer = oxen.post("/queue", json={**OK, "model": "none"})
    assert (answer.status_code, answer.json()) == (404, {"error": {"message": "Model not found: none"}})


def test_what_is_not_there(oxen):
    for call in (oxen.get, oxen.delete):
        answer = call("/queue/nobody")
        assert (answer.status_code, answer.json()["status_message"]) == (404, "resource_not_found")


def test_no_credit_and_no_key(oxen):
    poor = oxen.post("/queue", json=OK, headers={"Authorization": "Bearer k-broke"})
    assert (poor.status_code, poor.json()["error"]["type"]) == (402, "insufficient_credits")
    nobody = oxen.get("/queue", headers={"Authorization": ""})
    assert (nobody.status_code, nobody.json()["error"]["type"]) == (401, "unauthenticated")


def test_cancelling_has_effect_once_and_not_on_what_has_ended(oxen):
    (name,) = enqueue(oxen)
    for _ in range(2):
        assert oxen.delete(f"/queue/{name}").json() == {"status": "success", "generation_id": name}
    assert oxen.get(f"/queue/{name}").json()["status"] == "cancelled"
    (other,) = enqueue(oxen)
    oxen.wait(60)
    oxen.delete(f"/queue/{other}")
    assert oxen.get(f"/queue/{other}").json()["status"] == "succeeded"


def test_only_what_goes_on_is_listed_unless_asked(oxen):
    names = enqueue(oxen, num_generations=2)
    assert oxen.get("/queue").json()["count"] == 2
    oxen.wait(60)
    assert oxen.get("/queue").json() == {"count": 0, "generations": []}
    rows = oxen.get("/queue", params={"status": "succeeded"}).json()["generations"]
    assert {row["generation_id"] for row in rows} == set(names)


def listen(oxen, until: int) -> tuple[list[dict], list[str], threading.Thread, threading.Event]:
    """A listener in a thread: events, comments, and when it is connected."""
    events, comments, ready = [], [], threading.Event()
    url = oxen.served.origins["oxen"] + "/api/events"

    def run():
        sign_in = {"Authorization": "Bearer sk-test"}
        with httpx.stream("GET", url, headers=sign_in, timeout=60) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            name = ""
            for line in answer.iter_lines():
                if line.startswith(":"):
                    comments.append(line)
                    ready.set()
                elif line.startswith("event:"):
                    name = line[6:].strip()
                elif line.startswith("data:"):
                    events.append({"event": name, **json.loads(line[5:])})
                    if len(events) == until:
                        return

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(60)
    return events, comments, thread, ready


def test_events_tell_ends_to_who_listens_and_nobody_else(oxen):
    (before,) = enqueue(oxen)
    oxen.wait(60)
    events, _, thread, _ = listen(oxen, 2)
    (good,) = enqueue(oxen)
    bad = oxen.post("/queue", json=OK, headers={"X-Callsheet-Fault": "job-fails:no"}).json()
    (gone,) = enqueue(oxen)
    oxen.delete(f"/queue/{gone}")
    oxen.wait(60)
    thread.join(60)
    assert events == [
        {"event": "media_generation_completed", "generation_id": good, "status": "succeeded", "media_type": "video",
         "model": OK["model"], "url": events[0]["url"]},
        {"event": "media_generation_completed", "generation_id": bad["generations"][0]["generation_id"],
         "status": "failed", "media_type": "video", "error": "no"},
    ]  # fmt: skip
    assert before not in {event["generation_id"] for event in events}
    assert httpx.get(events[0]["url"]).status_code == 200


def test_the_events_need_a_key(oxen):
    assert httpx.get(oxen.served.origins["oxen"] + "/api/events").status_code == 401


def test_the_catalogue(oxen):
    assert OK["model"] in {row["id"] for row in oxen.get("/models").json()["data"]}
    assert (
        oxen.get("/models/search", params={"search": "reframe"}).json()["data"][0]["id"].endswith("reframe")
    )
    assert oxen.get(f"/models/{OK['model']}").json()["id"] == OK["model"]
    assert oxen.get("/models/none").status_code == 404
