"""Handing a file to the gateway, the way that its kind and size call for."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from math import ceil

from ..build import JSON_HEADERS, request_of
from ..context import Context
from ..effects import Flow, Sleep, draw, mint, now, send
from ..errors import Facts, NotUnderstood, TooLarge, Unsupported, UploadFailed
from ..exchange import Json, Request, Response
from ..origin import require_followed, require_safe
from ..pacing import backoff
from ..pointer import put, text, texts
from ..transport import Call, Upload
from .ask import ask, understood


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFile:
    """``kind`` is image, video or audio: the first half of ``content_type``."""

    name: str
    content_type: str
    data: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        return self.content_type.split("/", 1)[0]


def upload(context: Context, file: LocalFile) -> Flow[str]:
    """What a parameter takes for the file: an asset id, or an address."""
    way = _way(context, file)
    if way.how == "multipart":
        return (yield from _at_once(context, way, (yield from _form(context, way, file))))
    if way.how == "base64":
        return (yield from _at_once(context, way, _encoded(context, way, file)))
    return (yield from _in_parts(context, way, file))


def _way(context: Context, file: LocalFile) -> Upload:
    fitting = [way for way in context.transport.uploads if file.kind in way.max_bytes]
    if not fitting:
        raise Unsupported(f"documents no upload of {file.content_type}", context.facts())
    for way in fitting:
        if len(file.data) <= way.max_bytes[file.kind]:
            return way
    most = max(way.max_bytes[file.kind] for way in fitting)
    facts = context.facts(advice="Nothing was sent; upload a smaller file")
    raise TooLarge(f"takes {file.kind} files of {most} bytes, this has {len(file.data)}", facts)


def _at_once(context: Context, way: Upload, request: Request) -> Flow[str]:
    facts = context.facts()
    reply = yield from ask(context, "upload", request, way.call.accepted, facts)
    return _reference(way, understood(context, "upload", reply, facts), facts)


def _reference(way: Upload, data: Json, facts: Facts) -> str:
    reference = text(data, way.reference)
    if not reference:
        raise NotUnderstood("answered an upload without a reference to it", facts)
    return reference


def _form(context: Context, way: Upload, file: LocalFile) -> Flow[Request]:
    boundary = yield from mint("intent")
    quoted = "".join(c for c in file.name if c.isprintable() and c not in '"\\/') or "file"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{way.form_field}"; filename="{quoted}"\r\n'
        f"Content-Type: {file.content_type}\r\n\r\n"
    )
    body = head.encode() + file.data + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Accept": "application/json", "Content-Type": f"multipart/form-data; boundary={boundary}"}
    return Request(
        method=way.call.method, url=request_of(context.base_url, way.call).url, headers=headers, body=body
    )


def _encoded(context: Context, way: Upload, file: LocalFile) -> Request:
    return _opening(context, way, {way.data: base64.b64encode(file.data).decode(), way.name: file.name})


def _opening(context: Context, way: Upload, values: dict[str, Json]) -> Request:
    body: dict[str, Json] = {}
    for pointer, value in values.items():
        if pointer:
            put(body, pointer, value)
    url = request_of(context.base_url, way.call, query=context.query).url
    return Request(method=way.call.method, url=url, headers=JSON_HEADERS, body=json.dumps(body).encode())


def _in_parts(context: Context, way: Upload, file: LocalFile) -> Flow[str]:
    """Open, put each part to its own address, close, and wait until the gateway has taken it in."""
    assert way.part_bytes is not None
    assert way.finish is not None
    assert way.check is not None
    facts = context.facts()
    count = max(1, ceil(len(file.data) / way.part_bytes))
    values: dict[str, Json] = {way.name: file.name, way.content_type: file.content_type, way.size: len(file.data),
                               way.kind: file.kind, way.count: count}  # fmt: skip
    reply = yield from ask(context, "upload", _opening(context, way, values), way.call.accepted, facts)
    data = understood(context, "upload", reply, facts)
    name, urls = text(data, way.upload_id), texts(data, way.part_urls)
    if not name or len(urls) != count:
        raise NotUnderstood(f"opened an upload of {count} parts with {len(urls)} addresses", facts)
    for number, url in enumerate(urls):
        piece = file.data[number * way.part_bytes : (number + 1) * way.part_bytes]
        yield from _put(context, url, piece)
    yield from ask(
        context, "upload", request_of(context.base_url, way.finish, job_id=name), way.finish.accepted, facts
    )
    return (yield from _taken_in(context, way, way.check, name))


def _put(context: Context, url: str, piece: bytes) -> Flow[None]:
    """The address is its own permission: no credential goes there, unless it is the gateway itself."""
    facts = context.facts(advice=UploadFailed.advice)
    require_safe(url, context.base_url, facts)
    request = Request(method="PUT", url=url, headers={"Content-Type": "application/octet-stream"}, body=piece)
    for attempt in range(context.limits.attempts):
        reply = yield from send(request, context.limits.submit)
        require_followed(reply, url, facts)
        if isinstance(reply, Response) and 200 <= reply.status < 300:
            return
        yield Sleep(backoff(attempt, (yield from draw())))
    raise UploadFailed("a part of the upload did not arrive", facts)


def _taken_in(context: Context, way: Upload, check: Call, name: str) -> Flow[str]:
    facts = context.facts()
    begun = yield from now()
    gap = 0.5
    while True:
        request = request_of(context.base_url, check, job_id=name)
        data = understood(
            context, "upload", (yield from ask(context, "upload", request, check.accepted, facts)), facts
        )
        status = text(data, check.answer.status)
        if status in way.done:
            return _reference(way, data, facts)
        here = yield from now()
        if status in way.failed or here.monotonic - begun.monotonic > context.limits.submit:
            why = text(data, check.answer.message) or f"its status is {status or 'not said'}"
            raise UploadFailed(f"did not take the file in: {why}", facts)
        yield Sleep(gap)
        gap = min(gap * 2, 5.0)
