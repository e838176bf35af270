"""A spec file as it is written: what ``draft`` loads, dumps and updates, and ``resolve`` turns into a model.

Nothing is named, ordered or lowered here. Every noun knows where its keys stand: ``rule.source.at("forbid", "hdr")``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from callsheet.layers.claim import ResultClaim
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import Json, MediaLimit
from callsheet.layers.model import Basis, Format, Type
from callsheet.layers.place import Position
from callsheet.layers.rule import Scalar

Step: TypeAlias = str | int
Number: TypeAlias = int | Decimal
Bounds: TypeAlias = tuple[Number | None, Number | None]
"""Inclusive; None is open. ``(None, None)`` where nothing is said."""
Counts: TypeAlias = tuple[int | None, int | None]
Mark: TypeAlias = tuple[int, int]
"""Line and column from 1."""

UNBOUNDED: Final[tuple[None, None]] = (None, None)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the keys and values below one place of a file stand."""

    file: str = ""
    keys: Mapping[tuple[Step, ...], Mark] = field(default_factory=dict)
    values: Mapping[tuple[Step, ...], Mark] = field(default_factory=dict)
    path: tuple[Step, ...] = ()

    def below(self, *steps: Step) -> Source:
        """The same file, seen from a place further in."""
        return replace(self, path=(*self.path, *steps))

    def at(self, *steps: Step) -> Position:
        """Of a key (or list item); of the nearest place around it where it is not written."""
        return self._find(self.keys, (*self.path, *steps))

    def value(self, *steps: Step) -> Position:
        """Of a key's value."""
        return self._find(self.values, (*self.path, *steps))

    def _find(self, marks: Mapping[tuple[Step, ...], Mark], path: tuple[Step, ...]) -> Position:
        while path and path not in marks:
            path = path[:-1]
        line, column = marks.get(path, (1, 1))
        return Position(file=self.file, line=line, column=column)


NOWHERE: Final = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What every entry may carry: its place on the page, who says so, and where and why we differ from the page."""

    at: str = ""
    basis: Basis = "documented"
    page_says: Mapping[str, Json] = field(default_factory=dict)
    """``{"enum": None}``: the page announces values and gives none."""
    because: str = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterSpec(Stated):
    """``resolution: {type: string, enum: ["540p", "720p"], default: "720p", at: "Request Parameters/resolution"}``.

    ``items`` of an array is one more of these, with the path ``concepts[]``.
    """

    path: str
    type: Type
    required: bool = False
    enum: tuple[Scalar, ...] = ()
    default: Json | Decimal = None
    range: Bounds = UNBOUNDED
    above: Number | None = None
    below: Number | None = None
    step: Number | None = None
    length: Counts = UNBOUNDED
    count: Counts = UNBOUNDED
    unique: bool = False
    items: ParameterSpec | None = None
    format: Format | None = None
    nullable: bool = False
    unset: tuple[Scalar, ...] = ()
    role: Literal["model", ""] = ""
    media: tuple[MediaLimit, ...] = ()
    result: ResultClaim | None = None
    means: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSpec(Stated):
    """``{id: hdr-not-540p, forbid: {resolution: "540p", hdr: true}, at: "Constraints/2"}``."""

    id: str
    raw: Mapping[str, Json]
    """The whole entry as written; which keys it has besides ours is the kind's affair. Fractions are Decimals."""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSpec(Stated):
    """``{id: hdr-access, when: {hdr: true}, summary: The account needs HDR access.}``."""

    id: str
    when: Mapping[str, Json]
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRowSpec(Stated):
    """``{when: {resolution: "540p"}, amount: "0.15"}``; no ``when`` is always."""

    when: Mapping[str, Json] = field(default_factory=dict)
    amount: Decimal
    free: str = ""
    """Why it costs nothing, where the amount is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantitySpec(Stated):
    """``{when: {duration: "10s"}, count: 2}``; the count is a term, so also ``count: seconds``."""

    when: Mapping[str, Json] = field(default_factory=dict)
    count: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSpec(Stated):
    """One dated table: rows and quantities, or the reason why no price is known."""

    since: date
    unit: str = ""
    per: str = ""
    rows: tuple[PriceRowSpec, ...] = ()
    quantities: tuple[QuantitySpec, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverSpec:
    """A normative sentence that is no rule: ``{at: "Status/1#…", because: Speaks of waiting times.}``."""

    at: str
    because: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """``specs/<provider>/<model>.yaml``."""

    model: str
    """The id on the wire."""
    title: str = ""
    page: str = ""
    """A key of the provider's pages."""
    summary: str = ""
    capabilities: tuple[str, ...] = ()
    operation: Literal["generate", "poll"] = "generate"
    unknown_keys: Basis | None = None
    parameters: tuple[ParameterSpec, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    needs: tuple[NeedSpec, ...] = ()
    prices: tuple[PriceSpec, ...] = ()
    waivers: tuple[WaiverSpec, ...] = ()
    open: tuple[str, ...] = ()
    """What nobody knows."""
    digest: str = field(default="", compare=False)
    """SHA-256 of the file's text, first 12 hex digits."""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """``{url: "https://docs.example.com/model", checked: "2026-06-17"}``."""

    url: str
    checked: str = ""
    """When a person last compared it with the spec."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSpec:
    """``specs/<provider>/provider.yaml``."""

    provider: str
    """The folder's name: ``gmicloud``."""
    title: str
    client: str = ""
    """Class name of the client, where it cannot be told from the title."""
    pages: Mapping[str, PageSpec] = field(default_factory=dict)
    transport: dict[str, Json] = field(default_factory=dict)
    """Plain JSON data; ``layers/transport.py`` gives it meaning."""
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a page's facts make of a spec: the new text, what was changed, and what a person must decide."""

    text: str
    changes: tuple[str, ...] = ()
    """``parameters/seed: added``, in words, in the order of the file."""
    diagnostics: tuple[Diagnostic, ...] = ()
