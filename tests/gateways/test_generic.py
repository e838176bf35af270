"""A provider that no file of ours knows is served from its transport alone."""

from __future__ import annotations

from decimal import Decimal

import httpx
import pytest

OK = {"model": "toy-1", "input": {"prompt": "x"}}


def test_a_job_goes_through_the_words_in_order_and_ends_with_a_film(toy):
    made = toy.post("/jobs", json=OK)
    assert made.status_code == 201
    assert made.json()["data"]["state"] == "waiting"
    path, seen = f"/jobs/{made.json()['data']['id']}", []
    for _ in range(5):
        seen.append(toy.get(path).json()["data"]["state"])
        toy.wait(20)
    assert seen == ["waiting", "waiting", "cooking", "done", "done"]
    data = toy.get(path).json()["data"]
    assert data["input"] == {"model": "toy-1", "prompt": "x"}
    film = httpx.get(data["files"][0]["url"])
    assert (film.status_code, film.headers["content-type"]) == (200, "video/mp4")


@pytest.mark.parametrize(
    ("body", "rule", "status"),
    [
        ({"model": "toy-1", "input": {}}, "prompt:required", 422),
        ({"model": "toy-1", "input": {"prompt": 5}}, "prompt:type", 422),
        ({"model": "toy-1", "input": {"prompt": "0123456789"}}, "prompt:length", 422),
        ({"model": "toy-1", "input": {"prompt": "x", "size": "9p"}}, "size:enum", 422),
        ({"model": "toy-1", "input": {"prompt": "x", "hdr": True}}, "hdr-not-360p", 422),
        ({"input": {"prompt": "x"}}, "model:required", 422),
        ({"model": "toy-1"}, "input:required", 422),
        ({"model": "toy-1", "input": [1]}, "input:type", 422),
        ({"model": "toy-9", "input": {"prompt": "x"}}, None, 404),
    ],
)
def test_a_refusal_has_the_envelope_and_names_its_rule_in_the_header(toy, body, rule, status):
    answer = toy.post("/jobs", json=body)
    problem = answer.json()["problem"]
    assert answer.status_code == status
    assert answer.headers.get("x-callsheet-rule") == rule
    assert problem["code"] == str(status)
    assert problem["text"]
    assert problem["request"]
    assert toy.control("state")["jobs"] == 0


def test_a_refused_request_costs_nothing_and_an_accepted_one_its_price(toy):
    toy.post("/jobs", json={"model": "toy-1", "input": {"prompt": "x", "hdr": True}})
    toy.post("/jobs", json={"model": "toy-1", "input": {"prompt": "x", "size": "540p"}})
    accepted, refused = toy.log()[:2]
    assert (accepted["price"], accepted["status"]) == ("0.25", 201)
    assert (refused["price"], refused["rule"]) == (None, "hdr-not-360p")


def balance(toy, key: str = "sk-toy") -> Decimal:
    del key
    return Decimal(toy.control("accounts")["rows"][0]["balance"])


def test_charged_at_the_create_refunded_at_failure_and_at_cancel(toy):
    toy.post("/jobs", json=OK)
    assert balance(toy) == Decimal("999999.90")
    toy.post("/jobs", json=OK, headers={"X-Callsheet-Fault": "job-fails:moderated"})
    assert balance(toy) == Decimal("999999.80")
    toy.wait(60)
    assert balance(toy) == Decimal("999999.90")
    name = toy.post("/jobs", json=OK).json()["data"]["id"]
    assert toy.delete(f"/jobs/{name}").json()["data"]["state"] == "stopped"
    assert balance(toy) == Decimal("999999.90")
    toy.delete(f"/jobs/{name}")
    toy.wait(60)
    assert balance(toy) == Decimal("999999.90"), "a second cancel must not pay a second time"


def test_a_finished_job_is_not_cancelled(toy):
    name = toy.post("/jobs", json=OK).json()["data"]["id"]
    toy.wait(60)
    assert toy.delete(f"/jobs/{name}").json()["data"]["state"] == "done"


def test_an_account_without_credit_gets_the_documented_code(toy):
    answer = toy.post("/jobs", json=OK, headers={"Authorization": "Bearer sk-broke"})
    assert answer.status_code == 403, "documented goes before inferred in the table of causes"
    toy.control("accounts", provider="toy", key="sk-rich", balance="0.10")
    rich = {"Authorization": "Bearer sk-rich"}
    assert toy.post("/jobs", json=OK, headers=rich).status_code == 201
    assert toy.post("/jobs", json=OK, headers=rich).status_code == 403


@pytest.mark.parametrize(
    ("sign_in", "status"),
    [({"Authorization": ""}, 401), ({"Authorization": "Basic a2V5"}, 401), ({"Authorization": "Bearer"}, 401),
     ({"Authorization": "Bearer sk-unknown"}, 401), ({"Authorization": "Bearer sk-inactive"}, 403)],
)  # fmt: skip
def test_keys_that_may_not(toy, sign_in, status):
    assert toy.get("/jobs", headers=sign_in).status_code == status


def test_a_need_that_the_account_does_not_meet(toy):
    body = {"model": "toy-1", "input": {"prompt": "x", "hdr": True, "size": "540p"}}
    assert toy.post("/jobs", json=body).status_code == 201
    answer = toy.post("/jobs", json=body, headers={"Authorization": "Bearer sk-plain"})
    assert (answer.status_code, answer.headers["x-callsheet-rule"]) == (403, "need:hdr-access")


def test_jobs_of_others_are_not_found(toy):
    name = toy.post("/jobs", json=OK).json()["data"]["id"]
    other = {"Authorization": "Bearer someone-else"}
    assert toy.get(f"/jobs/{name}", headers=other).status_code == 404
    assert toy.delete(f"/jobs/{name}", headers=other).status_code == 404
    assert toy.get("/jobs", headers=other).json()["jobs"] == []


def test_the_listing_pages_through_everything_once(toy):
    made = [toy.post("/jobs", json=OK).json()["data"]["id"] for _ in range(7)]
    seen, after = [], ""
    while True:
        page = toy.get("/jobs", params={"n": 3, **({"after": after} if after else {})}).json()
        seen += [row["id"] for row in page["jobs"]]
        after = page.get("next", "")
        if not after:
            break
    assert seen == made[::-1]
    assert toy.get("/jobs", params={"status": "done"}).json()["jobs"] == []
    for bad in ({"n": "0"}, {"n": "101"}, {"n": "x"}, {"after": "nobody"}):
        assert toy.get("/jobs", params=bad).status_code == 422


def test_paths_and_methods_that_are_not_offered(toy):
    assert toy.get("/nothing").status_code == 404
    wrong = toy.put("/jobs", json={})
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, POST")
    assert wrong.json()["problem"]["text"]


def test_the_gateway_is_below_the_common_port_too(toy):
    url = toy.served.prefixed["toy"]
    assert url.endswith("/toy/api")
    assert toy.http.get(f"{url}/jobs").status_code == 200
