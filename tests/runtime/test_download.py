"""Broken downloads over real sockets: each is refused or gone on with, and no false file ever appears."""

from __future__ import annotations

import asyncio
import gzip
import json

import httpx
import pytest
from films import BODY, FILM, HTML
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime import errors
from callsheet.runtime.context import Limits

pytestmark = pytest.mark.usefixtures("no_waiting")


class Store:
    """GMI's poll beside a file server; ``serve`` answers for the file, with the number of the request."""

    def __init__(self, serve, *, host=""):
        self.serve, self.host, self.minted, self.files = serve, host, 0, []

    def __call__(self, asked):
        if asked.path.startswith("/files/"):
            self.files.append(asked)
            return self.serve(len(self.files), asked)
        self.minted += 1
        url = f"{self.host}/files/{self.minted}.mp4?sig=s3cret"
        return response(
            200, json.dumps({"request_id": "r", "status": "success", "outcome": {"video_url": url}}).encode()
        )


@pytest.fixture(params=["blocking", "awaiting"])
def save(request, transports, tmp_path):
    """Save what a store serves, in either shell."""

    def run(serve, path="film.mp4", **options):
        store = Store(serve)
        with RawServer(store) as server:
            store.host = server.url
            limits = Limits(attempts=2, call=20.0)
            if request.param == "blocking":
                with small_client(transports["gmicloud"], server.url, limits=limits) as client:
                    return store, client.resume("r").wait().save(tmp_path / path, **options)

            async def go():
                async with small_client(
                    transports["gmicloud"], server.url, limits=limits, asynchronous=True
                ) as client:
                    result = await client.resume("r").wait()
                    return await result.save(tmp_path / path, **options)

            return store, asyncio.run(go())

    return run


def endless():
    yield response(200, FILM, length=-1)
    for _ in range(10_000):
        yield BODY


def nothing_there(folder):
    return [path.name for path in folder.iterdir() if not path.name.startswith(".")] == []


def ranged(asked, body=FILM, **more):
    """What a good server answers to a range."""
    begin = int(asked.headers["range"][6:-1])
    fields = [("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}"), *more.get("fields", [])]
    return response(206, body[begin:], *fields)


EIGHT = {
    "short content length": lambda n, a: response(200, FILM[:5000], length=len(FILM)),
    "close-delimited and cut": lambda n, a: response(200, FILM[:5000], length=-1),
    "http 1.0 and cut": lambda n, a: b"HTTP/1.0 200 OK\r\n\r\n" + FILM[:5000],
    "chunk terminator missing": lambda n, a: (
        response(200, b"", ("Transfer-Encoding", "chunked"), length=-1) + b"1388\r\n" + FILM[:5000] + b"\r\n"
    ),
    "gzip stream cut": lambda n, a: response(200, gzip.compress(FILM)[:-40], ("Content-Encoding", "gzip")),
    "html with 200": lambda n, a: response(200, HTML, ("Content-Type", "video/mp4")),
    "206 to an unranged get": lambda n, a: response(
        206, FILM[9:], ("Content-Range", f"bytes 9-{len(FILM) - 1}/{len(FILM)}")
    ),
    "empty 200": lambda n, a: response(200, b""),
}


@pytest.mark.parametrize("kind", EIGHT)
def test_eight_broken_downloads_are_refused(save, tmp_path, kind):
    with pytest.raises(errors.DownloadError) as caught:
        save(EIGHT[kind])
    assert nothing_there(tmp_path)
    assert caught.value.facts.job_id == "r"
    assert "do not submit again" in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("kind", EIGHT)
def test_eight_broken_downloads_are_gone_on_with(save, kind):
    """The first answer is broken, the next ones are not."""

    def serve(number, asked):
        if number == 1:
            return EIGHT[kind](number, asked)
        return ranged(asked) if "range" in asked.headers else response(200, FILM)

    store, path = save(serve)
    assert path.read_bytes() == FILM
    resumed = [asked for asked in store.files[1:] if "range" in asked.headers]
    # nothing can be gone on with where the first answer told no length, or was no film
    assert bool(resumed) == (kind == "short content length")


@pytest.mark.parametrize(
    "serve",
    [
        lambda n, a: response(200, FILM),
        lambda n, a: response(200, FILM, length=-1),
        lambda n, a: response(200, gzip.compress(FILM), ("Content-Encoding", "gzip")),
        lambda n, a: b"HTTP/1.0 200 OK\r\n\r\n" + FILM,
    ],
)
def test_whole_files_are_taken(save, tmp_path, serve):
    _, path = save(serve)
    assert path.read_bytes() == FILM
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(lambda a: response(200, FILM), id="the range is not honoured"),
        pytest.param(
            lambda a: response(206, FILM[7:], ("Content-Range", f"bytes 7-{len(FILM) - 1}/{len(FILM)}")),
            id="another offset",
        ),
        pytest.param(lambda a: ranged(a, fields=[("ETag", '"v2"')]), id="another version"),
        pytest.param(lambda a: ranged(a, FILM + b"x"), id="another length"),
        pytest.param(lambda a: response(416, b"", ("Content-Range", f"bytes */{len(FILM)}")), id="416"),
        pytest.param(lambda a: response(206, FILM[7:]), id="no Content-Range"),
    ],
)
def test_a_part_that_does_not_fit_is_begun_anew(save, second):
    def serve(number, asked):
        if number == 1:
            return response(200, FILM[:5000], ("ETag", '"v1"'), length=len(FILM))
        if number == 2 and "range" in asked.headers:
            return second(asked)
        return response(200, FILM)

    store, path = save(serve)
    assert path.read_bytes() == FILM
    assert [asked.headers.get("if-range") for asked in store.files[:2]] == [None, '"v1"']


def test_a_film_in_fragments_that_is_shorter_than_was_said(transports, tmp_path):
    """Cut between two fragments it looks whole, and not every transport counts."""
    fragments = FILM[:40] + b"\0\0\0\x08moof" + b"\0\0\0\x0cmdatabcd"
    done = {"request_id": "r", "status": "success", "outcome": {"video_url": "https://files.example/f"}}

    def answer(request):
        if request.url.path != "/f":
            return httpx.Response(200, json=done)
        return httpx.Response(200, content=fragments, headers={"Content-Length": str(len(fragments) + 20)})

    http = httpx.Client(transport=httpx.MockTransport(answer))
    client = small_client(
        transports["gmicloud"], "https://gateway.example", http=http, limits=Limits(attempts=1)
    )
    with pytest.raises(errors.DownloadIncomplete, match=r"\d+ of \d+ bytes"):
        client.resume("r").wait().save(tmp_path / "film.mp4")
    assert nothing_there(tmp_path)


def test_an_expired_address_is_renewed(save):
    store, path = save(lambda n, a: response(403) if a.path.startswith("/files/1") else response(200, FILM))
    assert path.read_bytes() == FILM
    assert [asked.path.partition("?")[0] for asked in store.files] == ["/files/1.mp4", "/files/2.mp4"]


def test_another_process_goes_on(save, tmp_path):
    with pytest.raises(errors.DownloadIncomplete):
        save(lambda n, a: response(200, FILM[:5000], length=len(FILM)) if n == 1 else response(503))
    assert (tmp_path / ".film.mp4.part").stat().st_size == 5000
    store, path = save(lambda n, a: ranged(a))
    assert store.files[0].headers["range"] == "bytes=5000-"
    assert path.read_bytes() == FILM


def test_another_job_does_not_go_on_with_it(transports, tmp_path):
    """Into the same file: what is there is of a film that only looks alike."""
    other = FILM.replace(b"M" * 8, b"N" * 8)

    def answer(asked):
        if asked.path.startswith("/files/"):
            whole = FILM if asked.path.endswith("one") else other
            cut = asked.path.endswith("one") or "range" in asked.headers
            return response(200, whole[:5000] if cut else whole, ("ETag", '"v1"'), length=len(whole))
        name = asked.path.rpartition("/")[2]
        done = {
            "request_id": name,
            "status": "success",
            "outcome": {"video_url": f"{server.url}/files/{name}"},
        }
        return response(200, json.dumps(done).encode())

    with (
        RawServer(answer) as server,
        small_client(transports["gmicloud"], server.url, limits=Limits(attempts=1)) as client,
    ):
        with pytest.raises(errors.DownloadIncomplete):
            client.resume("one").wait().save(tmp_path / "film.mp4")
        client.resume("two").wait().save(tmp_path / "film.mp4")
    assert (tmp_path / "film.mp4").read_bytes() == other
    assert "range" not in next(a for a in server.asked if a.path == "/files/two").headers


def test_too_large_and_endless_bodies_are_refused(save, tmp_path):
    with pytest.raises(errors.TooLarge):
        save(lambda n, a: response(200, FILM), max_bytes=1000)
    with pytest.raises(errors.TooLarge):
        save(lambda n, a: endless(), max_bytes=10**6)
    bomb = gzip.compress(FILM + b"\0" * 10**7)
    with pytest.raises(errors.TooLarge):
        save(lambda n, a: response(200, bomb, ("Content-Encoding", "gzip")), max_bytes=10**6)
    assert nothing_there(tmp_path)


def test_names_are_ours(save, tmp_path):
    _, path = save(
        lambda n, a: response(200, FILM, ("Content-Disposition", 'attachment; filename="../../x"')), path=""
    )
    assert path == tmp_path / "gmicloud-r.mp4"


def test_an_existing_file_is_kept(save, tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"mine")
    with pytest.raises(errors.NotSaved, match="overwrite"):
        save(lambda n, a: response(200, FILM))
    assert (tmp_path / "film.mp4").read_bytes() == b"mine"
    _, path = save(lambda n, a: response(200, FILM), overwrite=True)
    assert path.read_bytes() == FILM


def test_a_file_system_without_hard_links(save, monkeypatch, tmp_path):
    def link(*_):
        raise PermissionError("no links here")

    monkeypatch.setattr("os.link", link)
    _, path = save(lambda n, a: response(200, FILM))
    assert path.read_bytes() == FILM
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_link_in_the_place_of_the_part_file_is_not_followed(save, tmp_path):
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / ".film.mp4.part").symlink_to(tmp_path / "victim")
    with pytest.raises(errors.NotSaved):
        save(lambda n, a: response(200, FILM))
    assert (tmp_path / "victim").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "place",
    [
        "http://10.0.0.1/x",
        "file:///etc/passwd",
        "http://169.254.169.254/",
        "https://u:p@files.example/x",
        "",
        "http://[bad",
    ],
)
def test_redirects_are_judged_like_first_addresses(save, tmp_path, place):
    with pytest.raises(errors.UnsafeAddress):
        save(lambda n, a: response(302, b"", ("Location", place)))
    assert nothing_there(tmp_path)


def test_redirects_end(save):
    with pytest.raises(errors.UnsafeAddress, match="more than 5"):
        save(lambda n, a: response(302, b"", ("Location", "/files/9.mp4")))
