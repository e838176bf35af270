"""Faults of a gateway beside its rules: words and prices."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.jobs import stands_for_gateway
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.mutate.mutant import said

TENTH = Decimal("1.1")


def statuses_misspelled(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Documented words, with a letter doubled; once a gateway, with the model that stands for it."""
    if not stands_for_gateway(subject, beside):
        return
    for status in read(dict(subject.provider["transport"])).statuses:
        if status.basis == "documented":
            yield said("set-status", status.word, status.word + status.word[-1])


def prices_changed(subject: Subject, beside: tuple[Subject, ...]) -> Iterator[str]:
    """Each row of the newest price list, a tenth up."""
    del beside
    tables = subject.model.get("prices", ())
    for number, row in enumerate(tables[-1].get("rows", ()) if tables else ()):
        dearer = Decimal(row["amount"]) * TENTH
        yield said("set-price", subject.model["id"], str(number), str(dearer))
