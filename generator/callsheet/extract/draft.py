"""One model on the way to its facts."""

from __future__ import annotations

from dataclasses import dataclass, field

from callsheet.extract.rules import Sentence
from callsheet.layers.facts import EndpointFact, ParameterFact, PriceFact, RuleFact, Unclaimed


@dataclass(slots=True)
class Draft:
    """What is known so far, and the sentences that are still to be read for rules."""

    id: str | None
    title: str | None = None
    headings: list[tuple[str, ...]] = field(default_factory=list)
    """Of its parameter lists: tell which prose is its own."""
    region: tuple[int, int] | None = None
    """Its blocks, where the page parts its models."""
    parameters: list[ParameterFact] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    described: dict[str, str] = field(default_factory=dict)
    rules: list[RuleFact] = field(default_factory=list)
    prices: list[PriceFact] = field(default_factory=list)
    endpoints: list[EndpointFact] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    unclaimed: list[Unclaimed] = field(default_factory=list)
