"""Real, playable, small MP4 files of the asked size and length."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av import VideoFrame


FRAMES_PER_SECOND = 4
LARGEST = 4096
LONGEST = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What a result must look like: ``Film(width=1280, height=720, seconds=5)``."""

    width: int
    height: int
    seconds: float


@lru_cache(maxsize=64)
def clip(film: Film) -> bytes:
    """H.264 in MP4, a still with a stripe that moves: some kilobytes, made in a fraction of a second."""
    import av  # noqa: PLC0415 - the start needs none of it

    width, height = _even(film.width), _even(film.height)
    frames = max(1, round(min(film.seconds, LONGEST) * FRAMES_PER_SECOND))
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "35", "threads": "1"}
        for number in range(frames):
            container.mux(stream.encode(_frame(width, height, number, frames)))
        container.mux(stream.encode(None))
    return out.getvalue()


def _even(pixels: int) -> int:
    """4:2:0 has half as many colour samples as pixels, so sides are even."""
    return min(LARGEST, max(16, pixels - pixels % 2))


def _frame(width: int, height: int, number: int, frames: int) -> VideoFrame:
    from av import VideoFrame  # noqa: PLC0415 - as above

    frame = VideoFrame(width, height, "yuv420p")
    for plane, level in zip(frame.planes, (64, 118, 140), strict=True):
        rows = bytearray(bytes([level]) * plane.buffer_size)
        if level == 64:
            row = height * number // frames * plane.line_size
            rows[row : row + plane.line_size] = bytes([200]) * plane.line_size
        plane.update(bytes(rows))
    frame.pts = number
    return frame
