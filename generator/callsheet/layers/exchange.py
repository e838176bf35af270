"""One exchange with a gateway, as data: the call, where things sit in its answer, and what its errors mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

Basis: TypeAlias = Literal["documented", "observed", "inferred"]
"""The provider's pages, schema or SDK say so; only others' clients show it; we conclude it."""

Means: TypeAlias = Literal["pending", "succeeded", "failed", "cancelled"]

Cause: TypeAlias = Literal[
    "authentication", "conflict", "credit", "moderation", "not_found", "permission", "rate_limit", "server",
    "timeout", "validation",
]  # fmt: skip

Operation: TypeAlias = Literal[
    "submit", "poll", "cancel", "list", "upload", "dry_run", "asset", "stream", "sync"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An entry with these keys and no others."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Closed):
    """What each entry may carry: where it stands, who says so, and why we differ or choose."""

    at: str = ""
    basis: Basis = "documented"
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge(Closed):
    """``{pointer: /job/billing/cuCost, unit: CU}``: an amount that the gateway states."""

    pointer: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Closed):
    """Where things sit in an answer. With ``jobs`` the other pointers start at each item of that array."""

    jobs: str = ""
    id: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    progress_scale: int = 1
    """What counts as done: 1 or 100."""
    urls: tuple[str, ...] = ()
    """Of the results."""
    assets: tuple[str, ...] = ()
    """Ids that ``Transport.asset`` turns into URLs."""
    reference: tuple[str, ...] = ()
    """The id by which a later request refers to this result."""
    message: tuple[str, ...] = ()
    """Why the job failed."""
    hint: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    """A boolean: the files are gone."""
    model: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    """When the job was created: ISO 8601, or seconds since the epoch."""
    request: tuple[str, ...] = ()
    """The parameters, echoed."""
    charge: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Fact):
    """One operation. Any status outside ``accepted`` is an error, other 2xx included."""

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    query: dict[str, str] = field(default_factory=dict)
    """Values may be ``{id}``."""
    body: dict[str, str] = field(default_factory=dict)
    accepted: tuple[int, ...]
    answer: Answer = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope(Fact):
    """Where the model and the parameters go: ``{model: /model, params: /payload}``; ``model: path`` for the path."""

    model: str
    params: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Fact):
    """One word of the vocabulary, in the order in which a job goes through them. Words compare exactly."""

    word: str
    means: Means


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCause(Fact):
    """A row of the table from status codes to causes; the first row that fits holds.

    ``{status: [500], text: ["backend error (400)"], cause: validation, created: false}``
    """

    status: tuple[int, ...]
    cause: Cause
    calls: tuple[Operation, ...] = ()
    """Empty: all."""
    text: tuple[str, ...] = ()
    """Lower-case fragments of the message, of which one must occur."""
    type: tuple[str, ...] = ()
    created: bool | None = None
    """For a create: False where surely no job was made, None where nobody can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors(Fact):
    """Error envelopes: where message, type, details, own status code and request id sit; then the causes."""

    message: tuple[str, ...]
    type: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    """A status code inside the body, a number or digits in a string."""
    request_id: tuple[str, ...] = ()
    request_id_header: str = ""
    causes: tuple[ErrorCause, ...] = ()
