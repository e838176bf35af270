"""What a file is, from its first bytes; the name and the declared type are not trusted."""

from __future__ import annotations

SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image", "image/png"),
    (0, b"\xff\xd8\xff", "image", "image/jpeg"),
    (0, b"GIF8", "image", "image/gif"),
    (8, b"WEBP", "image", "image/webp"),
    (4, b"ftypqt", "video", "video/quicktime"),
    (4, b"ftypM4A", "audio", "audio/mp4"),
    (4, b"ftyp", "video", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video", "video/webm"),
    (0, b"ID3", "audio", "audio/mpeg"),
    (0, b"\xff\xfb", "audio", "audio/mpeg"),
    (8, b"WAVE", "audio", "audio/wav"),
    (0, b"OggS", "audio", "audio/ogg"),
)
"""Offset, bytes, kind, media type; the first that fits holds."""


def sniff(data: bytes) -> tuple[str, str]:
    """``("image", "image/png")``; two empty texts for what no signature fits."""
    for offset, mark, kind, media_type in SIGNATURES:
        if data[offset : offset + len(mark)] == mark:
            return kind, media_type
    return "", ""
