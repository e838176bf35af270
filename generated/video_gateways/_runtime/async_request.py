"""A request that was checked and priced, and waits to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .async_engine import AsyncEngine
from .async_job import AsyncJob, AsyncResult
from .errors import OutcomeUnknown, RequestRejected
from .flows.dry_run import dry_run
from .flows.submit import submit
from .job_state import Amount, Progress
from .known_job import noting
from .plan import Plan, explained, guard
from .planned import Planned
from .result import patience

if TYPE_CHECKING:
    from .configuration import MaxPrice


class AsyncRequest(Planned):
    """``request.price`` says what it costs, ``request.submit()`` buys it, ``request.generate()`` waits for it too."""

    def __init__(self, engine: AsyncEngine, planned: Plan) -> None:
        super().__init__(planned)
        self._engine = engine

    async def submit(self, *, max_price: MaxPrice | None = None) -> AsyncJob:
        """Buy one job. Sent once; see ``OutcomeUnknown`` for what happens when the answer is lost.

        Raises ``OverBudget`` before any traffic where the price is above ``max_price`` or not known.
        """
        configuration = self._engine.configuration
        guard(
            configuration.context, self._plan, max_price if max_price is not None else configuration.max_price
        )
        try:
            with configuration.holding(self._plan.draft.estimate, self._unknown):
                accepted = await self._engine.run(
                    submit(configuration.context, self._plan.draft, self._unknown)
                )
        except RequestRejected as error:
            raise explained(error, self._plan) from None
        except OutcomeUnknown as error:
            self._unknown = error.intent
            raise
        self._unknown = None
        return AsyncJob.accepted(self._engine, accepted)

    async def generate(
        self,
        *,
        max_price: MaxPrice | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  a deadline that keeps the job, not a cancellation
        on_progress: Progress | None = None,
        follow: bool = False,
    ) -> AsyncResult:
        """Buy one job and wait for its result. After an interruption the job goes on: see the exception's note."""
        # a deadline that is none is refused before anything is bought
        patience(self._engine.context, timeout)
        job = await self.submit(max_price=max_price)
        with noting(job.others):
            result = await job.wait(timeout=timeout, on_progress=on_progress, follow=follow)
        result.others = job.others
        return result

    async def dry_run(self) -> tuple[Amount, ...]:
        """The gateway's own price, free of charge. Raises ``Unsupported`` where it has no dry run."""
        return await self._engine.run(dry_run(self._engine.context, self._plan.draft))
