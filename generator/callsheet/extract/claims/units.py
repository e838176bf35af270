"""What a number counts: characters, items, seconds, bytes, pixels."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Measure: TypeAlias = Literal[
    "characters",
    "items",
    "seconds",
    "bytes",
    "pixels",
    "megapixels",
    "fps",
    "frames",
    "tokens",
    "words",
    "plain",
    "other",
]

UNITS: tuple[tuple[Measure, str], ...] = (
    ("characters", r"(?:unicode |utf-?8 )?(?:characters?|chars?|symbols|letters)\b|个?字符|字(?:符|数)?|文字|자\b|caracteres|caractères|zeichen|символов"),
    ("tokens", r"tokens?\b"),
    ("words", r"words?\b|个?单词"),
    ("megapixels", r"(?:mega-?pixels?|MP)\b"),
    ("bytes", r"(?:[kKmMgG]i?[bB]|bytes?|[kK]ilobytes?|[mM]egabytes?|[gG]igabytes?|兆)\b"),
    ("seconds", r"(?:-?(?:seconds?|secs?|s|minutes?|mins?|milliseconds?|ms|hours?))\b|秒|分钟|毫秒|초"),
    ("pixels", r"(?:pixels?|px)\b|像素|画素|per (?:dimension|side|edge)"),
    ("fps", r"(?:fps|frames per second)\b|帧/秒"),
    ("frames", r"frames?\b|帧"),
    ("items", r"(?:(?:reference|input|source|additional|different|distinct|guide|keyframe)[ -])?(?:items?|elements?|images?|files?|videos?|audios?|clips?|urls?|entries|keyframes?|objects?|values|references?|prompts?|strings?|tags?|photos?|pictures?|voices?|speakers?|loras?|masks?|points?|segments?|shots?)\b|(?:张|个|条|段|项|幅)(?:参考)?(?:图片|图像|视频|音频|元素|图)?|枚|개\b"),
)  # fmt: skip
_SENSITIVE = frozenset(("bytes", "megapixels"))
_COMPILED = tuple(
    (measure, re.compile(rf"\s*(?:of )?(?:{pattern})", 0 if measure in _SENSITIVE else re.IGNORECASE))
    for measure, pattern in UNITS
)
_FACTORS = {
    "kb": 1024,
    "mb": 1024**2,
    "gb": 1024**3,
    "kib": 1024,
    "mib": 1024**2,
    "gib": 1024**3,
    "兆": 1024**2,
    "kilobytes": 1024,
    "megabytes": 1024**2,
    "megabyte": 1024**2,
    "gigabytes": 1024**3,
    "gigabyte": 1024**3,
}
_TIMES = {
    "ms": 0.001,
    "millisecond": 0.001,
    "milliseconds": 0.001,
    "毫秒": 0.001,
    "minute": 60,
    "minutes": 60,
    "min": 60,
    "mins": 60,
    "分钟": 60,
    "hour": 3600,
    "hours": 3600,
}


def measure_at(text: str, at: int) -> tuple[Measure, float, int]:
    """What stands after a number: its measure, the factor to base units, and where it ends. ("plain", 1, at) for none."""
    for measure, pattern in _COMPILED:
        found = pattern.match(text, at)
        if found:
            word = found.group().strip(" -").lower().removeprefix("of ").strip()
            factor = (
                _FACTORS.get(word, 1)
                if measure == "bytes"
                else _TIMES.get(word, 1)
                if measure == "seconds"
                else 1
            )
            return measure, factor, found.end()
    return "plain", 1, at
