"""A spec that people wrote, facts of its page, and the two put together."""

from __future__ import annotations

from datetime import date
from typing import Any

from callsheet.draft import update
from callsheet.layers.facts import ModelFacts, ParameterFact, Unclaimed
from callsheet.layers.place import Place, digest_of
from callsheet.layers.spec import Update

ON = date(2026, 9, 1)
RESOLUTION = digest_of("resolution row")


SPEC = f"""\
# written by a person
model: m          # the id
page: p
summary: A model.

parameters:
  resolution: {{type: string, enum: ["540p", '720p'], default: "540p", at: "P/resolution#{RESOLUTION}"}}   # keep me
  hdr:
    # and me
    type: boolean
    summary: High dynamic range.   # and me too

rules:
  - id: hdr-not-540p
    forbid: {{hdr: true, resolution: "540p"}}
    at: "C/1#{digest_of("one")}"
  # the end of the rules

open:
  - Something.
"""


def place(path: str, text: str = "") -> Place:
    return Place(path=path, digest=digest_of(text or path))


def parameter(name: str, type_: str, *, at: str = "", **more: Any) -> ParameterFact:
    return ParameterFact(name=name, type=type_, at=place(f"P/{name}", at or f"{name} row"), **more)


HDR = Unclaimed(at=place("C/1", "one"), text="…", because="settled by a rule")
"""The sentence under the one rule of ``SPEC``."""


def run(
    text: str | None, *, stands: bool = True, unclaimed: tuple[Unclaimed, ...] = (), **facts: Any
) -> Update:
    """``stands``: that sentence is on the page as it was."""
    model = ModelFacts(id="m", unclaimed=(*unclaimed, *([HDR] if stands and text else [])), **facts)
    return update(text, model, page="p", file="specs/x/m.yaml", on=ON)


def codes(result: Update) -> list[str]:
    return [each.code for each in result.diagnostics]


KNOWN = (
    parameter("resolution", "string", enum=("540p", "720p"), default="540p"),
    parameter("hdr", "boolean"),
)
