"""Answers about jobs, built from the pointers of a transport."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from callsheet_conformance.gateways import pointers
from callsheet_conformance.gateways.journal import money
from callsheet_conformance.gateways.provider import Json
from callsheet_conformance.gateways.transport import Answer
from callsheet_conformance.gateways.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A job at a moment, as this client may see it."""

    view: View
    url: str | None = None
    """A fresh URL of the result, if there is one."""
    asset: str = ""
    """The id of the result where it is told by id."""

    @property
    def request(self) -> Json:
        """The parameters as they were sent."""
        found: Json = json.loads(self.view.job.request)
        return found


def document(answer: Answer, shown: Shown) -> Json:
    """What the first pointers of an answer say of a job; what is not known is left out."""
    view, job, body = shown.view, shown.view.job, Json()
    progress = None if view.progress is None else view.progress * answer.progress_scale
    facts: list[tuple[Sequence[str], Any]] = [
        (answer.id, job.id),
        (answer.status, view.word),
        (answer.progress, progress),
        (answer.urls, shown.url),
        (answer.assets, shown.asset if shown.url else None),
        (answer.reference, job.id if shown.url else None),
        (answer.message, view.message),
        (answer.model, job.model),
        (answer.created, int(job.created)),
        (tuple(charge.pointer for charge in answer.charge), money(job.price)),
        (answer.request, shown.request if answer.request else None),
    ]
    for places, value in facts:
        if places and value is not None:
            pointers.put(body, places[0], value)
    return body


def page(answer: Answer, shown: Sequence[Shown], next_pointer: str, cursor: str | None) -> Json:
    """A page of a listing."""
    body = Json()
    pointers.put(body, answer.jobs, [document(answer, each) for each in shown])
    if next_pointer and cursor:
        pointers.put(body, next_pointer, cursor)
    return body
