"""Content codings, undone within bounds: a compressed body can neither grow without end nor be cut unnoticed."""

from __future__ import annotations

import zlib


class BadCodingError(Exception):
    """The body cannot be decoded: its coding is unknown, damaged, or it grows past the limit."""


class Decoder:
    """``feed`` pieces, then ``finished`` tells whether the coding saw its own end."""

    def __init__(self, coding: str, most: int) -> None:
        name = coding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise BadCodingError(f"a body in the coding {name[:40]!r}, which was not asked for")
        self.plain: bool = name in ("", "identity")
        self._inflate = None if self.plain else zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._left = most

    def feed(self, data: bytes) -> bytes:
        """Decode a piece."""
        if self._inflate is None:
            self._take(len(data))
            return data
        try:
            decoded = self._inflate.decompress(data, self._left + 1)
        except zlib.error as error:
            raise BadCodingError(f"a damaged compressed body ({error})") from None
        self._take(len(decoded))
        if self._inflate.unused_data:
            raise BadCodingError("more bytes than the compressed body has")
        return decoded

    def _take(self, length: int) -> None:
        self._left -= length
        if self._left < 0:
            raise BadCodingError("more bytes than allowed")

    @property
    def finished(self) -> bool:
        """True for a plain body, whose end only its length can tell."""
        return self._inflate is None or self._inflate.eof
