"""What a spec should have and the loader does not insist on: places, digests, reasons, words of our own.

Only what needs no solver; each finding has a code (CL0xx) that ``explain`` tells more of.
"""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.draft.finding import note, warning
from callsheet.draft.lint.parameter import lint_parameter
from callsheet.draft.lint.places import lint_place
from callsheet.draft.lint.reasons import lint_reasons
from callsheet.draft.lint.waivers import lint_waivers
from callsheet.layers.diagnostic import Diagnostic
from callsheet.layers.facts import ModelFacts
from callsheet.layers.spec import ModelSpec

__all__ = ["lint"]


def lint(spec: ModelSpec, facts: ModelFacts | None = None) -> tuple[Diagnostic, ...]:
    """All findings, in the order of the file. With the page's ``facts``, waivers are held against it too."""
    found = list(_findings(spec, facts))
    return tuple(sorted(found, key=lambda each: (each.where, each.code)))


def _findings(spec: ModelSpec, facts: ModelFacts | None) -> Iterator[Diagnostic]:
    yield from _model(spec)
    for parameter in spec.parameters:
        yield from lint_parameter(parameter, spec.open)
    for entry, name in [
        *((each, f"rule {each.id}") for each in spec.rules),
        *((each, f"need {each.id}") for each in spec.needs),
    ]:
        yield from lint_place(entry, name)
        yield from lint_reasons(entry, name)
    for table in spec.prices:
        if not table.unknown:
            yield from lint_place(table, f"price table of {table.since}")
        yield from lint_reasons(table, f"price table of {table.since}")
    yield from lint_waivers(spec, facts)


def _model(spec: ModelSpec) -> Iterator[Diagnostic]:
    for key in ("title", "summary"):
        if not getattr(spec, key):
            yield note(
                "CL003", spec.source.at("model"), f"the model has no {key}", "one line in our own words"
            )
    if not spec.prices and spec.operation == "generate":
        hint = "add a table, or since: and unknown: with the reason"
        yield warning("CL009", spec.source.at("model"), "nothing is said of prices", hint)
    yield from _units(spec)


def _units(spec: ModelSpec) -> Iterator[Diagnostic]:
    """CL010: usd is not USD to whoever adds up."""
    seen: dict[str, str] = {"usd": "USD"}
    for table in spec.prices:
        unit = seen.setdefault(table.unit.casefold(), table.unit)
        if unit != table.unit:
            where = table.source.value("unit")
            yield warning("CL010", where, f"{table.unit} is not {unit}", "one unit, one spelling")
