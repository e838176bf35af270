"""What a file is, by its first bytes, and whether it is all there, by its own structure."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

Wholeness: TypeAlias = Literal["whole", "cut", "unsure"]

SNIFFED = 64
"""Bytes that ``sniff`` wants to see."""

_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})

_SIGNATURES: tuple[tuple[str, int, bytes], ...] = (
    ("webm", 0, b"\x1aE\xdf\xa3"),
    ("png", 0, b"\x89PNG\r\n\x1a\n"),
    ("jpeg", 0, b"\xff\xd8\xff"),
    ("gif", 0, b"GIF8"),
    ("webp", 8, b"WEBP"),
    ("wav", 8, b"WAVE"),
    ("exr", 0, b"v/1\x01"),
    ("mp3", 0, b"ID3"),
    ("zip", 0, b"PK\x03\x04"),
)


def sniff(start: bytes) -> str:
    """``mp4``, ``mov``, ``webm``, ``png`` …, or an empty string."""
    if start[4:8] == b"ftyp":
        return "mov" if start[8:12] == b"qt  " else "mp4"
    if start[4:8] in _QUICKTIME:
        return "mov"
    return next((name for name, at, mark in _SIGNATURES if start[at : at + len(mark)] == mark), "")


def wholeness(path: Path, kind: str) -> Wholeness:
    """Whether the file ends where its format says that it ends."""
    check = _CHECKS.get(kind)
    if check is None:
        return "unsure"
    with path.open("rb") as file:
        return check(file, os.fstat(file.fileno()).st_size)


def _boxes(file: BinaryIO, size: int) -> Wholeness:
    """ISO base media: boxes cover the file exactly; the film's description and its data are among them.

    A film in fragments may be cut between two of them: only an index at its end tells that it has all.
    """
    at, kinds = 0, set[bytes]()
    while at < size:
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return "cut"
        length = int.from_bytes(head[:4], "big")
        kinds.add(head[4:8])
        if length == 0:
            break
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length < 8 or at + length > size:
            return "cut"
        at += length
    if not {b"moov", b"mdat"} <= kinds:
        return "cut"
    return "unsure" if b"moof" in kinds and b"mfra" not in kinds else "whole"


def _riff(file: BinaryIO, size: int) -> Wholeness:
    file.seek(4)
    length = int.from_bytes(file.read(4), "little") + 8
    return "whole" if length <= size else "cut"


def _ends_with(mark: bytes) -> Callable[[BinaryIO, int], Wholeness]:
    def check(file: BinaryIO, size: int) -> Wholeness:
        file.seek(max(0, size - 64))
        return "whole" if file.read().rstrip(b"\0\r\n").endswith(mark) else "cut"

    return check


def _ebml(file: BinaryIO, size: int) -> Wholeness:
    """Matroska: the header, then one segment whose length may be left open."""
    file.seek(4)
    header = _vint(file)
    if header is None:
        return "cut"
    file.seek(file.tell() + header)
    if file.read(4) != b"\x18S\x80g":
        return "cut"
    segment = _vint(file)
    if segment is None:
        return "unsure"
    return "whole" if file.tell() + segment <= size else "cut"


def _vint(file: BinaryIO) -> int | None:
    """A length in EBML's variable notation; None where it is cut off or left open."""
    first = file.read(1)
    if not first or not first[0]:
        return None
    more = 8 - first[0].bit_length()
    rest = file.read(more)
    value = int.from_bytes(bytes([first[0] & (0x7F >> more)]) + rest, "big")
    open_end = value == (1 << 7 * (more + 1)) - 1
    return None if len(rest) < more or open_end else value


_CHECKS: dict[str, Callable[[BinaryIO, int], Wholeness]] = {
    "gif": _ends_with(b";"),
    "jpeg": _ends_with(b"\xff\xd9"),
    "mov": _boxes,
    "mp4": _boxes,
    "png": _ends_with(b"IEND\xaeB`\x82"),
    "wav": _riff,
    "webm": _ebml,
    "webp": _riff,
}
