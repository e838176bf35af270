"""Where on a page, or in a file, something stands."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block of a page and the digest of its normalised text.

    The text itself belongs to the page's publisher and is never kept; the digest tells when it changed.
    Written ``Constraints/2#5f0c21ab90de``: headings from the second level down, then the bullet's or
    paragraph's number, or the key of the table row.
    """

    path: str
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.path}#{self.digest}" if self.digest else self.path

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read what ``str(place)`` wrote; a text without ``#digest`` is a path alone."""
        path, mark, digest = text.rpartition("#")
        if mark and re.fullmatch(r"[0-9a-f]{12}", digest):
            return cls(path=path, digest=digest)
        return cls(path=text)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """A place in one of our own files: path as given, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def digest_of(text: str) -> str:
    """Twelve hex digits of the SHA-256 of the text, blind to layout.

    White space is folded, Unicode is NFKC, typographic quotes and dashes become plain, Markdown marks go:
    a page that is rendered differently but says the same has the same digests.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    words = re.sub(r"[`*\\]+", "", plain).split()
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]


_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00a0": " "})
