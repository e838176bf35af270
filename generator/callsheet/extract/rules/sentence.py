"""What goes into the reading of rules, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from callsheet.layers.facts import ParameterFact, RuleFact, Unclaimed
from callsheet.layers.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A piece of prose with its place: a sentence, or a whole bullet, cell or paragraph (it is split here).

    ``Sentence(text="Cannot be combined with `auto_controls`.", at=…, subject="edit_strength", section=("Inputs",))``
    """

    text: str
    """As the document has it: code spans keep their backticks."""
    at: Place
    subject: str | None = None
    """The parameter in whose row, field or bullet the text stands, by its full name; None elsewhere."""
    section: tuple[str, ...] = ()
    """The headings above it, outermost first."""
    lead: tuple[str, ...] = ()
    """The texts that govern it, outermost first: the introduction of its list, the bullets that it is nested in."""
    claims: tuple[str, ...] = ()
    """Verbatim pieces of ``text`` from which another extractor has read a limit, a default or a price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one model's page: its parameters, and how else the page calls them."""

    parameters: tuple[ParameterFact, ...]
    described: Mapping[str, str] = field(default_factory=dict)
    """Parameter name -> the text of its own row, to find what a phrase like "first frame image" speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What was understood of some sentences, what was not, and how many of them say what must or must not be.

    Of each normative sentence: at least one rule, or a limit already claimed, or an unclaimed (or both).
    """

    rules: tuple[RuleFact, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    normative: int = 0
