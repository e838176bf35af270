"""What no request can try, each with its reason: account, media, and what other rules already exclude."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.verdict import Check


def excluded(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """Kinds ``excluded`` and, for rules, ``implied``."""
    del beside
    rules = {rule["id"] for rule in subject.model.get("rules", ())}
    for need in subject.model.get("needs", ()):
        yield _check(subject, f"need/{need['id']}", f"account: {need['summary']}", need.get("at", ""))
    for parameter in subject.parameters():
        for limit in parameter.get("media", ()):
            name = f"{parameter['path']}:media/{limit['what']}"
            yield _check(
                subject, name, f"media: needs a file whose {limit['what']} break it", parameter.get("at", "")
            )
    for each in subject.impossible:
        name = "/".join(filter(None, (each["about"], each.get("variant", ""))))
        because = ", ".join(each["because"])
        kind = "implied" if each["about"] in rules else "excluded"
        yield _check(subject, name, f"implied by {because}: no request breaks it alone", "", kind)


def _check(subject: Subject, name: str, because: str, at: str, kind: str = "excluded") -> Check:
    return Check(
        subject=subject.name,
        name=name,
        kind=kind,
        about=name.partition("/")[0],
        facts={"because": because},
        at=at,
        summary=because,
    )
