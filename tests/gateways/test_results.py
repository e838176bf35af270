"""URLs of results: they expire, are signed, and serve ranges; uploaded files are kept a while."""

from __future__ import annotations

import hashlib

import httpx
import pytest


@pytest.fixture
def made(toy):
    name = toy.post("/jobs", json={"model": "toy-1", "input": {"prompt": "x"}}).json()["data"]["id"]
    toy.wait(60)
    return toy, name, url_of(toy, name)


def url_of(toy, name: str) -> str:
    return toy.get(f"/jobs/{name}").json()["data"]["files"][0]["url"]


def test_a_url_works_without_a_key_until_it_expires_and_a_poll_mints_a_fresh_one(made):
    toy, name, url = made
    assert httpx.get(url).headers["content-type"] == "video/mp4"
    toy.wait(599)
    assert httpx.get(url).status_code == 200
    toy.wait(2)
    assert httpx.get(url).status_code == 403
    assert httpx.get(url_of(toy, name)).status_code == 200


def test_files_are_gone_when_they_are_no_longer_kept(made):
    toy, name, _ = made
    toy.wait(86400 + 1)
    assert httpx.get(url_of(toy, name)).status_code == 404


@pytest.mark.parametrize(
    "spoil",
    [
        lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"),
        lambda url: url.replace("expires=", "expires=9"),
        lambda url: url.partition("?")[0],
        lambda url: url.replace("expires=", "expires=²"),
        lambda url: url + "%ff",
    ],
)
def test_a_url_that_was_tampered_with_is_denied(made, spoil):
    assert httpx.get(spoil(made[2])).status_code == 403


def test_results_come_from_another_origin_than_the_api(made):
    toy, _, url = made
    assert not url.startswith(toy.served.origins["toy"])


def test_a_credential_that_strays_to_a_result_is_noted(made):
    toy, _, url = made
    httpx.get(url)
    assert toy.log()[0]["stray_credential"] is False
    toy.http.get(url)
    assert toy.log()[0]["stray_credential"] is True


def test_ranges_add_up_to_the_whole(made):
    url = made[2]
    whole = httpx.get(url)
    first = httpx.get(url, headers={"Range": "bytes=0-99"})
    rest = httpx.get(url, headers={"Range": "bytes=100-", "If-Range": whole.headers["etag"]})
    last = httpx.get(url, headers={"Range": "bytes=-7"})
    assert (first.status_code, rest.status_code, last.status_code) == (206, 206, 206)
    assert first.headers["content-range"] == f"bytes 0-99/{len(whole.content)}"
    assert first.content + rest.content == whole.content
    assert last.content == whole.content[-7:]
    assert whole.headers["etag"] == f'"{hashlib.sha256(whole.content).hexdigest()[:32]}"'


@pytest.mark.parametrize(("asked", "status"), [("bytes=999999999-", 416), ("bytes=5-2", 416), ("lines=1-2", 416),
                                               ("bytes=-0", 416), ("bytes=-", 416)])  # fmt: skip
def test_ranges_that_cannot_be_served_are_refused(made, asked, status):
    assert httpx.get(made[2], headers={"Range": asked}).status_code == status


def test_another_etag_gives_the_whole_file(made):
    answer = httpx.get(made[2], headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert answer.status_code == 200
    assert len(answer.content) > 10


def test_files_cannot_be_written_or_guessed(made):
    toy, _, url = made
    assert httpx.put(url, content=b"x").status_code == 405
    assert httpx.get(f"{toy.served.control}/files/none.mp4?expires=1&signature=0").status_code == 404
