"""The blocking client under every generated one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from .configuration import Options, configure
from .errors import Misconfigured
from .flows.listen import listen
from .flows.listing import listed, reconcile
from .flows.recover import Recovered, recover
from .flows.upload import upload
from .job_state import Snapshot, Update
from .local_file import local_file
from .plan import Extra, Offer, nested, plan
from .sync_engine import Engine
from .sync_job import Job
from .sync_request import Request
from .transport import Transport

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx

    from .ledger import Ledger


class Client:
    """Safe to share between threads. Close it, or use it in a ``with`` block."""

    _transport: ClassVar[Transport]

    def __init__(
        self,
        credentials: Mapping[str, str | None],
        settings: Mapping[str, str | None],
        options: Options,
        *,
        proxy: str | None,
        http: httpx.Client | None,
    ) -> None:
        configuration = configure(self._transport, credentials, settings, options)
        self._engine = Engine(configuration, http, proxy)

    def resume(self, token: str) -> Job:
        """The job of a token, or of a bare job id, from whichever process; a ledger knows more of a bare id."""
        return Job(self._engine, self._engine.configuration.token(token))

    def jobs(self, most: int = 50) -> list[Snapshot]:
        """Jobs as the gateway lists them. Raises ``Unsupported`` where it documents no list."""
        return self._engine.run(listed(self._engine.context, most))

    def recover(self) -> list[Recovered]:
        """What became of the ledger's unfinished intents: asked again under their key, or looked for in the list."""
        ledger = self._engine.configuration.ledger()
        context = self._engine.context
        return [
            self._engine.run(recover(context, intent, ledger.job_ids(self._transport.provider)))
            for intent in ledger.open_intents(self._transport.provider)
        ]

    def reconcile(self, intent_id: str) -> list[Job]:
        """Jobs of the gateway's list that may be this intent's; one that surely is goes into the ledger."""
        ledger = self._engine.configuration.ledger()
        intent = ledger.intent(intent_id)
        if intent is None:
            raise Misconfigured(f"the ledger has no intent {intent_id}")
        known = ledger.job_ids(self._transport.provider)
        search = self._engine.run(reconcile(self._engine.context, intent, known))
        return [self.resume(job.id) for job in search.candidates]

    def upload(self, file: str | Path | bytes, *, name: str = "") -> str:
        """Hand over a file; what comes back is what a parameter takes. ``name`` tells the kind of bytes."""
        return self._engine.run(upload(self._engine.context, local_file(file, name)))

    def listen(self, on_event: Callable[[Update], None], *, seconds: float) -> None:
        """Call ``on_event`` for every job that ends. Raises ``Unsupported`` where the gateway has no stream."""
        self._engine.run(listen(self._engine.context, seconds), on_event)

    def webhook(self, headers: Mapping[str, str], body: bytes) -> Snapshot:
        """What an authentic call back says of its job. Raises ``WebhookRejected``; ``webhook.verify`` says more."""
        from .webhook import verify  # noqa: PLC0415  hashing takes long to load, and few clients are called back

        return verify(self._transport, self._engine.configuration.around.signer.key.reveal(), headers, body)

    @property
    def ledger(self) -> Ledger:
        """Raises ``LedgerError`` where the client keeps none."""
        return self._engine.configuration.ledger()

    def close(self) -> None:
        """Close what the client opened; an HTTP client that was passed in stays open."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {self._engine.context.base_url}>"

    def _request(self, offer: Offer, arguments: Mapping[str, object], extra: Extra) -> Request:
        return Request(self._engine, plan(self._engine.context, offer, nested(arguments), extra))
