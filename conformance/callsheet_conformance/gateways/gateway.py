"""A gateway as its transport data describes it; each real one says in its own file what data cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from callsheet_conformance.gateways import pointers
from callsheet_conformance.gateways.documents import Shown, document, page
from callsheet_conformance.gateways.exchange import Exchange
from callsheet_conformance.gateways.faults.plan import argument_of
from callsheet_conformance.gateways.files import LIFETIME
from callsheet_conformance.gateways.journal import money
from callsheet_conformance.gateways.operation import Operation
from callsheet_conformance.gateways.provider import Breach, Json, Model, Provider
from callsheet_conformance.gateways.records import Deposit, Job
from callsheet_conformance.gateways.reply import Refusal, Reply
from callsheet_conformance.gateways.views import look
from callsheet_conformance.gateways.world import World

CODES = {
    "authentication": 401, "conflict": 409, "credit": 402, "moderation": 400, "not_found": 404, "permission": 403,
    "rate_limit": 429, "server": 500, "timeout": 504, "validation": 400,
}  # fmt: skip
"""For causes that a gateway's table does not name."""
BASES = ("documented", "observed", "inferred")
"""Who says that a code means a cause, best founded first."""


class Gateway:
    """Answers as the transport's pointers say. Subclasses override what they know better."""

    passes_over: ClassVar[tuple[str, ...]] = ()
    """Pending words that a job does not go through: other spellings, other versions."""
    webhook_default: ClassVar[tuple[str, ...]] = ("completed", "failed")
    """The events that are sent to who names a URL and no events."""

    def __init__(self, provider: Provider, world: World) -> None:
        self.provider = provider
        self.transport = provider.transport
        self.world = world

    def parameters(self, params: Json, model: Model) -> Json:
        """The model's parameters of a create, with the model's id where that is one of them, and only there."""
        named = next((p["path"] for p in model.data["parameters"] if p.get("role") == "model"), "")
        place = self.transport.envelope
        beside = "" if named or place.params else place.model.strip("/")
        sent = {key: value for key, value in params.items() if key != beside}
        return {named: model.id, **sent} if named else sent

    def count_of(self, body: Json) -> int:  # noqa: ARG002 - some make several at once
        """How many jobs a create makes. May raise ``Refused``."""
        return 1

    def may_cancel(self, job: Job) -> bool:  # noqa: ARG002 - some never do
        """Whether jobs of this kind can be cancelled at all."""
        return True

    def new_id(self, model: str) -> str:  # noqa: ARG002 - some ids hold the model
        """The id of a new job."""
        return self.world.ids.uuid()

    def asset_id(self, job: Job) -> str:
        """The id of a job's result, where results have ids."""
        return job.id

    def job_id(self, asset: str) -> str:
        """The job whose result has this id; the other way round."""
        return asset

    def is_late(self, breach: Breach, operation: str) -> bool:  # noqa: ARG002 - for those that find out late
        """Whether this breach is found only when the job runs."""
        return False

    def late_text(self, breaches: Sequence[Breach]) -> str:
        """The reason that a job gives which failed for these."""
        return "; ".join(breach.text for breach in breaches)

    def breach(self, breaches: Sequence[Breach], operation: str) -> Refusal:  # noqa: ARG002 - some wrap by operation
        """The refusal for what is found at once."""
        details = {"/".join(breach.fields) or "request": [breach.text] for breach in breaches}
        return Refusal(cause="validation", text="; ".join(b.text for b in breaches), details=details)

    def unknown_model(self, name: str) -> Refusal:
        return Refusal(cause="not_found", text=f"there is no model {name[:200]!r}")

    def poor(self, price: float, balance: float) -> Refusal:  # noqa: ARG002 - some tell both
        """The refusal for an account without enough credit."""
        return Refusal(cause="credit", text="Insufficient credits")

    def accepted(self, shown: Sequence[Shown], exchange: Exchange) -> Reply:  # noqa: ARG002 - some tell it apart
        """The answer to a create."""
        answer, body = self.transport.submit.answer, Json()
        documents = [document(answer, each) for each in shown]
        if answer.jobs:
            pointers.put(body, answer.jobs, documents)
        return Reply(status=self.transport.submit.accepted[0], body=body if answer.jobs else documents[0])

    def polled(self, shown: Shown) -> Json:
        """The answer to a poll."""
        return document(self.transport.poll.answer, shown)

    def listed(self, shown: Sequence[Shown], cursor: str | None) -> Json:
        """A page of the listing."""
        form = self.transport.listing
        return page(form.call.answer, shown, (*form.next, "")[0], cursor) if form else {}

    def cancelled(self, shown: Shown) -> Json:
        """The answer to a cancel, whether it found something to cancel or not."""
        return document(self.transport.cancel.answer, shown) if self.transport.cancel else {}

    def asset(self, shown: Shown) -> Json:
        """The answer to a question for a result by its id."""
        body = document(self.transport.asset.answer, shown) if self.transport.asset else Json()
        return {**body, **({"id": shown.asset} if "id" in body else {})}

    async def finished(self, shown: Shown, body: Json) -> Reply:  # noqa: ARG002 - some answer as the body asks
        """The answer of a create that waits for the end."""
        return Reply(
            status=200, body=document(self.transport.sync.answer, shown) if self.transport.sync else {}
        )

    def is_listed(self, shown: Shown, status: str) -> bool:
        """Whether a listing that asks for this status, or for none, has the job."""
        return status in ("", shown.view.word)

    def dry(self, request: Json, model: Model) -> Reply:
        """The answer to a dry run."""
        form, body = self.transport.dry_run, Json()
        price, _ = self.world.price(model, request)
        for charge in form.charge if form else ():
            pointers.put(body, charge.pointer, money(price))
        return Reply(status=form.accepted[0] if form else 200, body=body)

    def deposited(self, deposit: Deposit, url: str) -> Json:
        """What is told of an uploaded file."""
        return {"id": deposit.id, "url": url, "status": "pending" if deposit.open else "complete"}

    def notice(self, shown: Shown, event: str) -> Json:  # noqa: ARG002 - some name it inside
        """The body of a webhook."""
        return document(self.transport.webhooks.answer, shown) if self.transport.webhooks else {}

    def streamed(self, shown: Shown) -> Json:
        """The data of a server-sent event."""
        return document(self.transport.stream.call.answer, shown) if self.transport.stream else {}

    def refused(self, refusal: Refusal, exchange: Exchange) -> Reply:
        """A refusal in the gateway's envelope."""
        form, body, status = self.transport.errors, Json(), self.status_of(refusal, exchange.operation)
        for places, value in (
            (form.message, refusal.text),
            (form.type, refusal.cause),
            (form.code, str(status)),
            (form.request_id, exchange.request_id),
            (form.details, refusal.details),
        ):
            if places and value:
                pointers.put(body, places[0], value)
        return Reply(status=status, body=body, headers=refusal.headers)

    def operations(self) -> Sequence[Operation]:
        """Those that only this gateway has; looked at before the common ones."""
        return ()

    def status_of(self, refusal: Refusal, operation: str) -> int:
        """The code for a cause: the refusal's own, or the best founded that the table has for it."""
        if refusal.status:
            return refusal.status
        rows = [
            row
            for row in self.transport.errors.causes
            if row.cause == refusal.cause and (not row.calls or operation in row.calls) and not row.text
        ]
        best = min(rows, key=lambda row: BASES.index(row.basis), default=None)
        if best is not None:
            return best.status[0]
        return CODES.get(refusal.cause, 400)

    def show(self, job: Job) -> Shown:
        """The job now, with a fresh URL if it has a result."""
        view = look(job, self.transport, self.world.clock.now(), self.passes_over)
        if view.means != "succeeded" or argument_of(job.faults, "no-url") is not None:
            return Shown(view=view)
        expired = argument_of(job.faults, "expired-url") is not None
        lifetime = -1.0 if expired else float(self.transport.result.url_seconds or LIFETIME)
        url = self.world.files.url(self.world.origin or job.origin, job.id, lifetime=lifetime)
        return Shown(view=view, url=url, asset=self.asset_id(job))
