"""Requests that must be accepted: each value, each bound, the covering set, and keys that nothing forbids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.verdict import Check

STRAY = "callsheet_probe"
"""A key that no model has."""


def valid(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """Those that break a warning say so in ``about``: a refusal then says that the warning is a rule."""
    del beside
    places = {parameter["path"]: parameter.get("at", "") for parameter in subject.parameters()}
    for case in subject.cases:
        if "twin" in case or case["verdict"] != "accepted":
            continue
        yield Check(
            subject=subject.name,
            name=case["id"],
            kind=case["kind"],
            about=case.get("about", "") or ",".join(case.get("warns", ())),
            requests={"valid": case["request"]},
            facts={"strength": case["strength"]} if "strength" in case else {},
            at=places.get(case.get("about", "").rpartition(":")[0], ""),
            summary="a valid request is accepted",
        )
    if subject.model.get("unknown_keys") is None and subject.valid:
        yield Check(
            subject=subject.name,
            name="unknown-key/tolerated",
            kind="value",
            requests={"valid": {**subject.valid[0], STRAY: 1}},
            basis="inferred",
            summary="nothing says that unknown keys are refused",
        )
