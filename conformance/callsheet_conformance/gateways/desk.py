"""Where a gateway's requests come in: found, signed in, answered, struck by faults, logged."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from callsheet_conformance.gateways import described, pointers
from callsheet_conformance.gateways.error import UnknownFaultError
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.faults.plan import HEADER
from callsheet_conformance.gateways.faults.replies import instead
from callsheet_conformance.gateways.faults.table import FAULTS
from callsheet_conformance.gateways.faults.wire import body_of, strike
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.reply import RULE_HEADER, Refusal, Refused, Reply

PLAIN = ",:.[]/"
"""What names of rules and limits hold; names of unknown keys may hold anything, and come percent-encoded."""
LONGEST_RULE = 4000


class Desk:
    """An ASGI app that serves one gateway."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.world = gateway.world
        self._operations = [*gateway.operations(), *described.operations(gateway)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.world.agenda.run_due()
        exchange = Exchange(request=request, operation="", request_id=self.world.ids.uuid())
        try:
            response = await self._answer(exchange)
        except Exception as problem:  # noqa: BLE001 - a client must never see a traceback; the journal shows it
            self.world.journal.crash(problem)
            response = JSONResponse({"error": "Internal error."}, 500)
        self._log(exchange, response)
        await response(scope, receive, send)

    async def _answer(self, exchange: Exchange) -> Response:
        found = self._find(exchange)
        exchange.operation = found.name if isinstance(found, Operation) else "none"
        asked = exchange.request.headers.get(HEADER, "")
        try:
            exchange.faults = self.world.plan.pick(self.gateway.provider.id, exchange.operation, asked)
        except UnknownFaultError as unknown:
            return JSONResponse({"callsheet": str(unknown)}, 400)
        response = await self._kept_from(exchange)
        if response is None:
            response = await self._act(exchange, found)
        return self._struck(exchange, response)

    def _find(self, exchange: Exchange) -> Operation | Refusal:
        scope, others = exchange.request.scope, set[str]()
        for operation in self._operations:
            parameters = operation.match(scope["gateway_path"])
            if parameters is None:
                continue
            if operation.method == scope["method"]:
                scope["path_params"] = parameters
                return operation
            others.add(operation.method)
        if others:
            allow = {"Allow": ", ".join(sorted(others))}
            return Refusal(
                cause="not_found", text="this method is not offered here", status=405, headers=allow
            )
        return Refusal(cause="not_found", text="there is nothing at this path", status=404)

    async def _kept_from(self, exchange: Exchange) -> Response | None:
        """The answer of a fault that keeps the gateway from acting."""
        for fault in exchange.faults:
            name, _, argument = fault.partition(":")
            argument = argument or FAULTS[name].argument
            if name == "latency":
                await asyncio.sleep(float(argument))
            answer = instead(name, argument)
            if answer is not None:
                return self._refused(exchange, answer) if isinstance(answer, Refusal) else answer
        return None

    async def _act(self, exchange: Exchange, found: Operation | Refusal) -> Response:
        if isinstance(found, Refusal):
            return self._refused(exchange, found)
        try:
            if not found.public:
                of_request = self.world.accounts.of_request
                exchange.account = of_request(
                    exchange.request, self.gateway.provider.id, self.gateway.transport.auth
                )
            answer = await found.handler(exchange)
        except Refused as refused:
            return self._refused(exchange, refused.refusal)
        return self._dressed(exchange, answer) if isinstance(answer, Reply) else answer

    def _refused(self, exchange: Exchange, refusal: Refusal) -> Response:
        exchange.rule = exchange.rule or refusal.rule
        return self._dressed(exchange, self.gateway.refused(refusal, exchange))

    def _dressed(self, exchange: Exchange, reply: Reply) -> Response:
        response = reply.response()
        if exchange.rule:
            response.headers[RULE_HEADER] = quote(exchange.rule, safe=PLAIN)[:LONGEST_RULE]
        if self.gateway.transport.errors.request_id_header:
            response.headers[self.gateway.transport.errors.request_id_header] = exchange.request_id
        return response

    def _struck(self, exchange: Exchange, response: Response) -> Response:
        for fault in exchange.faults:
            name, _, argument = fault.partition(":")
            if name == "missing-id":
                response = self._without_ids(response)
            elif FAULTS[name].stage == "after":
                response = strike(name, argument or FAULTS[name].argument, response)
        return response

    def _without_ids(self, response: Response) -> Response:
        try:
            body = json.loads(body_of(response))
        except ValueError:
            return response
        for answer in (self.gateway.transport.submit.answer, self.gateway.transport.poll.answer):
            for pointer in answer.id:
                pointers.drop(body, f"{answer.jobs}/*{pointer}" if answer.jobs else pointer)
        return JSONResponse(body, response.status_code)

    def _log(self, exchange: Exchange, response: Response) -> None:
        self.world.journal.write(
            provider=self.gateway.provider.id,
            method=exchange.request.method,
            path=exchange.request.scope["gateway_path"][:500],
            status=response.status_code,
            job=exchange.job,
            rule=exchange.rule,
            price=exchange.price,
            priced=exchange.priced,
            faults=exchange.faults,
        )
