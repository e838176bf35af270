"""Scenario: jobs and assets apart, prices as compute units, a dry run with a code of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from callsheet_conformance.gateways.documents import Shown
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.film import film_of
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.journal import money
from callsheet_conformance.gateways.moments import iso
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.provider import Json, Model
from callsheet_conformance.gateways.records import Deposit, Job
from callsheet_conformance.gateways.reply import Reply, refuse
from callsheet_conformance.gateways.scenario_inputs import inputs_of
from callsheet_conformance.gateways.transport import Call

PART_SECONDS = 3600.0
"""How long the URL of an upload's part lives."""


class Scenario(Gateway):
    passes_over = ("processing",)

    def new_id(self, model: str) -> str:
        """``job_`` and 24 letters and digits."""
        return f"job_{super().new_id(model).replace('-', '')[:24]}"

    def asset_id(self, job: Job) -> str:
        return f"asset_{job.id.removeprefix('job_')}"

    def job_id(self, asset: str) -> str:
        return f"job_{asset.removeprefix('asset_')}"

    def may_cancel(self, job: Job) -> bool:
        """Only inference jobs can be cancelled, and the jobs of these models are custom ones."""
        del job
        return False

    def accepted(self, shown: Sequence[Shown], exchange: Exchange) -> Reply:
        del exchange
        cost = money(shown[0].view.job.price)
        costs = {
            "creativeUnitsCost": cost,
            "creativeUnitsDiscount": 0,
            "costDetails": {"custom-generation": cost},
        }
        return Reply(status=200, body={"job": self._job(shown[0]), **costs})

    def dry(self, request: Json, model: Model) -> Reply:
        cost = money(self.world.price(model, request)[0])
        return Reply(status=269, body={"creativeUnitsCost": cost, "costDetails": {"custom-generation": cost}})

    def polled(self, shown: Shown) -> Json:
        return {"job": self._job(shown), "creativeUnitsCost": money(shown.view.job.price)}

    def listed(self, shown: Sequence[Shown], cursor: str | None) -> Json:
        return {
            "jobs": [self._job(each) for each in shown],
            **({"nextPaginationToken": cursor} if cursor else {}),
        }

    def asset(self, shown: Shown) -> Json:
        job = shown.view.job
        film = film_of(self.provider.models[job.model].data, shown.request)
        size = {"size": 0, "width": film.width, "height": film.height, "duration": film.seconds}
        told = {"kind": "video", "type": "txt2video", "modelId": job.model, "jobId": job.id}
        base = {"id": shown.asset, "url": shown.url, "mimeType": "video/mp4", **self._owner(job.account)}
        return {"asset": _asset(base, job.ended, size, told)}

    def deposited(self, deposit: Deposit, url: str) -> Json:
        """An asset at once for what came whole; an upload with its parts otherwise."""
        owner = self._owner(deposit.account.partition("/")[2])
        if not deposit.parts:
            kind, name = deposit.kind, f"asset_{deposit.id.replace('-', '')[:24]}"
            told = {"kind": kind, "type": "uploaded", "name": deposit.name}
            base = {"id": name, "url": url, "mimeType": deposit.content_type, **owner}
            return {"asset": _asset(base, deposit.created, {"size": deposit.received}, told)}
        return {"upload": _upload(deposit, owner, url)}

    def operations(self) -> Sequence[Operation]:
        """A model's inputs, and a result's own download."""
        model = self.transport.path(Call(method="GET", path="/models/{id}"))
        download = self.transport.path(Call(method="POST", path="/assets/{id}/download"))
        return (
            Operation(name="models", method="GET", path=model, handler=self._model),
            Operation(name="asset", method="POST", path=download, handler=self._download),
        )

    def _job(self, shown: Shown) -> Json:
        view, job = shown.view, shown.view.job
        metadata: Json = {"input": shown.request, "modelId": job.model}
        metadata |= {"assetIds": [shown.asset]} if shown.url else {}
        metadata |= {"error": view.message, "hint": "Change the input and try again."} if view.message else {}
        owner = self._owner(job.account)
        return {
            "jobId": job.id, "jobType": "custom", "status": view.word,
            "progress": view.progress if view.progress is not None else 0,
            "statusHistory": [{"date": iso(moment), "status": word} for moment, word in view.history],
            "metadata": metadata, "createdAt": iso(job.created), "updatedAt": iso(view.history[-1][0]),
            "billing": {"cuCost": money(job.price), "cuDiscount": 0}, **owner,
        }  # fmt: skip

    def _owner(self, account: str) -> Json:
        digest = hashlib.sha256(account.encode()).hexdigest()
        return {"authorId": digest[:32], "ownerId": f"team_{digest[:24]}"}

    async def _model(self, exchange: Exchange) -> Reply:
        found = self.provider.models.get(exchange.request.path_params["id"])
        if found is None:
            raise refuse("not_found", "no such model")
        moment = iso(self.world.clock.now())
        return Reply(status=200, body={"model": {
            "id": found.id, "name": found.data["title"], "type": "custom", "custom": True, "source": "scenario",
            "status": "trained", "privacy": "public", "capabilities": found.data.get("capabilities", []),
            "collectionIds": [], "exampleAssetIds": [], "tags": [], "trainingImagesNumber": 0,
            "createdAt": moment, "updatedAt": moment, "inputs": inputs_of(found.data),
        }})  # fmt: skip

    async def _download(self, exchange: Exchange) -> Reply:
        job = self.world.store.get(Job, self.job_id(exchange.request.path_params["id"]))
        shown = self.show(job) if job and job.account == exchange.owner.id.partition("/")[2] else None
        if shown is None or shown.url is None:
            raise refuse("not_found", "no such asset")
        return Reply(status=200, body={"url": shown.url})


def _asset(base: Json, made: float, size: Json, told: Json) -> Json:
    source = "uploaded" if told["type"] == "uploaded" else "txt2video"
    return {
        **base, "kind": told["kind"], "source": source, "status": "success", "privacy": "private", "tags": [],
        "properties": size, "metadata": told, "collectionIds": [], "editCapabilities": [],
        "createdAt": iso(made), "updatedAt": iso(made),
    }  # fmt: skip


def _upload(deposit: Deposit, owner: Json, url: str) -> Json:
    status = "pending" if deposit.open else "imported"
    expires = iso(deposit.created + PART_SECONDS)
    parts = [{"number": n, "url": f"{url}?part={n}", "expires": expires} for n in range(1, deposit.parts + 1)]
    done = {} if deposit.open else {"entityId": f"asset_{deposit.id.replace('-', '')[:24]}"}
    return {
        "id": deposit.id, "fileName": deposit.name, "kind": deposit.kind or "asset", "source": "multipart",
        "status": status, "contentType": deposit.content_type, "parts": parts, "partsCount": deposit.parts,
        "createdAt": iso(deposit.created), "updatedAt": iso(deposit.created), **owner, **done,
    }  # fmt: skip
