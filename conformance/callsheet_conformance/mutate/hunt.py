"""Each mutant is served, and checked until one check finds something that it does not find at the faithful gateway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.checks import plan
from callsheet_conformance.known import Known
from callsheet_conformance.mutate.alike import alike
from callsheet_conformance.mutate.equivalent import Equivalents
from callsheet_conformance.mutate.kinds import mutants
from callsheet_conformance.mutate.mutant import Mutant
from callsheet_conformance.mutate.telling import Telling
from callsheet_conformance.targets.emulated import Emulated
from callsheet_conformance.verdict import Check, Result, Verdict
from callsheet_conformance.verify import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one mutant."""

    mutant: Mutant
    check: str = ""
    """The id of the first check that noticed; empty for a survivor."""
    equivalent: str = ""
    """Why no request can tell it from the faithful gateway."""
    sent: int = 0
    """Checks that were made until then."""

    @property
    def survived(self) -> bool:
        return not self.check and not self.equivalent


class Hunt:
    """Of one provider's mutants. ``Hunt(catalogue, subject)`` serves the provider once for all of them."""

    def __init__(self, catalogue: Catalogue, provider: str, known: Known, equivalents: Equivalents) -> None:
        self._catalogue = catalogue
        self._known = known
        self._equivalents = equivalents
        self._target = Emulated(catalogue, [provider])
        self._plans: dict[str, tuple[Check, ...]] = {}
        self._before: dict[str, Verdict] = {}
        self._words: set[str] = set()

    def fates(self, subject: Subject, kinds: tuple[str, ...] = ()) -> Iterator[Fate]:
        """Of all mutants of one model."""
        checks = plan(subject, self._catalogue.subjects)
        telling = Telling(subject, checks)
        self._target.restore()
        faithful: dict[str, Result] = {c.id: verify(c, subject, self._target, self._known) for c in checks}
        self._before = {name: result.verdict for name, result in faithful.items()}
        self._words = {word for r in faithful.values() for each in r.evidence for word in each.outcome.words}
        late = {r.check.about for r in faithful.values() if r.verdict is Verdict.LATE}
        for mutant in mutants(subject, self._catalogue.subjects, kinds):
            if (
                mutant.kind == "refusal made late"
                and mutant.mutation.rpartition(f"{subject.model['id']}:")[2] in late
            ):
                continue  # this gateway finds it late anyway
            yield self._fate(mutant, subject, telling, checks)

    def _fate(self, mutant: Mutant, subject: Subject, telling: Telling, checks: Sequence[Check]) -> Fate:
        self._target.restore()
        self._target.mutate(mutant.provider, mutant.mutation)
        for number, check in enumerate(self._ordered(mutant, subject, telling, checks), 1):
            result = verify(check, subject, self._target, self._known)
            if result.is_finding and result.verdict is not self._before[check.id]:
                return Fate(mutant=mutant, check=check.id, sent=number)
        reason = (
            self._unsaid(mutant)
            or self._equivalents.reason(mutant, subject)
            or alike(subject.model, mutant.model(subject))
        )
        return Fate(mutant=mutant, equivalent=reason, sent=len(checks))

    def _unsaid(self, mutant: Mutant) -> str:
        """A word that no job of the faithful gateway says cannot be said wrongly."""
        name, word = mutant.mutation.split(":")[:2]
        return "no job says this word" if name == "set-status" and word not in self._words else ""

    def _ordered(
        self, mutant: Mutant, subject: Subject, telling: Telling, checks: Sequence[Check]
    ) -> Iterator[Check]:
        """First those whose requests the mutated data judge otherwise: that saves time, and leaves no check out."""
        changed, about, later = mutant.model(subject), mutant.mutation.rpartition(":")[2], []
        faithful, tells = changed == subject.model, telling.by(changed)
        for check in checks:
            likely = check.kind.startswith("job") if faithful else check.about == about
            if likely or tells(check):
                yield check
            else:
                later.append(check)
        yield from later
