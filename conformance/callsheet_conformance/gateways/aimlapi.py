"""AI/ML API: ids that hold the model, one envelope for every error, 403 for no credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from callsheet_conformance.gateways.documents import Shown
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.journal import money
from callsheet_conformance.gateways.moments import iso
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.provider import Breach, Json
from callsheet_conformance.gateways.reply import Refusal, Reply

CREDITS_A_DOLLAR = 2_000_000


class AimlApi(Gateway):
    passes_over = ("waiting", "active", "processing")

    def new_id(self, model: str) -> str:
        """``<uuid>:luma/ray-2``: to be escaped in a query."""
        return f"{super().new_id(model)}:{model}"

    def breach(self, breaches: Sequence[Breach], operation: str) -> Refusal:
        return replace(super().breach(breaches, operation), text="Body validation error")

    def unknown_model(self, name: str) -> Refusal:
        text = f"no model is called {name[:200]!r}"
        return Refusal(cause="validation", text="Body validation error", details={"model": [text]})

    def refused(self, refusal: Refusal, exchange: Exchange) -> Reply:
        """Message, path, request id, the status as a string, and when."""
        status = self.status_of(refusal, exchange.operation)
        body: Json = {
            "message": refusal.text,
            "path": exchange.request.scope["gateway_path"][:500],
            "requestId": exchange.request_id,
            "statusCode": str(status),
            "timestamp": iso(self.world.clock.now()),
        }
        if refusal.details:
            body["meta"] = refusal.details
        return Reply(status=status, body=body, headers=refusal.headers)

    def accepted(self, shown: Sequence[Shown], exchange: Exchange) -> Reply:
        del exchange
        return Reply(status=200, body=self.polled(shown[0]))

    def polled(self, shown: Shown) -> Json:
        view, job = shown.view, shown.view.job
        name = "Generation error" if view.message else None
        usd = job.price if self.provider.models[job.model].unit() == "USD" else None
        credits_used = job.price if usd is None else usd * CREDITS_A_DOLLAR
        usage = {
            "credits_used": money(credits_used),
            **({"usd_spent": money(usd)} if usd is not None else {}),
        }
        return {
            "id": job.id,
            "status": view.word,
            "video": {"url": shown.url} if shown.url else None,
            "error": {"name": name, "message": view.message} if name else None,
            "meta": {"usage": usage} if view.means != "pending" else None,
        }

    def operations(self) -> Sequence[Operation]:
        """The catalogue needs no key."""
        return (Operation(name="models", method="GET", path="/v1/models", handler=self._models, public=True),)

    async def _models(self, exchange: Exchange) -> Reply:
        wanted = exchange.request.query_params.get("id", "")
        rows = [
            {"id": model.id, "type": "video", "info": {"name": model.data["title"]}}
            for model in self.provider.models.values()
            if model.is_create and wanted in ("", model.id)
        ]
        return Reply(status=200, body={"object": "list", "data": rows})
