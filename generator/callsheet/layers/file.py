"""What emitters return: text with a relative path, not yet on any disk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """``File(path="video_gateways/gmicloud/validators.py", text="...")``: POSIX path below the output folder."""

    path: str
    text: str
