"""What a file is, and whether it is whole, told from its bytes."""

from __future__ import annotations

from films import FILM, HTML

from callsheet.runtime.media import sniff, wholeness


def test_formats(tmp_path):
    cases = {
        "mp4": (FILM, "whole"), "mov": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + b"\0\0\0\x08moov" + b"\0\0\0\x0cmdatabcd", "whole"),
        "png": (b"\x89PNG\r\n\x1a\n" + b"x" * 90 + b"IEND\xaeB`\x82", "whole"), "jpeg": (b"\xff\xd8\xff" + b"x" * 90 + b"\xff\xd9", "whole"),
        "gif": (b"GIF89a" + b"x" * 90 + b";", "whole"), "webp": (b"RIFF\x54\0\0\0WEBP" + b"x" * 80, "whole"),
        "webm": (b"\x1aE\xdf\xa3\x84" + b"x" * 4 + b"\x18S\x80g\x8a" + b"x" * 10, "whole"), "exr": (b"v/1\x01" + b"x" * 90, "unsure"),
    }  # fmt: skip
    for kind, (data, expected) in cases.items():
        assert sniff(data[:64]) == kind
        path = tmp_path / "f"
        path.write_bytes(data)
        assert wholeness(path, kind) == expected, kind
        if expected == "whole":
            path.write_bytes(data[:-3])
            assert wholeness(path, kind) == "cut", kind
    assert sniff(HTML) == ""


def test_films_that_end_between_two_boxes(tmp_path):
    """Found by the simulation: a cut there leaves nothing but whole boxes."""
    head, described = FILM[:24], FILM[:40]
    fragment = b"\0\0\0\x08moof" + b"\0\0\0\x0cmdatabcd"
    cases = [(FILM, "whole"), (described, "cut"), (head, "cut"), (described + fragment, "unsure"),
             (described + fragment + b"\0\0\0\x08mfra", "whole")]  # fmt: skip
    for data, expected in cases:
        (tmp_path / "f").write_bytes(data)
        assert wholeness(tmp_path / "f", "mp4") == expected
