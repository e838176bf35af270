"""The emitted minimal pairs: each rule and limit broken alone, and its valid twin; warnings apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.manifest import Data
from callsheet_conformance.verdict import Check

KINDS = ("rule", "limit", "unknown-key")


def pairs(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """Rules that the gateway does not state itself (``basis``: upstream, inferred) are expected to be let through."""
    del beside
    rules = {rule["id"]: rule for rule in subject.model.get("rules", ())}
    places = {parameter["path"]: parameter for parameter in subject.parameters()}
    for case in subject.cases:
        if case["kind"] not in KINDS or "twin" not in case:
            continue
        source = rules.get(case["about"]) or places.get(case["about"].rpartition(":")[0], {})
        stated = case["verdict"] == "refused"
        yield Check(
            subject=subject.name,
            name=case["id"].partition("/")[2],
            kind=case["kind"] if stated else "advice",
            about=case["about"],
            requests={"breaks" if stated else "valid": case["request"], "twin": case["twin"]["request"]},
            basis=source.get("basis", "documented"),
            at=source.get("at", ""),
            summary=_summary(case, source),
        )


def _summary(case: Data, source: Data) -> str:
    message: str = source.get("message", "")
    return message or case["id"].partition("/")[2].replace(":", ": ")
