"""Saving a result: verified, gone on with after a break, put in place at once, its address renewed when it expired."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from ..context import Context
from ..decoding import BadCodingError, Decoder
from ..effects import Close, Flow, Sleep, do, draw, now, read
from ..errors import DownloadError, DownloadIncomplete, Facts, TooLarge, WrongContent
from ..exchange import Head, Lost
from ..job_token import Token
from ..media import SNIFFED, sniff
from ..pacing import backoff, retry_after
from ..part import Mark, Part
from .body import Piece, expected
from .fetch import opened
from .noted import noted, paid
from .outcome import fresh_addresses

Next: TypeAlias = Literal["done", "again", "renew"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """File ``index`` of a job, at ``url`` as far as is known, at most ``max_bytes`` large."""

    token: Token
    index: int
    url: str
    max_bytes: int


@dataclass(slots=True, kw_only=True)
class _Progress:
    facts: Facts
    url: str
    deadline: float
    trouble: str = "nothing was tried"
    kind: type[DownloadError] = DownloadIncomplete


def download(context: Context, wanted: Wanted, part: Part) -> Flow[Path]:
    """The path of the whole, verified file. Raises ``DownloadError``; what has arrived is kept for the next call."""
    with noted(paid(wanted.token)):
        facts = context.facts(job_id=wanted.token.job_id)
        here = yield from now()
        progress = _Progress(facts=facts, url=wanted.url, deadline=here.monotonic + context.limits.download)
        try:
            yield from do(part.open, wanted.token.job_id, wanted.index)
            return (yield from _downloaded(context, wanted, part, progress))
        finally:
            part.close()


def _downloaded(context: Context, wanted: Wanted, part: Part, progress: _Progress) -> Flow[Path]:
    for attempt in range(context.limits.attempts + 2):
        if not progress.url:
            progress.url = yield from _renewed(context, wanted, progress.facts)
        following = yield from _try(context, wanted, part, progress)
        if following == "done":
            return (yield from do(part.finish))
        yield from _between(context, attempt, progress, following)
    raise progress.kind(progress.trouble, progress.facts)


def _renewed(context: Context, wanted: Wanted, facts: Facts) -> Flow[str]:
    urls = yield from fresh_addresses(context, wanted.token)
    if wanted.index >= len(urls) or not urls[wanted.index]:
        raise DownloadError(f"now names {len([url for url in urls if url])} files only", facts)
    return urls[wanted.index]


def _between(context: Context, attempt: int, progress: _Progress, following: Next) -> Flow[None]:
    delay = backoff(attempt, (yield from draw()))
    here = yield from now()
    if here.monotonic + delay > progress.deadline or not context.budget.take():
        raise progress.kind(progress.trouble, progress.facts)
    if following == "renew":
        progress.url = ""
    yield Sleep(delay)


def _try(context: Context, wanted: Wanted, part: Part, progress: _Progress) -> Flow[Next]:
    """One request for the file, or for what is missing of it."""
    headers = {"Accept-Encoding": "identity", "Accept": "*/*"}
    if part.size and part.mark and (part.mark.etag or part.mark.total is not None):
        headers["Range"] = f"bytes={part.size}-"
        if part.mark.etag:
            headers["If-Range"] = part.mark.etag
    head = yield from opened(context, progress.url, headers, progress.facts, context.limits.call)
    if isinstance(head, Lost):
        return _trouble(progress, f"no answer ({head.reason})", "again")
    try:
        if head.status not in (200, 206):
            return (yield from _refused(part, progress, head))
        return (yield from _take(context, wanted, part, progress, head))
    finally:
        yield Close()


def _refused(part: Part, progress: _Progress, head: Head) -> Flow[Next]:
    here = yield from now()
    wish = retry_after(head.headers, here.wall)
    if wish:
        yield Sleep(min(wish, max(0.0, progress.deadline - here.monotonic)))
    if head.status == 416 and part.mark:
        yield from do(part.begin, Mark(job_id=part.mark.job_id, index=part.mark.index))
        return _trouble(progress, "the part file does not fit the file", "again")
    # an expired address answers 400, 401, 403, 404 or 410, by the store behind it
    following: Next = "renew" if 400 <= head.status < 500 and head.status not in (408, 425, 429) else "again"
    return _trouble(progress, f"the address answered {head.status}", following)


def _take(context: Context, wanted: Wanted, part: Part, progress: _Progress, head: Head) -> Flow[Next]:
    fresh = Mark(job_id=wanted.token.job_id, index=wanted.index)
    piece = yield from do(expected, head, part, fresh)
    if isinstance(piece, str):
        return _trouble(progress, piece, "again")
    if (piece.total or 0) > wanted.max_bytes:
        raise TooLarge(f"the file has {piece.total} bytes, {wanted.max_bytes} are allowed", progress.facts)
    try:
        decoder = Decoder(head.headers.get("content-encoding"), wanted.max_bytes - part.size)
        end = yield from _pour(context, part, progress, decoder)
    except BadCodingError as error:
        if "than allowed" in str(error):
            raise TooLarge(f"{error} ({wanted.max_bytes})", progress.facts) from None
        yield from do(part.begin, fresh)
        return _trouble(progress, str(error), "again")
    if isinstance(end, str):
        return _trouble(progress, end, "renew" if progress.kind is WrongContent else "again")
    return (yield from do(_verified, context, part, progress, piece, decoder))


def _pour(context: Context, part: Part, progress: _Progress, decoder: Decoder) -> Flow[str | None]:
    """Write the body; a text says why it stopped early."""
    sniffed = part.size >= SNIFFED
    while True:
        here = yield from now()
        left = progress.deadline - here.monotonic
        if left <= 0:
            return "the deadline passed"
        data = yield from read(min(context.limits.call, left))
        if isinstance(data, Lost):
            return f"the connection broke ({data.reason})"
        if not data:
            return None
        yield from do(part.write, decoder.feed(data))
        if not sniffed and part.size >= SNIFFED:
            sniffed = True
            strange = yield from do(_strange, context, part, progress)
            if strange:
                return strange


def _strange(context: Context, part: Part, progress: _Progress) -> str:
    """Why these first bytes are not what was promised; empty where they are."""
    start = part.start()
    kind = sniff(start)
    if kind in context.transport.result.formats:
        return ""
    what = kind or ("an HTML page" if start.lstrip()[:1] == b"<" else "something else")
    progress.kind = WrongContent
    if part.mark:
        part.begin(Mark(job_id=part.mark.job_id, index=part.mark.index))
    return f"{what} came where {', '.join(context.transport.result.formats)} was expected"


def _verified(context: Context, part: Part, progress: _Progress, piece: Piece, decoder: Decoder) -> Next:
    assert part.mark is not None
    if not part.size:
        return _trouble(progress, "the file is empty", "renew")
    if not decoder.finished:
        part.begin(part.mark)
        return _trouble(progress, "the compressed body was cut", "again")
    if decoder.plain and piece.total is not None and part.size != piece.total:
        return _trouble(progress, f"{part.size} of {piece.total} bytes arrived", "again")
    if _strange(context, part, progress):
        return _trouble(progress, "not the media that was promised", "renew")
    _, whole = part.judge()
    if whole == "cut":
        part.begin(part.mark)
        return _trouble(progress, "the file ends before its own structure does", "again")
    if whole == "unsure" and piece.total is None and decoder.plain:
        part.begin(part.mark)
        return _trouble(progress, "nothing tells whether this is the whole file", "again")
    return "done"


def _trouble(progress: _Progress, what: str, following: Next) -> Next:
    progress.trouble = what
    return following
