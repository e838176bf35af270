"""What the types of a transport cannot say: unsafe addresses, names that cannot be sent, words that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import urlsplit

from callsheet.layers.exchange import Answer, Call
from callsheet.layers.transport import Transport

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the root of the transport: ``("submit", "accepted", 0)``."""

Finding: TypeAlias = tuple[str, Path, str]
"""A code, where, and what is wrong."""

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_ARGUMENT = re.compile(r"[a-z][a-z0-9_]*\Z")
_PATH = re.compile(r"(?:\.\.)?(?:/(?:[A-Za-z0-9._~-]+|\{model\}|\{id\}))+\Z")
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*\Z")
_RESERVED = frozenset({"host", "content-length", "transfer-encoding", "connection", "cookie", "content-type"})
_ANSWER_POINTERS = ("id", "status", "progress", "urls", "assets", "reference", "message", "hint", "expired", "model",
                    "created", "request")  # fmt: skip


def findings_of(transport: Transport) -> Iterator[Finding]:
    yield from _base_url(transport)
    yield from _sign_in(transport)
    yield from _names(transport)
    yield from _vocabulary(transport)
    yield from _whole(transport)
    for path, call in calls(transport):
        yield from _call(path, call)


def calls(transport: Transport) -> Iterator[tuple[Path, Call]]:
    """Every call with its path in the data."""
    single = {"submit": transport.submit, "poll": transport.poll, "asset": transport.asset,
              "cancel": transport.cancel, "sync": transport.sync}  # fmt: skip
    yield from (((name,), call) for name, call in single.items() if call)
    if transport.listing:
        yield ("listing", "call"), transport.listing.call
    if transport.stream:
        yield ("stream", "call"), transport.stream.call
    for index, upload in enumerate(transport.uploads):
        steps = {"call": upload.call, "finish": upload.finish, "check": upload.check}
        yield from ((("uploads", index, name), call) for name, call in steps.items() if call)


def _base_url(transport: Transport) -> Iterator[Finding]:
    parts = urlsplit(transport.base_url)
    bare = not (parts.query or parts.fragment or "@" in parts.netloc or transport.base_url.endswith("/"))
    if parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]+(:\d+)?", parts.netloc) or not bare:
        yield (
            "CS161",
            ("base_url",),
            "write https://host/path, without credentials, query, fragment or last slash",
        )


def _call(path: Path, call: Call) -> Iterator[Finding]:
    if not _PATH.match(call.path) or "/.." in call.path[2:] or "/./" in call.path:
        yield "CS162", (*path, "path"), "write /segments, {model} and {id}; one ../ may stand in front"
    for name, value in call.query.items():
        if not _TOKEN.match(name) or ("{" in value and value != "{id}"):
            yield "CS164", (*path, "query", name), "query names are tokens, and {id} is the only placeholder"
    yield from _answer((*path, "answer"), call.answer)


def _answer(path: Path, answer: Answer) -> Iterator[Finding]:
    pointers = [(name, pointer) for name in _ANSWER_POINTERS for pointer in getattr(answer, name)]
    pointers += [("jobs", answer.jobs), *(("charge", charge.pointer) for charge in answer.charge)]
    for name, pointer in pointers:
        if not _POINTER.match(pointer):
            yield "CS163", (*path, name), f"{pointer!r} is no JSON pointer"


def _sign_in(transport: Transport) -> Iterator[Finding]:
    for index, auth in enumerate(transport.auth):
        wanted = 2 if auth.scheme == "basic" else 1
        safe = all(_ARGUMENT.match(c.argument) and all(map(_TOKEN.match, c.env)) for c in auth.credentials)
        if len(auth.credentials) != wanted or not safe:
            yield "CS166", ("auth", index), f"{auth.scheme} takes {wanted} credential(s) with plain names"
    if not transport.auth:
        yield "CS166", ("auth",), "at least one scheme is needed"


def _names(transport: Transport) -> Iterator[Finding]:
    named: list[tuple[Path, str]] = [(("auth", i), auth.header) for i, auth in enumerate(transport.auth)]
    named += [(("options", i), option.header or option.query) for i, option in enumerate(transport.options)]
    if transport.idempotency:
        named.append((("idempotency", "header"), transport.idempotency.header))
    for path, name in named:
        if not _TOKEN.match(name) or name.lower() in _RESERVED:
            yield "CS164", path, f"{name!r} cannot be sent as a header or query name"
    for index, option in enumerate(transport.options):
        if option.header.lower() == "authorization" or not _ARGUMENT.match(option.argument):
            yield (
                "CS164",
                ("options", index),
                "an option may not replace the authorization, and needs a plain name",
            )


def _vocabulary(transport: Transport) -> Iterator[Finding]:
    words = [status.word for status in transport.statuses]
    for index, word in enumerate(words):
        if word in words[:index]:
            yield "CS165", ("statuses", index), f"{word!r} stands here twice"
    for means in ("pending", "succeeded", "failed"):
        if not any(status.means == means for status in transport.statuses):
            yield "CS165", ("statuses",), f"no word means {means}"


def _whole(transport: Transport) -> Iterator[Finding]:
    in_path = "{model}" in transport.submit.path
    if in_path != (transport.envelope.model == "path"):
        yield "CS167", ("envelope", "model"), "says path exactly where submit's path holds {model}"
    if not transport.submit.answer.id:
        yield "CS167", ("submit", "answer", "id"), "without an id a job cannot be polled"
    polled = transport.poll.answer
    if not polled.status or not (polled.urls or polled.assets):
        yield "CS167", ("poll", "answer"), "a poll must tell the status, and the result's urls or assets"
    if polled.assets and not (transport.asset and transport.asset.answer.urls):
        yield "CS167", ("asset",), "assets need a call that turns their ids into urls"
