"""Apiframe v2: camel case, whole credits, details by field, webhooks that name their event inside."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

from callsheet_conformance.gateways.documents import Shown
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.follow import poll
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.journal import money
from callsheet_conformance.gateways.moments import iso, iso_or_none
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.provider import Breach, Json
from callsheet_conformance.gateways.records import Delivery, Deposit
from callsheet_conformance.gateways.reply import Refusal, Reply, refuse

KEPT_UPLOAD = 5400.0
"""Seconds that an uploaded file lives: an hour or two."""


class Apiframe(Gateway):
    def breach(self, breaches: Sequence[Breach], operation: str) -> Refusal:
        """``{"error": …, "details": {"lumaParams.duration": ["…"]}}``."""
        del operation
        details: dict[str, list[str]] = {}
        for breach in breaches:
            for field in breach.fields or ("",):
                details.setdefault(field, []).append(breach.text)
        return Refusal(cause="validation", text="Validation failed", details=details)

    def unknown_model(self, name: str) -> Refusal:
        text = f"no model is called {name[:200]!r}"
        return Refusal(cause="validation", text="Validation failed", details={"model": [text]})

    def poor(self, price: float, balance: float) -> Refusal:
        """The account holds too little; both numbers are told."""
        told = {"creditsRequired": -(-price // 1), "creditsAvailable": max(0, balance // 1)}
        return Refusal(cause="credit", text="Insufficient credits", details=told)

    def refused(self, refusal: Refusal, exchange: Exchange) -> Reply:
        """``details`` for what is not valid, credits beside the error for 402, the error alone otherwise."""
        status, body = self.status_of(refusal, exchange.operation), Json(error=refusal.text)
        if refusal.cause == "credit":
            body |= refusal.details
        elif refusal.cause == "validation" and refusal.details:
            body["details"] = refusal.details
        return Reply(status=status, body=body, headers=refusal.headers)

    def accepted(self, shown: Sequence[Shown], exchange: Exchange) -> Reply:
        del exchange
        return Reply(status=202, body={"jobId": shown[0].view.job.id, "status": shown[0].view.word})

    def polled(self, shown: Shown) -> Json:
        return {**self._row(shown), "input": shown.request}

    def listed(self, shown: Sequence[Shown], cursor: str | None) -> Json:
        return {
            "jobs": [self._row(each) for each in shown],
            "nextCursor": cursor,
            "hasMore": cursor is not None,
        }

    def notice(self, shown: Shown, event: str) -> Json:
        view, row = shown.view, self._row(shown)
        told = {"result": row["result"]} if "result" in row else {"error": row["error"]}
        return {
            "event": event, "jobId": view.job.id, "status": view.word, "progress": row["progress"], **told,
            "model": view.job.model, "creditCost": row["creditCost"], "completedAt": row["completedAt"],
        }  # fmt: skip

    def deposited(self, deposit: Deposit, url: str) -> Json:
        return {
            "id": deposit.id, "url": url, "kind": deposit.kind, "contentType": deposit.content_type,
            "byteSize": deposit.received, "expiresAt": iso(deposit.created + KEPT_UPLOAD),
        }  # fmt: skip

    def operations(self) -> Sequence[Operation]:
        """The catalogue, the caller, and a poll that takes UUIDs only."""
        get = partial(Operation, method="GET")
        return (
            get(name="models", path="/v2/models", handler=self._models, public=True),
            get(name="account", path="/v2/me", handler=self._me),
            get(name="poll", path="/v2/jobs/{id}", handler=self._poll),
        )

    def _row(self, shown: Shown) -> Json:
        view, job = shown.view, shown.view.job
        kept = self.transport.result.kept_seconds or 86400
        result = {"result": {"videoUrl": shown.url}} if shown.url else {}
        return {
            "id": job.id, "status": view.word, "model": job.model, "error": view.message,
            "progress": None if view.progress is None else int(view.progress * 100),
            "creditCost": money(job.price), "webhookStatus": self._webhook_status(job.id), **result,
            "createdAt": iso(job.created), "completedAt": iso_or_none(view.ended),
            "expired": view.means == "succeeded" and view.now > job.ended + kept,
        }  # fmt: skip

    def _webhook_status(self, job: str) -> str | None:
        found = (
            self.world.store.get(Delivery, f"{job}/{event}") for event in ("completed", "failed", "progress")
        )
        last = next((delivery for delivery in found if delivery), None)
        return last.state if last else None

    async def _poll(self, exchange: Exchange) -> Reply:
        try:
            uuid.UUID(exchange.request.path_params["id"])
        except ValueError:
            raise refuse("validation", "Invalid job id", fields=("id",)) from None
        return await poll(self, exchange)

    async def _models(self, exchange: Exchange) -> Reply:
        wanted = exchange.request.query_params.get("modality", "")
        if wanted not in ("", "image", "video", "music"):
            raise refuse(
                "validation", "Invalid modality", details={"modality": ["must be image, video or music"]}
            )
        rows = [
            {"id": model.id, "label": model.data["title"], "modality": "video", **_costs(model.data)}
            for model in self.provider.models.values()
            if wanted in ("", "video")
        ]
        return Reply(status=200, body={"models": rows})

    async def _me(self, exchange: Exchange) -> Reply:
        name = exchange.owner.id.rpartition("/")[2]
        own = str(uuid.UUID(name[:32]))
        return Reply(status=200, body={
            "user": {"id": own, "email": "someone@example.com", "role": "OWNER"},
            "team": {"id": own, "name": "Emulated", "credits": int(exchange.owner.balance), "plan": "emulated",
                     "customerId": None},
            "apiKey": {"id": own, "name": "emulated", "prefix": "afk_"},
        })  # fmt: skip


def _costs(model: Json) -> Json:
    """Cheapest and dearest, where prices are known."""
    rows = next((table["rows"] for table in reversed(model.get("prices", ())) if table.get("rows")), ())
    amounts = sorted(float(row["amount"]) for row in rows)
    return {"costMin": amounts[0], "costMax": amounts[-1], "pricingMode": "flat"} if amounts else {}
