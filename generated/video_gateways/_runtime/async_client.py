"""The awaiting client under every generated one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from .async_engine import AsyncEngine
from .async_job import AsyncJob
from .async_request import AsyncRequest
from .configuration import Options, configure
from .errors import Misconfigured
from .flows.listen import listen
from .flows.listing import listed, reconcile
from .flows.recover import Recovered, recover
from .flows.upload import upload
from .job_state import Progress, Snapshot
from .local_file import local_file
from .plan import Extra, Offer, nested, plan
from .transport import Transport

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx

    from .ledger import Ledger


class AsyncClient:
    """For asyncio, and one event loop. Close it, or use it in an ``async with`` block."""

    _transport: ClassVar[Transport]

    def __init__(
        self,
        credentials: Mapping[str, str | None],
        settings: Mapping[str, str | None],
        options: Options,
        *,
        proxy: str | None,
        http: httpx.AsyncClient | None,
    ) -> None:
        configuration = configure(self._transport, credentials, settings, options)
        self._engine = AsyncEngine(configuration, http, proxy)

    def resume(self, token: str) -> AsyncJob:
        """The job of a token, or of a bare job id, from whichever process; a ledger knows more of a bare id."""
        return AsyncJob(self._engine, self._engine.configuration.token(token))

    async def jobs(self, most: int = 50) -> list[Snapshot]:
        """Jobs as the gateway lists them. Raises ``Unsupported`` where it documents no list."""
        return await self._engine.run(listed(self._engine.context, most))

    async def recover(self) -> list[Recovered]:
        """What became of the ledger's unfinished intents: asked again under their key, or looked for in the list."""
        provider, ledger = self._transport.provider, self._engine.configuration.ledger()
        context = self._engine.context
        return [
            await self._engine.run(
                recover(context, intent, await self._engine.beside(ledger.job_ids, provider))
            )
            for intent in await self._engine.beside(ledger.open_intents, provider)
        ]

    async def reconcile(self, intent_id: str) -> list[AsyncJob]:
        """Jobs of the gateway's list that may be this intent's; one that surely is goes into the ledger."""
        ledger = self._engine.configuration.ledger()
        intent = await self._engine.beside(ledger.intent, intent_id)
        if intent is None:
            raise Misconfigured(f"the ledger has no intent {intent_id}")
        known = await self._engine.beside(ledger.job_ids, self._transport.provider)
        search = await self._engine.run(reconcile(self._engine.context, intent, known))
        return [self.resume(job.id) for job in search.candidates]

    async def upload(self, file: str | Path | bytes, *, name: str = "") -> str:
        """Hand over a file; what comes back is what a parameter takes. ``name`` tells the kind of bytes."""
        read = await self._engine.beside(local_file, file, name)
        return await self._engine.run(upload(self._engine.context, read))

    async def listen(self, on_event: Progress, *, seconds: float) -> None:
        """Call ``on_event`` for every job that ends. Raises ``Unsupported`` where the gateway has no stream."""
        await self._engine.run(listen(self._engine.context, seconds), on_event)

    def webhook(self, headers: Mapping[str, str], body: bytes) -> Snapshot:
        """What an authentic call back says of its job. Raises ``WebhookRejected``; ``webhook.verify`` says more."""
        from .webhook import verify  # noqa: PLC0415  hashing takes long to load, and few clients are called back

        return verify(self._transport, self._engine.configuration.around.signer.key.reveal(), headers, body)

    @property
    def ledger(self) -> Ledger:
        """Raises ``LedgerError`` where the client keeps none."""
        return self._engine.configuration.ledger()

    async def aclose(self) -> None:
        """Close what the client opened; an HTTP client that was passed in stays open."""
        await self._engine.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {self._engine.context.base_url}>"

    def _request(self, offer: Offer, arguments: Mapping[str, object], extra: Extra) -> AsyncRequest:
        return AsyncRequest(self._engine, plan(self._engine.context, offer, nested(arguments), extra))
