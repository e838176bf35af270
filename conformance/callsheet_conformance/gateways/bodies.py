"""Reading requests that may mean harm: how much, how slow, how deep, in which coding."""

from __future__ import annotations

import asyncio
import json
import math
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from callsheet_conformance.gateways.reply import refuse
from callsheet_conformance.gateways.settings import Settings

CLOSE = {"Connection": "close"}


async def read_bytes(request: Request, settings: Settings, limit: int) -> bytes:
    """The body, at most ``limit`` bytes, within the time a client has. Raises ``Refused``: 408, 411, 413, 415."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise refuse("validation", "compressed bodies are not read", status=415)
    declared = request.headers.get("content-length", "0")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
        raise refuse("validation", f"a body may have {limit} bytes", status=413, headers=CLOSE)
    try:
        async with asyncio.timeout(settings.body_wall_seconds):
            return await _collect(request, limit)
    except TimeoutError:
        raise refuse("timeout", "the body took too long to arrive", status=408, headers=CLOSE) from None
    except ClientDisconnect:
        raise refuse("validation", "the body broke off", status=400) from None


async def _collect(request: Request, limit: int) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise refuse("validation", f"a body may have {limit} bytes", status=413, headers=CLOSE)
    return bytes(data)


async def read_object(request: Request, settings: Settings) -> dict[str, Any]:
    """The body as a JSON object in UTF-8, of bounded depth, without NaN and lone surrogates. Raises ``Refused``."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise refuse("validation", "send the body as application/json", status=415)
    return parse_object(await read_bytes(request, settings, settings.max_body), settings.max_depth)


def parse_object(data: bytes, max_depth: int) -> dict[str, Any]:
    """``{"a": 1}`` from ``b'{"a": 1}'``; raises ``Refused`` with 400 for anything else."""
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise refuse("validation", "the body is not valid JSON in UTF-8", status=400) from None
    if not isinstance(value, dict):
        raise refuse("validation", "the body must be a JSON object", status=400)
    _check_depth(value, max_depth)
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_depth(value: object, max_depth: int) -> None:
    level: list[object] = [value]
    for _ in range(max_depth):
        for item in level:
            _check_leaf(item)
        level = [child for item in level for child in _children(item)]
        if not level:
            return
    raise refuse("validation", f"the body is nested deeper than {max_depth} levels", status=400)


def _check_leaf(item: object) -> None:
    if isinstance(item, float) and not math.isfinite(item):
        raise refuse("validation", "a number is out of range", status=400)
    if isinstance(item, str):
        try:
            item.encode()
        except UnicodeEncodeError:
            raise refuse("validation", "a string holds half of a surrogate pair", status=400) from None


def _children(item: object) -> list[object]:
    if isinstance(item, dict):
        return [*item.keys(), *item.values()]
    return item if isinstance(item, list) else []
