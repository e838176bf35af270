"""GMI Cloud: the shape is checked before the account, and what the upstream refuses comes as a 500."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from callsheet_conformance.gateways.documents import Shown
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.provider import Breach, Json
from callsheet_conformance.gateways.reply import Refusal, Reply, refuse
from callsheet_conformance.gateways.transport import Call


class GmiCloud(Gateway):
    def breach(self, breaches: Sequence[Breach], operation: str) -> Refusal:
        """400 for the shape; a client error dressed as a server error for values and rules."""
        del operation
        shape = [breach.text for breach in breaches if breach.shape]
        if shape:
            return Refusal(cause="validation", text=f"Invalid payload: {'; '.join(shape)}", status=400)
        text = f"Backend error (400): {'; '.join(breach.text for breach in breaches)}"
        return Refusal(cause="validation", text=text, status=500)

    def unknown_model(self, name: str) -> Refusal:
        return Refusal(
            cause="permission",
            status=404,
            text=f"model {name[:200]!r} was not found, or you do not have access",
        )

    def poor(self, price: float, balance: float) -> Refusal:
        del price, balance
        return Refusal(cause="credit", text="Insufficient credits to run this request", status=400)

    def refused(self, refusal: Refusal, exchange: Exchange) -> Reply:
        status = self.status_of(refusal, exchange.operation)
        if refusal.cause == "permission" and not refusal.status:
            status = 404 if exchange.rule.startswith("need:") else 403
        return Reply(status=status, body={"error": refusal.text}, headers=refusal.headers)

    def accepted(self, shown: Sequence[Shown], exchange: Exchange) -> Reply:
        """The model's page shows ``processing`` here, and ``queued`` before it in its list: both are told."""
        del exchange
        word = next((s.word for s in self.transport.statuses if s.word == "processing"), shown[0].view.word)
        row = self._row(shown[0])
        return Reply(status=200, body={**row, "status": word})

    def polled(self, shown: Shown) -> Json:
        view, job = shown.view, shown.view.job
        files = {
            "video_url": shown.url,
            "media_urls": [{"id": "0", "url": shown.url}],
            "generation_id": job.id,
        }
        return {
            **self._row(shown),
            "payload": {key: value for key, value in shown.request.items() if key != "model"},
            "outcome": files if shown.url else {},
            "error": view.message or "",
        }

    def listed(self, shown: Sequence[Shown], cursor: str | None) -> Json:
        del cursor
        return {"requests": [self.polled(each) for each in shown], "total": len(shown)}

    def cancelled(self, shown: Shown) -> Json:
        return self._row(shown)

    def operations(self) -> Sequence[Operation]:
        """The catalogue."""
        base = self.transport.path(Call(method="GET", path="/models"))
        get = partial(Operation, method="GET", name="models")
        return (get(path=base, handler=self._models), get(path=base + "/{id}", handler=self._model))

    def _row(self, shown: Shown) -> Json:
        view, job = shown.view, shown.view.job
        updated = view.history[-1][0]
        return {
            "request_id": job.id, "model": job.model, "status": view.word,
            "created_at": int(job.created), "updated_at": int(updated),
        }  # fmt: skip

    async def _models(self, exchange: Exchange) -> Reply:
        del exchange
        return Reply(status=200, body={"model_ids": list(self.provider.models)})

    async def _model(self, exchange: Exchange) -> Reply:
        found = self.provider.models.get(exchange.request.path_params["id"])
        if found is None:
            raise refuse("not_found", "no such model")
        return Reply(status=200, body={"model": found.id, "title": found.data["title"]})
