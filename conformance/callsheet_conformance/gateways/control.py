"""``/__callsheet__/``: look into the emulator, and steer it."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from callsheet_conformance.gateways.bodies import read_object
from callsheet_conformance.gateways.error import UnknownFaultError, UnknownMutationError
from callsheet_conformance.gateways.faults.plan import Order
from callsheet_conformance.gateways.faults.table import FAULTS, RETRY_AFTER
from callsheet_conformance.gateways.fleet import Fleet
from callsheet_conformance.gateways.mutations import MUTATIONS
from callsheet_conformance.gateways.records import Account, Delivery, Entry, Job
from callsheet_conformance.gateways.reply import Refused, refuse

PREFIX = "/__callsheet__/"
MOST = 1000
"""Records that one answer holds."""

Handler = Callable[[Fleet, Request], Awaitable[Any]]


async def state(fleet: Fleet, request: Request) -> Any:
    """Clock, counts, crashes, faults and mutations in force."""
    del request
    world = fleet.world
    return {
        "now": world.clock.now(), "speed": world.clock.speed, "jobs": world.store.count(Job),
        "due": len(world.agenda), "providers": sorted(fleet.desks), **world.journal.summary(),
        "faults": [asdict(order) for order in world.plan.orders], "mutations": list(fleet.mutations),
    }  # fmt: skip


async def clock(fleet: Fleet, request: Request) -> Any:
    """``{"advance": 60}`` skips ahead, ``{"speed": 0}`` stands still; the answer says what time it is."""
    body = await _body(fleet, request)
    seconds, speed = body.get("advance", 0), body.get("speed")
    if not _is_amount(seconds) or (speed is not None and not _is_amount(speed)):
        raise refuse("validation", "advance and speed are numbers, not below zero")
    fleet.world.clock.move(seconds=float(seconds), speed=None if speed is None else float(speed))
    fleet.world.agenda.run_due()
    return {"now": fleet.world.clock.now(), "speed": fleet.world.clock.speed}


async def jobs(fleet: Fleet, request: Request) -> Any:
    """Newest first: ``?provider=…&limit=…``."""
    return _rows(fleet, request, Job)


async def log(fleet: Fleet, request: Request) -> Any:
    """Requests, newest first, each with what it was charged."""
    return _rows(fleet, request, Entry)


async def deliveries(fleet: Fleet, request: Request) -> Any:
    """Webhooks, newest first."""
    return _rows(fleet, request, Delivery)


async def faults(fleet: Fleet, request: Request) -> Any:
    """GET: what can be ordered. POST an order. DELETE all orders; ``?seed=`` starts the random source again."""
    plan = fleet.world.plan
    if request.method == "DELETE":
        seed = request.query_params.get("seed", "")
        plan.clear(int(seed) if seed.isascii() and seed.isdigit() and len(seed) < 19 else None)
    elif request.method == "POST":
        try:
            plan.add(_order(await _body(fleet, request)))
        except (UnknownFaultError, TypeError, ValueError) as problem:
            raise refuse("validation", str(problem)) from None
    told = {name: {"stage": fault.stage, "summary": fault.summary} for name, fault in FAULTS.items()}
    return {
        "faults": told,
        "retry_after": list(RETRY_AFTER),
        "orders": [asdict(order) for order in plan.orders],
    }


async def mutations(fleet: Fleet, request: Request) -> Any:
    """GET: what can be changed. POST ``{"provider": …, "mutation": "drop-rule:MODEL:RULE"}``. DELETE all."""
    if request.method == "DELETE":
        fleet.restore()
    elif request.method == "POST":
        body = await _body(fleet, request)
        try:
            fleet.mutate(str(body.get("provider", "")), str(body.get("mutation", "")))
        except UnknownMutationError as problem:
            raise refuse("validation", str(problem)) from None
    kinds = {name: mutation.summary for name, mutation in MUTATIONS.items()}
    return {"kinds": kinds, "mutations": list(fleet.mutations)}


async def accounts(fleet: Fleet, request: Request) -> Any:
    """POST ``{"provider": …, "key": …, "balance": "10", "active": true, "without": ["hdr-access"]}``; GET lists."""
    if request.method == "POST":
        body = await _body(fleet, request)
        provider, key = body.get("provider"), body.get("key")
        if (
            not isinstance(provider, str)
            or provider not in fleet.desks
            or not isinstance(key, str)
            or not key
        ):
            raise refuse("validation", "provider and key are needed")
        fleet.world.store.put(_account(fleet.world.accounts.of_key(provider, key), body))
    return _rows(fleet, request, Account)


async def reset(fleet: Fleet, request: Request) -> Any:
    """Forget jobs, accounts, uploads, faults and mutations; the clock goes on."""
    fleet.world.store.clear()
    fleet.world.plan.clear()
    fleet.restore()
    return await state(fleet, request)


ROUTES: dict[str, tuple[tuple[str, ...], Handler]] = {
    "accounts": (("GET", "POST"), accounts),
    "clock": (("POST",), clock),
    "deliveries": (("GET",), deliveries),
    "faults": (("DELETE", "GET", "POST"), faults),
    "jobs": (("GET",), jobs),
    "log": (("GET",), log),
    "mutations": (("DELETE", "GET", "POST"), mutations),
    "reset": (("POST",), reset),
    "state": (("GET",), state),
}


async def answer(fleet: Fleet, request: Request, name: str) -> Response:
    """The control answer for ``/__callsheet__/<name>``."""
    methods, handler = ROUTES.get(name, ((), state))
    if not methods:
        return JSONResponse(
            {"error": "there is nothing at this path", "paths": [PREFIX + n for n in ROUTES]}, 404
        )
    if request.method not in methods:
        return JSONResponse({"error": "this method is not offered here"}, 405, {"Allow": ", ".join(methods)})
    try:
        return JSONResponse(await handler(fleet, request))
    except Refused as refused:
        return JSONResponse({"error": str(refused)}, refused.refusal.status or 400)


async def _body(fleet: Fleet, request: Request) -> dict[str, Any]:
    return await read_object(request, fleet.world.settings)


def _is_amount(value: object) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and 0 <= value < 1e9


def _order(body: dict[str, Any]) -> Order:
    rate, times = body.get("rate", 1.0), body.get("times")
    if not _is_amount(rate) or (times is not None and not _is_amount(times)):
        raise ValueError("rate and times are numbers, not below zero")
    operations = body.get("operations", ())
    if not isinstance(operations, list | tuple):
        raise TypeError("operations is a list of names")
    return Order(
        fault=str(body.get("fault", "")),
        provider=str(body.get("provider", "")),
        operations=tuple(map(str, operations)),
        rate=float(rate),
        times=None if times is None else int(times),
    )


def _account(account: Account, body: dict[str, Any]) -> Account:
    balance, without = body.get("balance", account.balance), body.get("without", account.without)
    try:
        amount = Decimal(str(balance))
    except ArithmeticError:
        raise refuse("validation", "balance is a number") from None
    if not amount.is_finite() or not isinstance(without, list | frozenset):
        raise refuse("validation", "balance is a number, without is a list of needs")
    named = frozenset(str(each) for each in without)
    return replace(account, balance=amount, active=bool(body.get("active", account.active)), without=named)


def _rows(fleet: Fleet, request: Request, kind: type[Account | Delivery | Entry | Job]) -> Any:
    wanted, limit = request.query_params.get("provider", ""), request.query_params.get("limit", "")
    most = min(int(limit), MOST) if limit.isascii() and limit.isdigit() and len(limit) < 10 else 100
    rows = (
        row
        for row in fleet.world.store.newest(kind)
        if getattr(row, "provider", wanted) == wanted or not wanted
    )
    return {"rows": [_plain(asdict(row)) for row in itertools.islice(rows, most)]}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: str(value)
        if isinstance(value, Decimal)
        else sorted(value)
        if isinstance(value, frozenset)
        else value
        for key, value in row.items()
    }
