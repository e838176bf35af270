"""Whether a parameter must be sent: by a word, a mark, a star, or a word in its description."""

from __future__ import annotations

import re

from callsheet.extract.words.marks import OPTIONAL, REQUIRED

_LEADS = re.compile(
    r"\s*[*_(（\[]*\s*(required|optional|必填|必选|必须|可选|选填|非必填)\s*[*_)）\]]*\s*(?:[.。:：,，;—–-]|$|\n)",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"[(（\[]\s*(required|mandatory|optional|必填|必选|可选|选填)\s*[)）\]]|\b(?:this (?:field|parameter) is|is) (required|mandatory|optional)(?=\s*[.,;]|$)(?!\s*(?:if|when|unless|for))",
    re.IGNORECASE,
)
_YES = ("required", "mandatory", "必填", "必选", "必须")


def required_cell(text: str) -> bool | None:
    """A cell under "Required": True, False, or None where it is neither yes nor no, such as "One of a or b"."""
    plain = re.sub(r"[`*_]+", "", text).strip().lower() or text.strip()
    first = re.split(r"[\s(（,，;；.<]", plain, maxsplit=1)[0]
    if plain in REQUIRED or plain in OPTIONAL:
        return plain in REQUIRED
    if re.match(r"(?:required|yes)\s*(?:if|when|for|unless|one|\()", plain):
        return None
    if first in REQUIRED and len(plain) < 40:
        return True
    return False if first in OPTIONAL and first not in ("-", "—", "–") else None


def required_words(text: str) -> bool | None:
    """A description that begins with "Required." or holds "(optional)"; None where it does not say."""
    leads = _LEADS.match(text)
    if leads:
        return leads.group(1).lower() in _YES
    found = _INSIDE.search(text)
    if not found:
        return None
    return (found.group(1) or found.group(2)).lower() in _YES
