"""Defaults: leaving a parameter out and sending its default come to the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import oracle_of, with_value, without
from callsheet_conformance.manifest import Data
from callsheet_conformance.verdict import Check, Request

MOST = 3
"""Contexts in which one default is tried besides those that tell it from other values."""
TRIPLES = 3
"""The strength of the covering set with which more than one of them is tried."""


def defaults(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """In the shortest requests first, and in those of the emitted cases that tell a default from other values."""
    del beside
    for parameter in subject.parameters():
        if "default" not in parameter or "[]" in parameter["path"]:
            continue
        told = [case["request"] for case in subject.cases if case.get("about") == _about(parameter)]
        plain = _plain(subject, parameter)
        for number, unset in enumerate([*plain, *told], 1):
            sent = with_value(unset, parameter["path"], parameter["default"])
            if sent is None:
                continue
            yield Check(
                subject=subject.name,
                name=f"default/{parameter['path']}/{number}",
                kind="default",
                about=_about(parameter),
                requests={"unset": unset, "sent": sent},
                facts={
                    "refused": not oracle_of(subject).is_valid(unset),
                    "strength": TRIPLES if 1 < number <= len(plain) else 1,
                },
                at=parameter.get("at", ""),
                summary=f"{parameter['path']} left out means {parameter['default']}",
            )


def _about(parameter: Data) -> str:
    return f"{parameter['path']}:default"


def _plain(subject: Subject, parameter: Data) -> list[Request]:
    """Short valid requests without the parameter whose object is there."""
    found: list[Request] = []
    oracle = oracle_of(subject)
    for request in subject.valid:
        unset = without(request, parameter["path"])
        sent = with_value(unset, parameter["path"], parameter["default"])
        if sent is not None and unset not in found and oracle.is_valid(unset) and oracle.is_valid(sent):
            found.append(unset)
        if len(found) == MOST:
            break
    return found
