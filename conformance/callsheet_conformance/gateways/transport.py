"""What the emulator needs of a gateway's ``transport`` in the manifest; keys that only clients need are passed over.

A pointer is an RFC 6901 JSON Pointer; ``*`` stands for the items of an array. Of several pointers, the first is where
the emulator writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import TypeAdapter

Means = Literal["pending", "succeeded", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    argument: str
    env: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    scheme: Literal["bearer", "basic", "header"]
    header: str = "Authorization"
    credentials: tuple[Credential, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    pointer: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    jobs: str = ""
    id: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    progress_scale: int = 1
    urls: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    charge: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    query: dict[str, str] = field(default_factory=dict)
    accepted: tuple[int, ...] = (200,)
    answer: Answer = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    model: str
    params: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    word: str
    means: Means
    basis: Literal["documented", "observed", "inferred"] = "documented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    url_seconds: int | None = None
    kept_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCause:
    status: tuple[int, ...]
    cause: str
    created: bool = True
    """Whether a job may have been made all the same."""
    calls: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    basis: Literal["documented", "observed", "inferred"] = "documented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    message: tuple[str, ...]
    type: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    request_id: tuple[str, ...] = ()
    request_id_header: str = ""
    causes: tuple[ErrorCause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    header: str
    max_length: int
    window_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    call: Call
    size: str = ""
    max_size: int | None = None
    cursor: str = ""
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    how: Literal["multipart", "base64", "parts"]
    call: Call
    form_field: str = ""
    data: str = ""
    name: str = ""
    content_type: str = ""
    kind: str = ""
    count: str = ""
    finish: Call | None = None
    check: Call | None = None
    max_bytes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    header: str
    prefix: str = ""
    encoding: Literal["hex", "base64"] = "hex"
    key: Literal["api_key", "sha256(api_key)"] = "sha256(api_key)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    how: Literal["request", "endpoint"]
    url: str = ""
    events: str = ""
    values: tuple[str, ...] = ()
    event_header: str = ""
    signature: Signature | None = None
    answer: Answer = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    call: Call
    events: tuple[str, ...]
    heartbeat_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    query: dict[str, str]
    accepted: tuple[int, ...]
    charge: tuple[Charge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """``read(manifest["transport"])``."""

    base_url: str
    base_url_env: tuple[str, ...] = ()
    auth: tuple[Auth, ...]
    envelope: Envelope
    submit: Call
    poll: Call
    statuses: tuple[Status, ...]
    result: Result
    errors: Errors
    asset: Call | None = None
    cancel: Call | None = None
    listing: Listing | None = None
    uploads: tuple[Upload, ...] = ()
    dry_run: DryRun | None = None
    idempotency: Idempotency | None = None
    webhooks: Webhooks | None = None
    stream: Stream | None = None
    sync: Call | None = None

    def path(self, call: Call) -> str:
        """The call's path on the gateway's host: the base URL's path, climbed out of for ``../``."""
        base = urlsplit(self.base_url).path.rstrip("/")
        if call.path.startswith("../"):
            return base.rpartition("/")[0] + call.path[2:]
        return base + call.path

    def word(self, means: Means) -> str:
        """The first word with this meaning, or the meaning itself."""
        return next((status.word for status in self.statuses if status.means == means), means)


_ADAPTER = TypeAdapter(Transport)


def read(data: dict[str, Any]) -> Transport:
    """Raises ``pydantic.ValidationError`` on data that no emitted manifest holds."""
    return _ADAPTER.validate_python(data)
