"""How an answer's body continues a part file: where it begins, and how many bytes the whole file has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..exchange import Head
from ..part import Mark, Part

_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """``total``: bytes of the whole file, None where the answer does not say."""

    total: int | None


def expected(head: Head, part: Part, fresh: Mark) -> Piece | str:
    """Make the part file ready for this body, or say why the body does not fit and begin anew next time."""
    if head.status == 206:
        return _continued(head, part, fresh)
    total = _length(head)
    part.begin(replace(fresh, etag=_etag(head), total=total))
    return Piece(total=total)


def _continued(head: Head, part: Part, fresh: Mark) -> Piece | str:
    match = _RANGE.fullmatch(head.headers.get("content-range").strip())
    begins = int(match[1]) if match else -1
    total = int(match[3]) if match and match[3] != "*" else None
    mark = part.mark
    changed = mark is None or _differs(mark.etag, _etag(head)) or _differs(mark.total, total)
    ends = int(match[2]) if match else -1
    length = _length(head)
    torn = (total is not None and ends != total - 1) or (length is not None and length != ends - begins + 1)
    if not part.size or begins != part.size or changed or torn:
        part.begin(fresh)
        return "the part that was sent is not the part that was asked for"
    return Piece(total=total if total is not None else mark.total if mark else None)


def _differs(ours: str | int | None, theirs: str | int | None) -> bool:
    return ours not in ("", None) and theirs not in ("", None) and ours != theirs


def _etag(head: Head) -> str:
    etag = head.headers.get("etag").strip()
    # a weak one says "as good as", which is not enough for gluing bytes together
    return etag if etag.startswith('"') and len(etag) <= 200 else ""


def _length(head: Head) -> int | None:
    if head.headers.get("content-encoding").strip().lower() not in ("", "identity"):
        return None
    lengths = {value.strip() for value in head.headers.all("content-length")}
    text = next(iter(lengths), "")
    return int(text) if len(lengths) == 1 and text.isascii() and text.isdigit() and len(text) < 19 else None
