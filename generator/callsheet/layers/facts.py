"""What a page states, as it states it: no judgement, no repair, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from callsheet.layers.place import Place

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterFact:
    """One row of a parameter table, ``| `duration` | enum | No | 5s or 10s | 5s |``."""

    name: str
    type: str
    required: bool = False
    default: Json = None
    enum: tuple[Json, ...] | None = None
    min: float | int | None = None
    max: float | int | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    at: Place
    above: float | int | None = None
    """Exclusive lower bound of a number that may be a fraction; whole numbers have ``min``."""
    below: float | int | None = None
    step: float | int | None = None
    format: str | None = None
    title: str | None = None
    """Display name, where the page has one ("Edit Strength" for editStrength)."""
    lost: tuple[str, ...] = ()
    """What the page announces and does not give: ("enum",) for "Possible values:" with nothing after."""
    media: tuple[MediaLimit, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimit:
    """A limit on the thing a parameter points at, ``at most 30 seconds``; not checkable from the request."""

    what: str
    """One of seconds, bytes, pixels, width, height, fps, formats, ratio."""
    min: float | None = None
    max: float | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFact:
    """A rule read from prose or a schema, in the literal form of a forbidden combination.

    ``kind`` is forbid, ignored, forced, media, account or other. ``all`` holds literals such as
    ``["duration", "=", "10s"]``, ``["start", "set"]``, ``[["count", ["a", "b"]], ">", 1]``.
    """

    kind: str
    at: Place
    all: tuple[Json, ...] = ()
    field: str | None = None
    value: Json = None
    fields: tuple[str, ...] = ()
    says: str = ""
    """A gist in our own words, composed from the kind and the fields; never the page's sentence."""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFact:
    """``{"when": {"resolution": "540p"}, "amount": "0.15", "unit": "USD", "per": "5s block"}``."""

    when: dict[str, Json]
    amount: str
    unit: str
    per: str
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointFact:
    """``POST /v2/videos/generate``."""

    method: str
    path: str
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """A normative sentence that no extractor understood. The text is for the screen only, never for a file we ship."""

    at: Place
    text: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFacts:
    """All that a page states of one model or operation."""

    id: str | None
    parameters: tuple[ParameterFact, ...] = ()
    rules: tuple[RuleFact, ...] = ()
    prices: tuple[PriceFact, ...] = ()
    endpoints: tuple[EndpointFact, ...] = ()
    statuses: tuple[str, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a page states."""

    page: str
    sha256: str
    models: tuple[ModelFacts, ...] = ()
    endpoints: tuple[EndpointFact, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    normative: int = 0
    """How many normative sentences the page has; claimed + unclaimed."""
    notes: tuple[str, ...] = field(default=())
