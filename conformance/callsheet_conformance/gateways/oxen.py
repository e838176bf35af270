"""Oxen.ai: parameters are checked when the job runs, several jobs a create, events, and a create that waits."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import partial

import anyio.to_thread

from callsheet_conformance.gateways.documents import Shown
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.film import film_of
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.media import clip
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.provider import Breach, Json, Model
from callsheet_conformance.gateways.reply import Refusal, Reply, refuse
from callsheet_conformance.gateways.transport import Call

QUEUE_KEYS = ("num_generations", "target_namespace", "response_format")
"""Keys of a create that are the queue's, not the model's."""
MOST = 4
"""Jobs that one create makes at most."""
TYPES = {
    "authentication": ("unauthenticated", "You must be signed in to do this."),
    "credit": ("insufficient_credits", "There are not enough credits."),
    "not_found": ("resource_not_found", "The requested resource could not be found"),
    "permission": ("unauthorized", "You may not do this."),
    "validation": ("invalid_params", "Invalid parameters supplied."),
}
"""Error type and title by cause; ``unknown_error`` for the rest."""
WRAPPED = "Getting model response error: 422 - Value error, {}"
"""How a refusal of the model comes through."""


class Oxen(Gateway):
    def parameters(self, params: Json, model: Model) -> Json:
        """Without the queue's own keys, but for those that the model lists too."""
        listed = {parameter["path"] for parameter in model.data["parameters"]}
        kept = {key: value for key, value in params.items() if key not in QUEUE_KEYS or key in listed}
        return super().parameters(kept, model)

    def count_of(self, body: Json) -> int:
        """The one parameter that the queue looks at; where a mutation lets a strange count pass, it makes one job."""
        count, model = body.get("num_generations", 1), self.provider.models.get(str(body.get("model")))
        found = model.judge.breaches(body) if model else ()
        broken = [breach for breach in found if breach.fields == ("num_generations",)]
        if model and broken and (model.id, broken[0].id) not in self.provider.late:
            text = f"num_generations must be an integer between 1 and {MOST}"
            raise refuse("validation", text, rule=broken[0].id)
        whole = isinstance(count, int) and not isinstance(count, bool)
        return count if whole and 1 <= count <= MOST else 1

    def is_late(self, breach: Breach, operation: str) -> bool:
        """The queue checks no parameter of the model; the create that waits checks all at once."""
        del breach
        return operation == "submit"

    def late_text(self, breaches: Sequence[Breach]) -> str:
        return WRAPPED.format("; ".join(breach.text for breach in breaches))

    def breach(self, breaches: Sequence[Breach], operation: str) -> Refusal:
        del operation
        return Refusal(cause="validation", text=self.late_text(breaches))

    def unknown_model(self, name: str) -> Refusal:
        return Refusal(cause="not_found", text=f"Model not found: {name[:200]}", fields=("model",))

    def refused(self, refusal: Refusal, exchange: Exchange) -> Reply:
        """Type and title; a missing model has the other shape, with a message alone."""
        status = self.status_of(refusal, exchange.operation)
        if refusal.fields == ("model",):
            return Reply(status=status, body={"error": {"message": refusal.text}}, headers=refusal.headers)
        kind, title = TYPES.get(refusal.cause, ("unknown_error", "Something went wrong."))
        error = {"type": kind, "title": title, "detail": refusal.text}
        body = {"error": error, "status": "error", "status_message": kind}
        return Reply(status=status, body=body, headers=refusal.headers)

    def polled(self, shown: Shown) -> Json:
        view, job = shown.view, shown.view.job
        row = {
            "generation_id": job.id, "model_name": job.model, "prompt": shown.request.get("prompt"),
            "media_type": "video", "status": view.word, "result_url": shown.url, "error_message": view.message,
            "enqueued_at": int(job.created), "started_at": _seconds(view.started),
            "completed_at": _seconds(view.ended),
        }  # fmt: skip
        return {**{key: value for key, value in shown.request.items() if key != "model"}, **row}

    def listed(self, shown: Sequence[Shown], cursor: str | None) -> Json:
        del cursor
        return {"count": len(shown), "generations": [self.polled(each) for each in shown]}

    def is_listed(self, shown: Shown, status: str) -> bool:
        """Without a filter only what is still going on."""
        return status == shown.view.word if status else shown.view.means == "pending"

    def cancelled(self, shown: Shown) -> Json:
        return {"status": "success", "generation_id": shown.view.job.id}

    def streamed(self, shown: Shown) -> Json:
        view, job = shown.view, shown.view.job
        told = {"generation_id": job.id, "status": view.word, "media_type": "video"}
        return (
            {**told, "error": view.message}
            if view.message
            else {**told, "model": job.model, "url": shown.url}
        )

    async def finished(self, shown: Shown, body: Json) -> Reply:
        """The URL, or the file itself where the body asks for ``b64_json``."""
        job, video = shown.view.job, Json(url=shown.url)
        if body.get("response_format") == "b64_json":
            film = film_of(self.provider.models[job.model].data, shown.request)
            video = {"b64_json": base64.b64encode(await anyio.to_thread.run_sync(clip, film)).decode()}
        return Reply(status=200, body={"model": job.model, "created": int(job.created), "videos": [video]})

    def operations(self) -> Sequence[Operation]:
        """The catalogue."""
        get = partial(Operation, method="GET", name="models")
        base = self.transport.path(Call(method="GET", path="/models"))
        return (
            get(path=base, handler=self._models),
            get(path=base + "/search", handler=self._models),
            get(path=base + "/{id}", handler=self._model),
        )

    async def _models(self, exchange: Exchange) -> Reply:
        wanted = exchange.request.query_params.get("search", "")
        rows = [_row(model) for model in self.provider.models.values() if wanted in model.id]
        return Reply(status=200, body={"object": "list", "data": rows})

    async def _model(self, exchange: Exchange) -> Reply:
        found = self.provider.models.get(exchange.request.path_params["id"])
        if found is None:
            raise refuse("not_found", "no such model")
        return Reply(status=200, body=_row(found))


def _row(model: Model) -> Json:
    return {
        "id": model.id, "object": "model", "created": 0, "owned_by": "oxen", "display_name": model.data["title"],
        "description": model.data.get("summary", ""), "endpoint": "/videos/generate",
        "capabilities": {"input": ["text"], "output": ["video"]},
        "pricing": {"method": "per_video_output_second"}, "request_schema": None,
    }  # fmt: skip


def _seconds(moment: float | None) -> int | None:
    return None if moment is None else int(moment)
