"""Limits on the thing that a parameter points at: its length, size, format, dimensions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from callsheet.extract.claims.bounds import Bound
from callsheet.extract.claims.found import LONGEST
from callsheet.extract.claims.lists import read_list
from callsheet.layers.facts import MediaLimit

FORMATS = frozenset(
    [
        "jpg",
        "jpeg",
        "png",
        "webp",
        "gif",
        "bmp",
        "tiff",
        "tif",
        "heic",
        "heif",
        "avif",
        "svg",
        "ico",
        "mp4",
        "mov",
        "avi",
        "mkv",
        "webm",
        "m4v",
        "mpeg",
        "mpg",
        "wmv",
        "flv",
        "3gp",
        "mp3",
        "wav",
        "flac",
        "aac",
        "ogg",
        "opus",
        "m4a",
        "wma",
        "pcm",
        "aiff",
        "amr",
        "pdf",
        "glb",
        "gltf",
        "obj",
        "fbx",
        "stl",
        "usdz",
        "zip",
        "srt",
        "vtt",
    ]
)
_FORMATS = re.compile(
    r"(?:\b(?:formats?|types?|file types?|extensions?|supports?|supported|accepts?|accepted|must be|can be)\b|格式|支持)[^\n.;。；:：]{0,40}?[:：]?\s*(?=[`\"(]?\.?(?:image/|video/|audio/)?\w{2,4}\b)|\(\s*(?=\.?\w{3,4}(?:\s*[,/|]\s*\.?\w{3,4})+\s*\))",
    re.IGNORECASE,
)
_WHAT = {
    "seconds": "seconds",
    "bytes": "bytes",
    "pixels": "pixels",
    "fps": "fps",
    "megapixels": "pixels",
    "frames": "frames",
}
_RESOLUTION = re.compile(
    r"(?:max(?:imum)?|up to|at most|不超过|最大)[^.\n]{0,40}?(\d{3,5})\s*(?:px)?\s*[x×*]\s*(\d{3,5})",
    re.IGNORECASE,
)
_SIDES = re.compile(r"\b(width|height)\b|(宽)|(高)", re.IGNORECASE)


def limit_of(bound: Bound, sentence: str) -> MediaLimit | None:
    """A bound in seconds, bytes or pixels as a limit on the medium, in base units."""
    what = _WHAT.get(bound.measure)
    if what is None:
        return None
    side = _SIDES.search(sentence) if what == "pixels" and bound.measure == "pixels" else None
    if side:
        what = "width" if side.group(2) or (side.group(1) or "").lower() == "width" else "height"
    factor = 1_000_000 if bound.measure == "megapixels" else bound.factor
    return MediaLimit(what=what, min=_times(bound.low, factor), max=_times(bound.high, factor))


def _times(value: float | None, factor: float) -> float | None:
    if value is None:
        return None
    scaled = value * factor
    return int(scaled) if scaled == int(scaled) else scaled


def find_formats(text: str) -> tuple[MediaLimit, str] | None:
    """``Formats: JPEG, PNG, WebP``: at least two well-known formats, or one after "Format:"."""
    for found in _FORMATS.finditer(text[:LONGEST]):
        listed = read_list(text, found.end())
        names = (
            [_format(item) for item in listed.items for item in re.split(r"[/,](?!\w+/)", item)]
            if listed.items
            else []
        )
        known = [name for name in names if name in FORMATS]
        if len(known) >= 2 and len(known) == len(names):
            return MediaLimit(what="formats", values=tuple(dict.fromkeys(known))), text[
                found.start() : listed.end
            ]
    return None


def _format(item: str) -> str:
    return (
        item.lower()
        .strip(" .")
        .removeprefix("image/")
        .removeprefix("video/")
        .removeprefix("audio/")
        .strip(".")
    )


def find_resolution(text: str) -> tuple[Sequence[MediaLimit], str] | None:
    """``a maximum resolution of 2048 x 2048``."""
    found = _RESOLUTION.search(text[:LONGEST])
    if not found:
        return None
    limits = [
        MediaLimit(what="width", max=int(found.group(1))),
        MediaLimit(what="height", max=int(found.group(2))),
    ]
    return limits, found.group()
