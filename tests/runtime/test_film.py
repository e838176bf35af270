"""How long and how large a film says that it is: beside a demuxer, and with descriptions that lie or never end."""

from __future__ import annotations

import io
import time

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.runtime.film import Film, measured
from callsheet_conformance.gateways import media

CLIP = media.clip(media.Film(width=320, height=180, seconds=5.0))


def of(data: bytes, tmp_path, kind: str = "mp4") -> Film | None:
    path = tmp_path / "film"
    path.write_bytes(data)
    return measured(path, kind)


def encoded(folder, size, frames, format_="mp4", **options) -> bytes:
    path = folder / "made"
    with av.open(str(path), "w", format=format_, options=options) as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(frames):
            frame = av.VideoFrame(*size, "yuv420p")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path.read_bytes()


@pytest.mark.parametrize("format_", ["mp4", "mov"])
@pytest.mark.parametrize(("size", "frames"), [((1280, 720), 24), ((96, 64), 121), ((64, 128), 1)])
def test_says_what_a_demuxer_says(tmp_path, size, frames, format_):
    data = encoded(tmp_path, size, frames, format_)
    with av.open(io.BytesIO(data)) as container:
        length = container.duration / av.time_base
    film = of(data, tmp_path, format_)
    assert (film.width, film.height) == size
    assert film.seconds == pytest.approx(length, abs=0.01)


def test_a_description_before_the_pictures_is_found_too(tmp_path):
    film = of(encoded(tmp_path, (96, 64), 48, movflags="faststart"), tmp_path)
    assert film == Film(seconds=2.0, width=96, height=64)


def test_a_film_in_fragments_has_a_size_and_no_length(tmp_path):
    data = encoded(tmp_path, (96, 64), 48, movflags="frag_keyframe+empty_moov")
    assert of(data, tmp_path) == Film(seconds=None, width=96, height=64)


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def track(handler=b"vide", *, width=640, height=360, ticks=3000, matrix=None, version=0) -> bytes:
    matrix = matrix or (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    wide = 8 if version else 4
    head = bytes([version, 0, 0, 3]) + bytes(wide * 2 + 8) + ticks.to_bytes(wide, "big") + bytes(16)
    numbers = b"".join((each % 2**32).to_bytes(4, "big") for each in matrix)
    tkhd = box(b"tkhd", head, numbers, (width << 16).to_bytes(4, "big"), (height << 16).to_bytes(4, "big"))
    return box(b"trak", tkhd, box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12))))


def mvhd(scale=600, ticks=3000, version=0) -> bytes:
    wide = 8 if version else 4
    head = bytes([version, 0, 0, 0]) + bytes(wide * 2)
    return box(b"mvhd", head, scale.to_bytes(4, "big"), ticks.to_bytes(wide, "big"), bytes(80))


def film(*inside: bytes) -> bytes:
    return box(b"ftyp", b"isom") + box(b"moov", *inside) + box(b"mdat", b"x" * 8)


QUARTER = (0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (film(mvhd(), track()), Film(seconds=5.0, width=640, height=360)),
        (film(mvhd(version=1), track(version=1)), Film(seconds=5.0, width=640, height=360)),
        (film(mvhd(), track(matrix=QUARTER)), Film(seconds=5.0, width=360, height=640)),
        (film(mvhd(), track(b"soun", width=0, height=0, ticks=9000), track()), Film(seconds=5.0, width=640, height=360)),
        (film(mvhd(), track(width=64, height=64, ticks=6), track()), Film(seconds=5.0, width=640, height=360)),
        (film(mvhd(ticks=2**32 - 1), track(ticks=2**32 - 1)), Film(width=640, height=360)),
        (film(mvhd(ticks=1200), track(ticks=2**32 - 1)), Film(seconds=2.0, width=640, height=360)),
        (film(mvhd(scale=0), track()), Film(width=640, height=360)),
        (film(mvhd(), track(width=0)), Film(seconds=5.0)),
        (film(mvhd(scale=1, ticks=2**31), track(ticks=2**31)), Film(width=640, height=360)),
        (
            film(mvhd(ticks=0), track(ticks=0), box(b"mvex", box(b"mehd", bytes(4), (1800).to_bytes(4, "big")))),
            Film(seconds=3.0, width=640, height=360),
        ),
        (film(mvhd(), track(b"soun", width=0, height=0)), None),
        (film(track()), None),
        (film(mvhd()), None),
        (b"", None),
    ],
)  # fmt: skip
def test_reads_what_is_written_there(tmp_path, data, expected):
    assert of(data, tmp_path) == expected


def test_another_format_is_not_measured(tmp_path):
    assert of(CLIP, tmp_path, "webm") is None
    assert measured(tmp_path / "nothing.mp4", "mp4") is None


@pytest.mark.parametrize(
    "data",
    [
        box(b"free") * 50_000 + film(mvhd(), track()),
        film(mvhd(), *[track(b"soun", width=0, height=0)] * 5_000),
        (b"\0\0\0\1moov" + (2**63).to_bytes(8, "big")) + bytes(64),
        (b"\0\0\0\0moov") * 5_000,
    ],
    ids=["boxes without end", "tracks without end", "longer than all files", "all to the end"],
)
def test_gives_up_soon(tmp_path, data):
    began = time.process_time()
    assert of(data, tmp_path) is None
    assert time.process_time() - began < 10, "growth is told, not a busy machine"


@settings(max_examples=300)
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(CLIP) - 1), st.integers(0, 255)), max_size=6),
    end=st.integers(0, len(CLIP)),
)
def test_damage_never_raises_and_never_makes_a_monster(tmp_path_factory, cuts, end):
    data = bytearray(CLIP)
    moov = CLIP.index(b"moov")
    for at, value in cuts:
        data[(moov + at % 700) % len(data)] = value
    film_ = of(bytes(data[:end]), tmp_path_factory.getbasetemp())
    if film_ is not None:
        assert film_.seconds is None or 0 < film_.seconds < 10**6
        assert film_.width is None or 0 < film_.width < 2**16
