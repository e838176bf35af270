"""How a gateway is talked to: what the core needs of provider.yaml, without places and reasons.

Pointers are RFC 6901 JSON Pointers, ``*`` stands for every item; several are alternatives, the first that finds
something holds. Generated code builds one ``Transport`` a gateway from literals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Pointers: TypeAlias = tuple[str, ...]
Means: TypeAlias = Literal["pending", "succeeded", "failed", "cancelled"]
Cause: TypeAlias = Literal[
    "authentication",
    "conflict",
    "credit",
    "moderation",
    "not_found",
    "permission",
    "rate_limit",
    "server",
    "timeout",
    "validation",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A constructor argument, and the environment variables in which else its value is looked for."""

    argument: str
    env: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """One way to sign in: ``bearer`` and ``header`` take one credential, ``basic`` takes user and password."""

    scheme: Literal["bearer", "basic", "header"]
    header: str = "Authorization"
    credentials: tuple[Credential, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A setting of the client that goes with every call, as a header or in the query."""

    argument: str
    env: tuple[str, ...] = ()
    header: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """An amount that the gateway states, and its unit."""

    pointer: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where things sit in an answer; with ``jobs`` the other pointers start at each item of that array."""

    jobs: str = ""
    id: Pointers = ()
    status: Pointers = ()
    progress: Pointers = ()
    progress_scale: int = 1
    urls: Pointers = ()
    assets: Pointers = ()
    reference: Pointers = ()
    message: Pointers = ()
    hint: Pointers = ()
    expired: Pointers = ()
    model: Pointers = ()
    created: Pointers = ()
    request: Pointers = ()
    charge: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One operation. Any status outside ``accepted`` is an error, other 2xx included."""

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[int, ...]
    answer: Answer = field(default_factory=Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Where the model and the parameters go; ``model`` is a pointer, or ``path``."""

    model: str
    params: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The files: how long an address lives, how long they are kept, of what formats they are."""

    url_seconds: int | None = None
    kept_seconds: int | None = None
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCause:
    """A row of the table from status codes to causes; the first row that fits holds."""

    status: tuple[int, ...]
    cause: Cause
    calls: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    created: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Where an error has its message, type, details and request id; then the causes."""

    message: Pointers
    type: Pointers = ()
    details: Pointers = ()
    code: Pointers = ()
    request_id: Pointers = ()
    request_id_header: str = ""
    causes: tuple[ErrorCause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """A second create with the same key is answered by the first job, for ``window_seconds``."""

    header: str
    max_length: int
    window_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """Seconds between polls, and after a create in which a 404 may mean "not yet"."""

    first_seconds: float
    max_seconds: float
    grace_seconds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The list of jobs: names of its query fields, and where the next cursor is."""

    call: Call
    size: str = ""
    max_size: int | None = None
    cursor: str = ""
    next: Pointers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A way to hand over a file, for the kinds and sizes of ``max_bytes``."""

    how: Literal["multipart", "base64", "parts"]
    call: Call
    form_field: str = ""
    data: str = ""
    name: str = ""
    size: str = ""
    content_type: str = ""
    kind: str = ""
    count: str = ""
    part_bytes: int | None = None
    part_urls: Pointers = ()
    upload_id: Pointers = ()
    finish: Call | None = None
    check: Call | None = None
    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    reference: Pointers = ()
    max_bytes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a webhook is signed."""

    header: str
    algorithm: Literal["hmac-sha256"]
    prefix: str = ""
    encoding: Literal["hex", "base64"]
    key: Literal["api_key", "sha256(api_key)"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    """Call backs: asked for in each create, or registered once."""

    how: Literal["request", "endpoint"]
    url: str = ""
    events: str = ""
    values: tuple[str, ...] = ()
    event_header: str = ""
    signature: Signature | None = None
    answer: Answer = field(default_factory=Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Server-sent events of all jobs of an account."""

    call: Call
    events: tuple[str, ...]
    heartbeat_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """A submit that only prices: more query fields, other accepted codes."""

    query: Mapping[str, str]
    accepted: tuple[int, ...]
    charge: tuple[Charge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """All of one gateway."""

    provider: str
    title: str
    base_url: str
    base_url_env: tuple[str, ...] = ()
    auth: tuple[Auth, ...]
    options: tuple[Option, ...] = ()
    envelope: Envelope
    submit: Call
    poll: Call
    statuses: Mapping[str, Means]
    result: Result
    errors: Errors
    polling: Polling
    asset: Call | None = None
    cancel: Call | None = None
    listing: Listing | None = None
    uploads: tuple[Upload, ...] = ()
    dry_run: DryRun | None = None
    idempotency: Idempotency | None = None
    webhooks: Webhooks | None = None
    stream: Stream | None = None
