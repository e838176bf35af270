"""The recorded target: gateways as they once answered.

What was recorded from a gateway that costs money is asked again in the same way: cheapest requests, nothing twice. What
could not be paid then is not on the recording, and not testable now.
"""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import httpx

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.checks import plan
from callsheet_conformance.error import RecordingError, Unaffordable
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.record.cassette import SHIPPED, Provenance, header, path_of, stale
from callsheet_conformance.record.scrub import Scrubber
from callsheet_conformance.record.tape import Player
from callsheet_conformance.targets.emulated import JOB_SECONDS
from callsheet_conformance.targets.target import Session
from callsheet_conformance.targets.wired import Wired
from callsheet_conformance.verdict import Check, Outcome, Request
from callsheet_conformance.wire.client import Wire
from callsheet_conformance.wire.paid import Free, Paid, Terms
from callsheet_conformance.wire.signing import plain

AS_RECORDED = 1e9
"""Seconds for which a job is asked for: until it ends, or the recording does."""


class Recorded(Wired):
    """``Recorded(catalogue)`` plays the shipped cassettes; a folder names others."""

    def __init__(self, catalogue: Catalogue, folder: Path = SHIPPED) -> None:
        self._catalogue = catalogue
        self._folder = folder
        self._playing = ""
        self._player: Player | None = None
        self._plans: dict[str, tuple[Check, ...]] = {}
        self._client = httpx.Client(transport=httpx.MockTransport(self._answer), trust_env=False)
        super().__init__(
            kind="recorded",
            note=self._origins(),
            wire_of=self._wire,
            pause=lambda seconds: None,  # noqa: ARG005 - what was waited for is on the recording
        )

    def ask(self, subject: Subject, request: Request) -> Outcome:
        self._play(subject)
        return super().ask(subject, request)

    def likely(self, check: Check, subject: Subject) -> Check:
        """As it was asked then, which the recording says."""
        self._play(subject)
        return super().likely(check, subject)

    def session(self, subject: Subject, scope: str) -> Session | None:
        self._play(subject)
        return super().session(subject, scope)

    def today(self, subject: Subject) -> date:
        return date.fromisoformat(header(path_of(self._folder, subject.name)).when)

    def _play(self, subject: Subject) -> None:
        """Put in the subject's cassette; raises RecordingError, with the command, where it is missing or stale."""
        if subject.name == self._playing:
            return
        path, checks = path_of(self._folder, subject.name), self._planned(subject)
        if not path.is_file():
            command = f"callsheet conform --target emulated --record --model {subject.name}"
            raise RecordingError(f"{subject.name} was never recorded; run: {command}{self._elsewhere()}")
        if problem := stale(header(path), subject, checks):
            raise RecordingError(problem + self._elsewhere())
        self._ask_as(header(path))
        scrubber = Scrubber(subject, self.wire(subject).base_url, checks, lambda: self.scope)
        self._player, self._playing = Player(path, scrubber), subject.name

    def _elsewhere(self) -> str:
        """What the command must say where the recordings are not those shipped."""
        return "" if self._folder == SHIPPED else f" --cassettes {shlex.quote(str(self._folder))}"

    def _ask_as(self, origin: Provenance) -> None:
        """As it was asked then."""
        self._wires.clear()
        self.thrifty = bool(origin.where)
        self._can_fail = not self.thrifty
        self._seconds, self._step = (AS_RECORDED, 1.0) if self.thrifty else (JOB_SECONDS * 2, JOB_SECONDS + 1)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        assert self._player is not None, "a cassette is put in before anything is asked"
        try:
            return self._player.answer(request)
        except RecordingError as missing:
            if self.thrifty:
                raise Unaffordable(str(missing)) from None
            raise

    def _planned(self, subject: Subject) -> tuple[Check, ...]:
        if subject.name not in self._plans:
            self._plans[subject.name] = plan(subject, self._catalogue.subjects)
        return self._plans[subject.name]

    def _wire(self, subject: Subject) -> Wire:
        form = read(dict(subject.provider["transport"]))
        if not self.thrifty:
            return Wire(form, self._client, form.base_url, plain(form))
        terms = Terms(gateway=subject.provider["id"], purse=Free(), today=self.today(subject))
        return Paid(form, self._client, form.base_url, plain(form), terms=terms)

    def _origins(self) -> str:
        """``recorded from live gateways (2026-11-21)``: never more than the cassettes say themselves."""
        origins = set()
        for subject in self._catalogue.subjects:
            path = path_of(self._folder, subject.name)
            if path.is_file():
                found = header(path)
                clock = "their clock: " if found.recorded == "emulated" else ""
                origins.add(f"{found.recorded} gateways ({clock}{found.when})")
        return f"recorded from {' and '.join(sorted(origins)) or 'nothing yet'}"
