"""The one ASGI application: which gateway a request is for, and what belongs to none."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from callsheet_conformance.gateways import control
from callsheet_conformance.gateways.connections import is_socket
from callsheet_conformance.gateways.fleet import Fleet
from callsheet_conformance.gateways.results import PLACES
from callsheet_conformance.gateways.webhooks import is_loopback


class Emulator:
    """``/gmicloud/…`` is that gateway; on a gateway's own port, and where only one is served, ``/…`` is too."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.ports: dict[int, str] = {}
        """Gateways that have a port to themselves."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1003})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if is_socket(scope) and not is_loopback(f"http://{request.headers.get('host', '')}"):
            refusal = {"error": "this is for loopback only; call it by 127.0.0.1 or localhost"}
            return await JSONResponse(refusal, 421)(scope, receive, send)
        if scope["path"].startswith(control.PREFIX):
            answer = await self._own(request, scope["path"])
            return await answer(scope, receive, send)
        provider, path = self._addressed(scope)
        if not provider:
            served = {name: f"/{name}/" for name in self.fleet.desks}
            return await JSONResponse({"error": "no gateway here", "gateways": served}, 404)(
                scope, receive, send
            )
        return await self.fleet.desks[provider]({**scope, "gateway_path": path}, receive, send)

    async def _own(self, request: Request, path: str) -> Response:
        self.fleet.world.agenda.run_due()
        for pattern, answer in PLACES:
            if found := pattern.match(path):
                return await answer(self.fleet, request, found[1])
        return await control.answer(self.fleet, request, path.removeprefix(control.PREFIX))

    def _addressed(self, scope: Scope) -> tuple[str, str]:
        """Provider and path at that provider; an empty provider where the request is for none."""
        first, _, rest = scope["path"].lstrip("/").partition("/")
        if first in self.fleet.desks:
            return first, f"/{rest}"
        server = scope.get("server")
        alone = next(iter(self.fleet.desks)) if len(self.fleet.desks) == 1 else ""
        return self.ports.get(server[1] if server else 0, alone), scope["path"]


async def _lifespan(receive: Receive, send: Send) -> None:
    while (await receive())["type"] == "lifespan.startup":
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})
