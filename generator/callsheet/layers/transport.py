"""How one gateway is talked to, as data: ``transport:`` of ``specs/<provider>/provider.yaml``.

Clients and the emulator are both driven by it. A *pointer* is an RFC 6901 JSON Pointer; a segment ``*`` stands for
every item of an array. Where a fact has several pointers they are alternatives: the first that finds something
holds. A *path* is relative to ``base_url`` and may hold ``{model}`` and ``{id}``; ``../`` climbs out of the base URL.

``base_url: https://hub.oxen.ai/api/ai`` + ``submit: {path: /queue}`` + ``statuses: [{word: succeeded, …}]`` …
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from callsheet.layers.exchange import Answer, Call, Charge, Closed, Envelope, Errors, Fact, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential(Closed):
    """``{argument: api_key, env: [GMI_API_KEY]}``: a constructor argument and where else its value is looked for."""

    argument: str
    env: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth(Fact):
    """One way to sign in. ``bearer`` and ``header`` take one credential, ``basic`` takes user and password."""

    scheme: Literal["bearer", "basic", "header"]
    header: str = "Authorization"
    credentials: tuple[Credential, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Fact):
    """A setting of the client that goes with every call: ``{argument: organization, header: X-Organization-ID}``."""

    argument: str
    env: tuple[str, ...] = ()
    header: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Fact):
    """The files: how long a URL lives (asking again mints a fresh one), how long they are kept, what they are."""

    url_seconds: int | None = None
    kept_seconds: int | None = None
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency(Fact):
    """The gateway answers a second create with the same key by the first job, for ``window_seconds``."""

    header: str
    max_length: int
    window_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling(Fact):
    """Waiting between polls, and how long after a create a 404 may mean "not yet"."""

    first_seconds: float
    max_seconds: float
    grace_seconds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Fact):
    """``GET /jobs``: newest first or not, page by page."""

    call: Call
    size: str = ""
    """Query name of the page size."""
    max_size: int | None = None
    cursor: str = ""
    """Query name of the cursor."""
    next: tuple[str, ...] = ()
    """Where the answer has the next cursor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload(Fact):
    """Hands a local file to the gateway. ``reference`` is what a parameter takes: an asset id or a URL.

    ``multipart``: form field ``form_field``. ``base64``: JSON body with ``data`` and ``name`` pointers. ``parts``: ``call``
    opens with ``body`` pointers filled, each part is PUT to its URL, ``finish`` closes, ``check`` asks for the asset.
    """

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
    part_urls: tuple[str, ...] = ()
    upload_id: tuple[str, ...] = ()
    finish: Call | None = None
    check: Call | None = None
    done: tuple[str, ...] = ()
    """Statuses of ``check`` with a usable reference."""
    failed: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    max_bytes: dict[str, int] = field(default_factory=dict)
    """By kind of media: ``{image: 26214400, video: 52428800}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Fact):
    """How a webhook is signed: ``sha256=<hex>`` in ``X-Webhook-Signature``, over the raw body."""

    header: str
    algorithm: Literal["hmac-sha256"]
    prefix: str = ""
    encoding: Literal["hex", "base64"]
    key: Literal["api_key", "sha256(api_key)"]
    """``sha256(api_key)``: the raw 32 bytes of the digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks(Fact):
    """Calls back: asked for in each create (``url`` and ``events`` are pointers into its body) or registered once."""

    how: Literal["request", "endpoint"]
    url: str = ""
    events: str = ""
    values: tuple[str, ...] = ()
    event_header: str = ""
    signature: Signature | None = None
    answer: Answer = field(default_factory=Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream(Fact):
    """Server-sent events of all jobs of an account. Nothing is replayed: listen first, then submit."""

    call: Call
    events: tuple[str, ...]
    heartbeat_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun(Fact):
    """A submit that only prices: extra query parameters, other accepted codes."""

    query: dict[str, str]
    accepted: tuple[int, ...]
    charge: tuple[Charge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport(Closed):
    """All of it."""

    base_url: str
    base_url_env: tuple[str, ...] = ()
    auth: tuple[Auth, ...]
    options: tuple[Option, ...] = ()
    envelope: Envelope
    submit: Call
    poll: Call
    statuses: tuple[Status, ...]
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
    sync: Call | None = None
    """A create that answers only when the job is done. The emulator serves it; clients do not use it, for a lost answer is a lost job (decision 0118)."""
    unknown: tuple[str, ...] = ()
    """What was looked for and not found."""
