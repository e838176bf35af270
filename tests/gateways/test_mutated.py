"""A mutated gateway behaves as it was changed, and as before once it is restored."""

from __future__ import annotations

import pytest

GOOD = {"prompt": "x"}


@pytest.fixture
def mutated(toy):
    def change(text: str):
        assert toy.control("mutations", provider="toy", mutation=text)["mutations"] == [["toy", text]]
        return toy

    change.toy = toy
    yield change
    assert toy.http.delete(f"{toy.served.control}/mutations").json()["mutations"] == []


def send(toy, **request):
    return toy.post("/jobs", json={"model": "toy-1", "input": {**GOOD, **request}})


@pytest.mark.parametrize(
    ("mutation", "request_", "before", "after"),
    [
        ("drop-rule:toy-1:hdr-not-360p", {"hdr": True}, 422, 201),
        ('add-rule:toy-1:{"in": ["size", ["540p"]]}', {"size": "540p"}, 201, 422),
        ("add-value:toy-1:size:720p", {"size": "720p"}, 422, 201),
        ("remove-value:toy-1:size:540p", {"size": "540p"}, 201, 422),
        ("drop-limit:toy-1:prompt:max_length", {"prompt": "0123456789"}, 422, 201),
        ("set-limit:toy-1:prompt:max_length:10", {"prompt": "0123456789"}, 422, 201),
        ("set-limit:toy-1:prompt:max_length:3", {"prompt": "0123"}, 201, 422),
        ("set-limit:toy-1:hdr:type:string", {"hdr": "yes", "size": "540p"}, 422, 201),
        ("set-limit:toy-1:size:required:true", {}, 201, 422),
        ("set-default:toy-1:size:540p", {"hdr": True}, 422, 201),
        ("unknown-keys:toy-1:refused", {"odd": 1}, 201, 422),
    ],
)
def test_what_was_refused_is_accepted_and_the_other_way_round(mutated, mutation, request_, before, after):
    toy = mutated.toy
    assert send(toy, **request_).status_code == before
    mutated(mutation)
    assert send(toy, **request_).status_code == after
    toy.http.delete(f"{toy.served.control}/mutations")
    assert send(toy, **request_).status_code == before


@pytest.mark.parametrize(
    ("mutation", "price"),
    [
        ("scale-price:toy-1:2", "0.20"),
        ("set-price:toy-1:0:0.11", "0.11"),
        ("set-default:toy-1:size:540p", "0.25"),
    ],
)
def test_another_price_is_charged(toy, mutated, mutation, price):
    mutated(mutation)
    send(toy)
    assert toy.log()[0]["price"] == price


def test_a_word_is_misspelled(toy, mutated):
    mutated("set-status:done:doen")
    name = send(toy).json()["data"]["id"]
    toy.wait(60)
    assert toy.get(f"/jobs/{name}").json()["data"]["state"] == "doen"


def test_a_breach_is_found_late(toy, mutated):
    mutated("late:toy-1:hdr-not-360p")
    made = send(toy, hdr=True)
    assert (made.status_code, made.headers.get("x-callsheet-rule")) == (201, None)
    toy.wait(15)
    told = toy.get(f"/jobs/{made.json()['data']['id']}")
    assert (told.json()["data"]["state"], told.headers["x-callsheet-rule"]) == ("broken", "hdr-not-360p")
    assert send(toy, size="9p").status_code == 422, "only that breach is late"


def test_mutations_add_up_until_they_are_taken_back(toy):
    for text in ("drop-rule:toy-1:hdr-not-360p", "set-status:done:doen"):
        toy.control("mutations", provider="toy", mutation=text)
    assert len(toy.control("mutations")["mutations"]) == 2
    assert send(toy, hdr=True).status_code == 201
    toy.http.delete(f"{toy.served.control}/mutations")
    assert send(toy, hdr=True).status_code == 422
