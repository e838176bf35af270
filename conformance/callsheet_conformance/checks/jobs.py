"""A job's life, checked once a gateway: on its first model with a known price, so that a live run can afford it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.transport import Transport, read
from callsheet_conformance.verdict import Check

JOBS: tuple[tuple[str, str], ...] = (
    ("states", "status words are those of the vocabulary, in its order, to a success with a result"),
    ("terminal", "a job that has ended stays as it is"),
    ("ids", "two requests are given two jobs"),
    ("failure", "a job that fails says so in a documented word, and why"),
    ("expiry", "asking again for a job that is done gives a fresh address"),
    ("unknown-id", "asking for a job that is not there is refused"),
    ("unsigned", "a create without credentials is refused in the error envelope"),
    ("malformed", "a create whose body is no JSON object is refused in the error envelope"),
    ("cancel", "a cancelled job says so, and is not charged as done"),
    ("idempotency", "a create sent again with its key gives the first job"),
)


def jobs(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    form = read(dict(subject.provider["transport"]))
    if not stands_for_gateway(subject, beside) or not subject.valid:
        return
    for name, summary in JOBS:
        missing = "" if _is_offered(form, name) else f"the gateway offers no {name}"
        roles = ("valid", "other") if name == "ids" else ("valid",)
        if len(subject.valid) < len(roles):
            missing = "the model has one valid request only"
        yield Check(
            subject=subject.name,
            name=f"job/{name}",
            kind="excluded" if missing else f"job-{name}",
            requests=dict(zip(roles, subject.valid, strict=False)),
            facts={"because": missing} if missing else {},
            summary=summary,
        )


def stands_for_gateway(subject: Subject, beside: Sequence[Subject]) -> bool:
    """Whether it is the model with which a gateway's jobs are tried."""
    own = [each for each in beside if each.provider["id"] == subject.provider["id"]] or [subject]
    return next((each for each in own if _is_priced(each)), own[0]).name == subject.name


def _is_priced(subject: Subject) -> bool:
    """By the newest list."""
    return any(table.get("rows") for table in subject.model.get("prices", ())[-1:])


def _is_offered(form: Transport, name: str) -> bool:
    offers = {"cancel": form.cancel, "idempotency": form.idempotency}
    return name not in offers or offers[name] is not None
