"""Faults of a result's file that are not faults of the wire."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from starlette.responses import HTMLResponse, Response

from callsheet_conformance.gateways.faults.wire import HTML, body_of
from callsheet_conformance.gateways.media import Film

OTHER = b"\x89PNG\r\n\x1a\n" + bytes(64)


def spoil(name: str, response: Response, count: int) -> Response:
    """The file's answer as the fault leaves it. ``count`` numbers the requests, for what changes each time."""
    return FILMS[name](response, count) if name in FILMS else response


def altered(film: Film, faults: tuple[str, ...]) -> Film:
    """The film that is handed out instead of the one that was asked for: good, and another."""
    for name in faults:
        change = OTHERS.get(name.partition(":")[0])
        film = change(film) if change else film
    return film


OTHERS: dict[str, Callable[[Film], Film]] = {
    "film-shorter": lambda film: replace(film, seconds=film.seconds / 2),
    "film-smaller": lambda film: replace(film, width=film.width // 2, height=film.height // 2),
    "film-turned": lambda film: replace(film, width=film.height, height=film.width),
}


def _empty(response: Response, count: int) -> Response:
    del response, count
    return Response(b"", 200, media_type="video/mp4")


def _html(response: Response, count: int) -> Response:
    del response, count
    return HTMLResponse(HTML.format("Sign in"), 200)


def _other(response: Response, count: int) -> Response:
    del response, count
    return Response(OTHER, 200, media_type="video/mp4")


def _etag(response: Response, count: int) -> Response:
    response.headers["ETag"] = f'"{count}"'
    return response


def _wrong_range(response: Response, count: int) -> Response:
    del count
    if response.status_code == 206:
        size = response.headers["Content-Range"].rpartition("/")[2]
        response.headers["Content-Range"] = f"bytes 0-{len(body_of(response)) - 1}/{size}"
    return response


FILMS: dict[str, Callable[[Response, int], Response]] = {
    "file-empty": _empty,
    "file-etag-changes": _etag,
    "file-html": _html,
    "file-other": _other,
    "file-wrong-range": _wrong_range,
}
"""``file-no-range`` is answered by not looking at the range."""
