"""The films are parsed with a demuxer and decoded frame by frame, not by looking at their first bytes."""

from __future__ import annotations

import io

import av
import pytest

from callsheet_conformance.gateways.film import film_of
from callsheet_conformance.gateways.media import Film, clip


@pytest.mark.parametrize(
    ("width", "height", "seconds"),
    [(960, 540, 5.0), (1280, 720, 10.0), (720, 1280, 5.0), (1260, 540, 9.0), (64, 64, 0.25)],
)
def test_a_film_decodes_and_is_as_asked(width, height, seconds):
    data = clip(Film(width=width, height=height, seconds=seconds))
    with av.open(io.BytesIO(data)) as container:
        video = container.streams.video[0]
        frames = [(frame.width, frame.height) for frame in container.decode(video=0)]
        length = container.duration / av.time_base
    assert video.codec_context.name == "h264"
    assert set(frames) == {(width, height)}
    assert length == pytest.approx(seconds, abs=0.26)
    assert data[4:8] == b"ftyp"
    assert len(data) < 200_000


def test_odd_sizes_become_even_and_endless_films_end():
    data = clip(Film(width=607, height=1, seconds=9999))
    with av.open(io.BytesIO(data)) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (606, 16)
        assert container.duration / av.time_base <= 61


def test_the_same_film_is_made_once():
    film = Film(width=128, height=64, seconds=1.0)
    assert clip(film) is clip(Film(width=128, height=64, seconds=1.0))


MODEL = {
    "id": "toy-1",
    "parameters": [
        {"path": "resolution", "default": "720p"},
        {"path": "params", "members": [{"path": "params.duration", "default": 9}]},
    ],
}


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({}, (1280, 720, 9.0)),
        ({"resolution": "540p", "aspect_ratio": "9:16"}, (540, 960, 9.0)),
        ({"params": {"duration": 5}, "aspectRatio": "1:1"}, (720, 720, 5.0)),
        ({"resolution": "4k", "duration": "10s"}, (3840, 2160, 10.0)),
        ({"prompt": "1080p at 2:1 for 30s", "resolution": "540p"}, (960, 540, 9.0)),
        ({"aspect_ratio": "16:0", "duration": "0s"}, (1280, 720, 9.0)),
    ],
)
def test_a_film_is_as_the_request_says(request_, expected):
    film = film_of(MODEL, request_)
    assert (film.width, film.height, film.seconds) == expected


def test_a_size_may_stand_in_the_name_of_the_model():
    film = film_of({"id": "toy-flash-540p", "parameters": []}, {"prompt": "x"})
    assert (film.width, film.height, film.seconds) == (960, 540, 5.0)
