"""Methods and paths: ``POST /v2/videos/generate``, in prose, headings, code and curl."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from callsheet.extract.outline import Spot
from callsheet.layers.document import Code, Heading, Table, Text
from callsheet.layers.facts import EndpointFact
from callsheet.layers.place import Place

_PLAIN = re.compile(
    r"\b(GET|POST|PUT|DELETE|PATCH)\b`?\s*:?\s*`?((?:https?://[^\s`\"'|<>()]+|/[\w{}$<>:.*/-]+[\w}>]|[a-z][\w.-]*(?:/[\w{}.-]+)+)(?:\?[^\s`\"'|]*)?)"
)
_CURL = re.compile(r"curl\b[^\n]*(?:\\\n[^\n]*){0,6}")
_METHOD = re.compile(r"(?:-X|--request)\s+[\"']?(GET|POST|PUT|DELETE|PATCH)")
_URL = re.compile(r"https?://[^\s`\"'\\|<>()]+")
_LABEL = re.compile(
    r"\b(?:endpoint|url|base url|api url|接口地址|接口|请求地址)\b\s*[:：]?\s*`?(https?://[^\s`\"'|<>()]+)",
    re.IGNORECASE,
)
_LONE = re.compile(r"`?(https?://[^\s`\"'|<>()]+)`?")
_PATH = re.compile(r"/[\w{}<>:.-]+(?:/[\w{}<>:.-]+)+")
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
_API = re.compile(r"api|/v\d|run(?:sync)?\b|predictions?|generat|fal\.run|queue", re.IGNORECASE)


def endpoints_of(spots: Sequence[Spot]) -> Iterator[tuple[int, EndpointFact, bool]]:
    """Block number, endpoint, and whether it stands in prose or a heading rather than in code."""
    yield from _apart(spots)
    for spot in spots:
        block = spot.block
        if isinstance(block, (Text, Heading)):
            yield from ((spot.index, fact, True) for fact in _in_text(block.text, block.at))
        elif isinstance(block, Code):
            lone = len(block.text.strip().split("\n")) == 1
            yield from ((spot.index, fact, lone) for fact in _in_code(block.text[:50_000], block.at))
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (
                    (spot.index, fact, True) for fact in _in_text(" ".join(row.cells)[:2_000], row.at)
                )


def _apart(spots: Sequence[Spot]) -> Iterator[tuple[int, EndpointFact, bool]]:
    """A method and its path as paragraphs of their own, perhaps with the parameters between them."""
    method, index = "", 0
    for spot in spots:
        text = spot.block.text.strip("` ") if isinstance(spot.block, (Text, Heading)) else ""
        if text.upper() in METHODS:
            method, index = (text.upper(), spot.index) if text.upper() != method else (method, index)
        elif method and _PATH.fullmatch(text):
            yield index, _fact(method, text, spot.block.at), True
            method = ""


def _in_text(text: str, at: Place) -> Iterator[EndpointFact]:
    found = False
    for match in _PLAIN.finditer(text):
        found = True
        yield _fact(match.group(1), match.group(2), at)
    if not found:
        label = _LABEL.search(text) or _LONE.fullmatch(text.strip())
        if label and _API.search(label.group(1)) and "/docs" not in label.group(1):
            yield _fact("POST", label.group(1), at)


def _in_code(text: str, at: Place) -> Iterator[EndpointFact]:
    for match in _PLAIN.finditer(text):
        yield _fact(match.group(1), match.group(2), at)
    for call in _CURL.finditer(text):
        method, url = _METHOD.search(call.group()), _URL.search(call.group())
        if url:
            posts = re.search(r"(?:-d|--data\S*|--json)\s", text[call.start() : call.end() + 400])
            yield _fact(method.group(1) if method else "POST" if posts else "GET", url.group(), at)


def _fact(method: str, url: str, at: Place) -> EndpointFact:
    path = urlsplit(url).path if url.startswith("http") else url.split("?", maxsplit=1)[0]
    return EndpointFact(method=method.upper(), path=path.rstrip("/.,") or "/", at=at)
