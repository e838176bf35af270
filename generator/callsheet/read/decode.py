"""Bytes to text: UTF-8, or what a byte order mark or the server declares; never a guess, never a replacement."""

from __future__ import annotations

import codecs
import re
import unicodedata

from callsheet.layers.document import Page
from callsheet.read import limits
from callsheet.read.refusals import refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
}
_FIXED = re.compile(r"(?<=[^\s|>])[\u00a0\u2007\u202f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))


def breaking(text: str) -> str:
    """Blanks that do not break are plain ones behind a word; in front of one they indent, which says what belongs to what."""
    return _FIXED.sub(" ", text)


def text_of(page: Page) -> tuple[str, tuple[str, ...]]:
    """The page's text, NFC, with plain line ends, and notes on what was not plain UTF-8.

    Raises CallsheetError: CR101 empty, CR102 too large, CR103 undecodable, CR104 garbled.
    """
    if len(page.data) > limits.PAGE_BYTES:
        raise refusal(page.name, "CR102", f"{len(page.data):,} bytes, at most {limits.PAGE_BYTES:,}")
    raw, notes = _decoded(page)
    plain = breaking(unicodedata.normalize("NFC", raw).translate(_INVISIBLE))
    text = plain.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise refusal(page.name, "CR101")
    _refuse_garbled(page.name, text)
    return text, notes


def _decoded(page: Page) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if page.data.startswith(mark):
            return _strictly(page, encoding), ()
    declared = re.search(
        r"charset=[\"']?([\w-]+)", page.media_type + page.data[:1024].decode("ascii", "replace")
    )
    encoding = _DECLARED.get(declared.group(1).lower(), "utf-8") if declared else "utf-8"
    notes = () if encoding == "utf-8" else (f"decoded as {encoding}, as declared",)
    return _strictly(page, encoding), notes


def _strictly(page: Page, encoding: str) -> str:
    try:
        return page.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal(page.name, "CR103", f"{encoding}, byte {error.start}") from error


def _refuse_garbled(name: str, text: str) -> None:
    sample = text[: 1 << 20]
    control = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f]", sample))
    lost = sample.count("\ufffd")
    mojibake = len(re.findall(r"[ÃÂâ][\x80-\xbf€™œž‚„†‡ˆ‰Š‹Œ‘’“”•–—˜š›ŸŽ]", sample))
    for count, what in (
        (control, "control characters"),
        (lost, "replacement characters"),
        (mojibake, "mis-decoded characters"),
    ):
        if count > max(3, len(sample) // 500):
            raise refusal(name, "CR104", f"{count} {what}")
