"""How long a film is and how large, by its own description: ISO base media (MP4, MOV), a few reads, nothing decoded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MOST_BOXES = 4096
"""A film has some dozens; one that nests or repeats them without end is given up on."""
_LONGEST = 10**6
"""Seconds that are taken for a length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """As it is shown, turned upright. None where the file does not say."""

    seconds: float | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    """Where its content begins."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Track:
    """``ticks``: its length in the film's units."""

    ticks: int | None
    width: int
    height: int


def measured(path: Path, kind: str) -> Film | None:
    """None for a file of another format, and for one whose description cannot be read. Raises nothing."""
    if kind not in ("mp4", "mov"):
        return None
    try:
        with path.open("rb") as file:
            return _Reader(file).film()
    except (OSError, EOFError):
        return None


class _Reader:
    """Walks boxes by their lengths, never past the box around them, and at most so many. EOFError where it gives up."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._whole = _Box(b"", 0, os.fstat(file.fileno()).st_size)
        self._left = _MOST_BOXES

    def film(self) -> Film:
        moov = self._only(self._whole, b"moov")
        scale, ticks = self._length(self._only(moov, b"mvhd"))
        tracks = [track for box in self._inside(moov, b"trak") if (track := self._track(box))]
        # a cover picture or a strip of thumbnails may be a track of pictures too
        main = max(tracks, key=lambda each: each.width * each.height, default=None)
        if main is None:
            raise EOFError
        known = next((each for each in (main.ticks, ticks, self._fragments(moov)) if each), None)
        seconds = known / scale if known and scale else None
        sized = main.width and main.height
        return Film(
            seconds=seconds if seconds is not None and seconds < _LONGEST else None,
            width=main.width if sized else None,
            height=main.height if sized else None,
        )

    def _inside(self, around: _Box, kind: bytes) -> Iterator[_Box]:
        at = around.start
        while at + 8 <= around.end:
            self._left -= 1
            if self._left < 0:
                raise EOFError
            head = self._bytes(at, min(16, around.end - at))
            length, name, body = int.from_bytes(head[:4], "big"), head[4:8], at + 8
            if length == 1 and len(head) == 16:
                length, body = int.from_bytes(head[8:], "big"), at + 16
            end = around.end if length == 0 else at + length
            if not body <= end <= around.end:
                return
            if name == kind:
                yield _Box(name, body, end)
            at = end

    def _only(self, around: _Box, kind: bytes) -> _Box:
        for box in self._inside(around, kind):
            return box
        raise EOFError

    def _bytes(self, at: int, count: int) -> bytes:
        self._file.seek(at)
        found = self._file.read(count)
        if len(found) < count:
            raise EOFError
        return found

    def _fields(self, box: _Box, count: int) -> bytes:
        """The first bytes of its content, as many as it must have."""
        if box.end - box.start < count:
            raise EOFError
        return self._bytes(box.start, count)

    def _version(self, box: _Box) -> int:
        return self._fields(box, 1)[0]

    def _length(self, mvhd: _Box) -> tuple[int, int | None]:
        """Units a second, and the film's length in them."""
        if self._version(mvhd) == 1:
            head = self._fields(mvhd, 32)
            return int.from_bytes(head[20:24], "big"), _known(head[24:32])
        head = self._fields(mvhd, 20)
        return int.from_bytes(head[12:16], "big"), _known(head[16:20])

    def _track(self, trak: _Box) -> _Track | None:
        """None for sound, text and what else is not pictures."""
        handler = self._only(self._only(trak, b"mdia"), b"hdlr")
        if self._fields(handler, 12)[8:12] != b"vide":
            return None
        tkhd = self._only(trak, b"tkhd")
        wide = self._version(tkhd) == 1
        head = self._fields(tkhd, 96 if wide else 84)
        ticks = _known(head[28:36] if wide else head[20:24])
        matrix, size = head[-44:-8], head[-8:]
        width, height = (int.from_bytes(side, "big") >> 16 for side in (size[:4], size[4:]))
        if _is_turned(matrix):
            width, height = height, width
        return _Track(ticks=ticks, width=width, height=height)

    def _fragments(self, moov: _Box) -> int | None:
        """The length of a film in fragments, where its description has it."""
        for mvex in self._inside(moov, b"mvex"):
            for mehd in self._inside(mvex, b"mehd"):
                wide = self._version(mehd) == 1
                return _known(self._fields(mehd, 12 if wide else 8)[4:])
        return None


def _known(field: bytes) -> int | None:
    """All ones stands for unknown."""
    value = int.from_bytes(field, "big")
    return None if field == b"\xff" * len(field) else value


def _is_turned(matrix: bytes) -> bool:
    """By a quarter: what the columns were are the rows."""
    a, b, c, d = (int.from_bytes(matrix[at : at + 4], "big", signed=True) for at in (0, 4, 12, 16))
    return a == d == 0 and b != 0 and c != 0
