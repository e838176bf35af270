"""Making a recording: every check of a model, run on a target while the tape runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.checks import plan, within
from callsheet_conformance.error import RecordingError
from callsheet_conformance.known import Known
from callsheet_conformance.record.cassette import SHIPPED, path_of, provenance
from callsheet_conformance.record.scrub import Scrubber
from callsheet_conformance.record.tape import taping
from callsheet_conformance.record.words import alias
from callsheet_conformance.run import run
from callsheet_conformance.schedule import Pricing, scheduled
from callsheet_conformance.targets.wired import Wired
from callsheet_conformance.verdict import Result
from callsheet_conformance.verify import verify


def record(  # noqa: PLR0913 - keywords of one noun
    subject: Subject,
    catalogue: Catalogue,
    target: Wired,
    *,
    folder: Path = SHIPPED,
    known: Known | None = None,
    strength: int = 3,
) -> Sequence[Result]:
    """Write the subject's cassette, and answer with what was found. Raises RecordingError for what is no gateway.

    Where jobs cost money, the covering set is tried up to ``strength``.
    """
    kinds: dict[str, Literal["emulated", "live"]] = {"emulated": "emulated", "live": "live"}
    if target.kind not in kinds:
        raise RecordingError(f"only emulated and live gateways can be recorded, not {target.kind}")
    checks = plan(subject, catalogue.subjects)
    scrubber = Scrubber(subject, target.wire(subject).base_url, checks, lambda: target.scope)
    when, where = target.today(subject).isoformat(), _alias(subject, target)
    origin = provenance(subject, checks, kinds[target.kind], when, where)
    with taping(path_of(folder, subject.name), scrubber, origin):
        if not target.thrifty:
            return [verify(check, subject, target, known) for check in checks]
        asked = [(check, subject) for check in checks if within(check, strength)]
        ordered = scheduled(asked, Pricing(today=target.today(subject)))
        return list(run(ordered, target, known, paid=True))


def _alias(subject: Subject, target: Wired) -> str:
    """Where a thrifty target was asked: never the address itself, which may name a private host."""
    if not target.thrifty:
        return ""
    documented: str = subject.provider["transport"]["base_url"].rstrip("/")
    asked = target.wire(subject).base_url
    return "documented" if asked == documented else alias("base", asked)
