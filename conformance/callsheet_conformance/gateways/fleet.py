"""The gateways of one process: their data, their desks, and what was changed in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from callsheet_conformance.gateways.desk import Desk
from callsheet_conformance.gateways.error import UnknownMutationError
from callsheet_conformance.gateways.gateway import Gateway
from callsheet_conformance.gateways.later import put_down
from callsheet_conformance.gateways.mutations import mutate
from callsheet_conformance.gateways.provider import Json, Judge, build
from callsheet_conformance.gateways.records import Job
from callsheet_conformance.gateways.table import GATEWAYS
from callsheet_conformance.gateways.world import World

JudgeOf = Callable[[str, Json, dict[str, str] | None], Judge]
"""From provider, model data and, for mutated data, the patterns of formats to the judge of that model."""


class Fleet:
    """``fleet.desks["gmicloud"]`` is an ASGI app."""

    def __init__(self, data: Sequence[Json], judge_of: JudgeOf, world: World) -> None:
        self.world = world
        self.mutations: list[tuple[str, str]] = []
        self._judge_of = judge_of
        self._data = {each["id"]: each for each in data}
        self._mutated: dict[str, Json] = {}
        self.desks = {name: self._desk(name) for name in self._data}
        self._resume()

    def gateway(self, provider: str) -> Gateway:
        return self.desks[provider].gateway

    def mutate(self, provider: str, text: str) -> None:
        """Change one fact of one gateway from now on. Raises ``UnknownMutationError``."""
        if provider not in self._data:
            raise UnknownMutationError(
                f"no provider is called {provider!r}; there are: {', '.join(self._data)}"
            )
        self._mutated[provider] = mutate(self._mutated.get(provider, self._data[provider]), text)
        self.desks[provider] = self._desk(provider)
        self.mutations.append((provider, text))

    def restore(self) -> None:
        """Undo all mutations."""
        self._mutated.clear()
        self.mutations.clear()
        self.desks = {name: self._desk(name) for name in self._data}

    def _desk(self, name: str) -> Desk:
        data = self._mutated.get(name, self._data[name])
        formats = data["formats"] if name in self._mutated else None
        provider = build(data, lambda model: self._judge_of(name, model, formats))
        return Desk(GATEWAYS.get(name, Gateway)(provider, self.world))

    def _resume(self) -> None:
        """Put what is still to come of stored jobs on the agenda again."""
        now = self.world.clock.now()
        for job in self.world.store.newest(Job):
            if job.provider in self.desks and job.cancelled is None and job.ended > now:
                put_down(self.gateway(job.provider), job, json.loads(job.request))
