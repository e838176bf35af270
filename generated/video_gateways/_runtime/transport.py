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
    argument: str
    env: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    scheme: Literal["bearer", "basic", "header"]
    header: str = "Authorization"
    credentials: tuple[Credential, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    argument: str
    env: tuple[str, ...] = ()
    header: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    pointer: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
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
    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[int, ...]
    answer: Answer = field(default_factory=Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    model: str
    params: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    url_seconds: int | None = None
    kept_seconds: int | None = None
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCause:
    status: tuple[int, ...]
    cause: Cause
    calls: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    created: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    message: Pointers
    type: Pointers = ()
    details: Pointers = ()
    code: Pointers = ()
    request_id: Pointers = ()
    request_id_header: str = ""
    causes: tuple[ErrorCause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    header: str
    max_length: int
    window_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    first_seconds: float
    max_seconds: float
    grace_seconds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    call: Call
    size: str = ""
    max_size: int | None = None
    cursor: str = ""
    next: Pointers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
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
    header: str
    algorithm: Literal["hmac-sha256"]
    prefix: str = ""
    encoding: Literal["hex", "base64"]
    key: Literal["api_key", "sha256(api_key)"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    how: Literal["request", "endpoint"]
    url: str = ""
    events: str = ""
    values: tuple[str, ...] = ()
    event_header: str = ""
    signature: Signature | None = None
    answer: Answer = field(default_factory=Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    call: Call
    events: tuple[str, ...]
    heartbeat_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    query: Mapping[str, str]
    accepted: tuple[int, ...]
    charge: tuple[Charge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
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
