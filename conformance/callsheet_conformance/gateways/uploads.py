"""Uploads: a multipart form, base64 in JSON, or parts that are opened, put and finished."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from callsheet_conformance.gateways import pointers
from callsheet_conformance.gateways.bodies import parse_object, read_bytes, read_object
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.records import Deposit
from callsheet_conformance.gateways.reply import Reply, refuse
from callsheet_conformance.gateways.sniff import sniff
from callsheet_conformance.gateways.transport import Upload

PREFIX = "/__callsheet__/deposits/"


async def multipart(gateway: Gateway, exchange: Exchange, form: Upload) -> Reply:
    """One file in a form field."""
    settings = gateway.world.settings
    data = await read_bytes(exchange.request, settings, settings.max_upload)
    name, content = await _field(exchange.request, data, form.form_field)
    kind, content_type = sniff(content)
    if not kind or (form.max_bytes and kind not in form.max_bytes):
        raise refuse("validation", "files of this type are not taken", fields=(form.form_field,))
    _check_size(form, kind, len(content))
    return _kept(gateway, exchange, Deposit(
        id=gateway.world.ids.uuid(), provider=gateway.provider.id, account=exchange.owner.id,
        created=gateway.world.clock.now(), kind=kind, content_type=content_type, name=name,
        received=len(content), data=content,
    ), form.call.accepted[0])  # fmt: skip


async def _field(request: Request, data: bytes, field: str) -> tuple[str, bytes]:
    """Name and bytes of the file in that form field. Raises ``Refused``."""

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": data, "more_body": False}

    replayed = Request(request.scope, receive)
    try:
        async with replayed.form(max_files=4, max_fields=16) as parts:
            found = parts.get(field)
            if isinstance(found, UploadFile):
                return found.filename or "file", await found.read()
    except (MultiPartException, KeyError, ValueError, AssertionError):
        raise refuse("validation", "the body is no multipart form", status=400) from None
    raise refuse(
        "validation", f"the form has no file {field!r}", fields=(field,), details={field: ["is required"]}
    )


async def inline(gateway: Gateway, exchange: Exchange, form: Upload) -> Reply:
    """Base64, bare or as a data URL, in a JSON body."""
    body = await read_object(exchange.request, gateway.world.settings)
    text, field = pointers.get(body, form.data), form.data.strip("/")
    if not isinstance(text, str):
        raise refuse("validation", f"{field} is required", fields=(field,), details={field: ["is required"]})
    try:
        content = base64.b64decode(
            text.partition(",")[2] if text.startswith("data:") else text, validate=True
        )
    except binascii.Error:
        raise refuse("validation", f"{field} is no base64", fields=(field,)) from None
    kind, content_type = sniff(content)
    if not kind:
        raise refuse("validation", "files of this type are not taken", fields=(field,))
    _check_size(form, kind, len(content))
    return _kept(gateway, exchange, Deposit(
        id=gateway.world.ids.uuid(), provider=gateway.provider.id, account=exchange.owner.id,
        created=gateway.world.clock.now(), kind=kind, content_type=content_type,
        name=str(pointers.get(body, form.name) or "file")[:200], received=len(content), data=content,
    ), form.call.accepted[0])  # fmt: skip


async def opened(gateway: Gateway, exchange: Exchange, form: Upload) -> Reply:
    """Open an upload in parts; each part has its own URL."""
    body = await read_object(exchange.request, gateway.world.settings)
    name = pointers.get(body, form.name)
    count = pointers.get(body, form.count) if form.count else 1
    if not isinstance(name, str) or not name:
        raise refuse("validation", f"{form.name.strip('/')} is required", fields=(form.name.strip("/"),))
    if isinstance(count, bool) or not isinstance(count, int | float) or not 1 <= count <= 1000:
        raise refuse("validation", "parts must be from 1 to 1000", fields=(form.count.strip("/"),))
    return _kept(gateway, exchange, Deposit(
        id=gateway.world.ids.uuid(), provider=gateway.provider.id, account=exchange.owner.id,
        created=gateway.world.clock.now(), kind=str(pointers.get(body, form.kind) or "")[:50],
        content_type=str(pointers.get(body, form.content_type) or "application/octet-stream")[:100],
        name=name[:200], received=0, open=True, parts=int(count),
    ), form.call.accepted[0])  # fmt: skip


async def finished(gateway: Gateway, exchange: Exchange) -> Reply:
    """Close an upload in parts; there must be something in it."""
    deposit = _find(gateway, exchange)
    parse_object(await read_bytes(exchange.request, gateway.world.settings, 10_000) or b"{}", 4)
    if deposit.open and not deposit.received:
        raise refuse("validation", "no part has arrived")
    return _kept(gateway, exchange, replace(deposit, open=False), 200)


async def checked(gateway: Gateway, exchange: Exchange) -> Reply:
    deposit = _find(gateway, exchange)
    return Reply(status=200, body=gateway.deposited(deposit, _url(exchange, deposit)))


def _find(gateway: Gateway, exchange: Exchange) -> Deposit:
    found = gateway.world.store.get(Deposit, str(exchange.request.path_params["id"]))
    if found is None or found.account != exchange.owner.id:
        raise refuse("not_found", "no such upload")
    return found


def _check_size(form: Upload, kind: str, size: int) -> None:
    largest = form.max_bytes.get(kind)
    if largest is not None and size > largest:
        raise refuse("validation", f"a file of kind {kind} may have {largest} bytes")


def _kept(gateway: Gateway, exchange: Exchange, deposit: Deposit, status: int) -> Reply:
    gateway.world.store.put(deposit)
    return Reply(status=status, body=gateway.deposited(deposit, _url(exchange, deposit)))


def _url(exchange: Exchange, deposit: Deposit) -> str:
    return f"{exchange.origin}{PREFIX}{deposit.id}"
