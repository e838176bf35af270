"""Prices: what a job is charged against what the documentation states, and what a dry run tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import oracle_of
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.manifest import Data
from callsheet_conformance.oracle_expression import holds
from callsheet_conformance.verdict import Check, Request


def prices(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """One check for each row and quantity of each price list; which list holds depends on the day of the run."""
    del beside
    form = read(dict(subject.provider["transport"]))
    if form.dry_run and subject.valid:
        yield Check(
            subject=subject.name,
            name="price/dry-run",
            kind="dry-run",
            requests={"valid": subject.valid[0]},
            summary="a dry run tells what the job is charged",
        )
    stated = bool(form.poll.answer.charge or form.submit.answer.charge)
    for table in subject.model.get("prices", ()):
        if table.get("unknown"):
            yield _unknown(subject, table)
        for label, request in _rows(subject, table):
            yield Check(
                subject=subject.name,
                name=f"price/{table['since']}/{label}",
                kind="price",
                requests={"valid": request},
                facts={"since": table["since"], "stated": stated},
                at=table.get("at", ""),
                summary=f"{label}: charged as stated",
            )


def _unknown(subject: Subject, table: Data) -> Check:
    return Check(
        subject=subject.name,
        name=f"price/{table['since']}",
        kind="excluded",
        facts={"because": f"price: {table['unknown']}"},
        at=table.get("at", ""),
        summary="no price is known",
    )


def _rows(subject: Subject, table: Data) -> Iterator[tuple[str, Request]]:
    """The shortest valid request for each row with each quantity, where there is one."""
    oracle, seen = oracle_of(subject), set[tuple[int, int]]()
    for request in subject.valid:
        facts = oracle.facts(request)
        row = next((n for n, each in enumerate(table.get("rows", ())) if holds(each["when"], *facts)), None)
        quantities = table.get("quantities", ())
        count = next((n for n, each in enumerate(quantities) if holds(each["when"], *facts)), -1)
        if row is not None and (row, count) not in seen:
            seen.add((row, count))
            label = table["rows"][row]["label"] or "always"
            yield f"{label} #{count + 1}" if len(quantities) > 1 else label, request
