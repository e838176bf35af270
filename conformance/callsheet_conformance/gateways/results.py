"""What lies behind the URLs that gateways hand out: results, and files that were uploaded."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from callsheet_conformance.gateways import files, uploads
from callsheet_conformance.gateways.accounts import has_credential
from callsheet_conformance.gateways.bodies import read_bytes
from callsheet_conformance.gateways.error import UnknownFaultError
from callsheet_conformance.gateways.faults.films import altered, spoil
from callsheet_conformance.gateways.faults.plan import HEADER
from callsheet_conformance.gateways.faults.table import FAULTS
from callsheet_conformance.gateways.faults.wire import strike
from callsheet_conformance.gateways.film import film_of
from callsheet_conformance.gateways.fleet import Fleet
from callsheet_conformance.gateways.records import Deposit, Job
from callsheet_conformance.gateways.reply import Refused

DENIED = "<Error><Code>{}</Code><Message>{}</Message></Error>"
"""As object stores answer."""


async def result(fleet: Fleet, request: Request, name: str) -> Response:
    """The film of a job, for who has a URL that is still good; no key is asked for, and none should come."""
    job = fleet.world.store.get(Job, name.removesuffix(".mp4"))
    try:
        picked = fleet.world.plan.pick(job.provider if job else "", "file", request.headers.get(HEADER, ""))
    except UnknownFaultError as unknown:
        return PlainTextResponse(str(unknown), 400)
    faults = (*(job.faults if job else ()), *picked)
    response = _denied(fleet, request, job) or await _film(fleet, request, job, faults)
    for fault in faults:
        called, _, argument = fault.partition(":")
        if FAULTS[called].stage == "file" and response.status_code < 300:
            response = spoil(called, response, fleet.world.journal.total())
            response = strike(called, argument or FAULTS[called].argument, response)
    _log(fleet, request, job, response, faults)
    return response


def _denied(fleet: Fleet, request: Request, job: Job | None) -> Response | None:
    query = request.query_params
    if request.method not in ("GET", "HEAD"):
        return _xml(405, "MethodNotAllowed", "The method is not allowed here.")
    if job is None or job.provider not in fleet.desks:
        return _xml(404, "NoSuchKey", "There is no such file.")
    if not fleet.world.files.may(job.id, query.get("expires", ""), query.get("signature", "")):
        return _xml(403, "AccessDenied", "The address has expired, or was not signed here.")
    kept = fleet.gateway(job.provider).transport.result.kept_seconds
    if kept is not None and fleet.world.clock.now() > job.ended + kept:
        return _xml(404, "NoSuchKey", "The file is no longer kept.")
    return None


async def _film(fleet: Fleet, request: Request, job: Job | None, faults: tuple[str, ...]) -> Response:
    assert job is not None, "a request for no job was denied"
    model = fleet.gateway(job.provider).provider.models[job.model]
    film = altered(film_of(model.data, json.loads(job.request)), faults)
    asked = None if "file-no-range" in faults else request.headers.get("range")
    return await files.answer(film, asked, request.headers.get("if-range"))


def _xml(status: int, code: str, text: str) -> Response:
    return Response(DENIED.format(code, text), status, media_type="application/xml")


def _log(
    fleet: Fleet, request: Request, job: Job | None, response: Response, faults: tuple[str, ...]
) -> None:
    provider = job.provider if job else ""
    auth = fleet.gateway(provider).transport.auth if provider in fleet.desks else ()
    fleet.world.journal.write(
        provider=provider,
        method=request.method,
        path=request.url.path[:500],
        status=response.status_code,
        job=job.id if job else "",
        faults=faults,
        stray_credential=has_credential(request, auth),
    )


async def deposit(fleet: Fleet, request: Request, name: str) -> Response:
    """GET an uploaded file; PUT a part of one that is open."""
    found = fleet.world.store.get(Deposit, name)
    if found is None:
        return _xml(404, "NoSuchKey", "There is no such file.")
    if request.method == "PUT" and found.open:
        try:
            data = await read_bytes(request, fleet.world.settings, fleet.world.settings.max_upload)
        except (Refused, ClientDisconnect) as problem:
            return _xml(400, "IncompleteBody", str(problem))
        fleet.world.store.put(replace(found, received=found.received + len(data)))
        return Response(b"", 200, {"ETag": f'"{len(data)}"'})
    if request.method not in ("GET", "HEAD"):
        return _xml(405, "MethodNotAllowed", "The method is not allowed here.")
    return Response(found.data, 200, media_type=found.content_type)


PLACES = (
    (re.compile(re.escape(files.PREFIX) + r"(.+)\Z"), result),
    (re.compile(re.escape(uploads.PREFIX) + r"([^/]+)\Z"), deposit),
)
"""Paths, and who answers them."""
