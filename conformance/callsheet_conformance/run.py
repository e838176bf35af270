"""Checks of many models held against one target, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.checks import plan
from callsheet_conformance.error import ConformanceError, DataError
from callsheet_conformance.estimate import most
from callsheet_conformance.known import Known
from callsheet_conformance.targets.target import Target
from callsheet_conformance.thrift import urgency
from callsheet_conformance.verdict import Check, Result, State
from callsheet_conformance.verify import verify

LATE: Final = 2
"""Refusals of a gateway that came after the job was made, until no more of them are asked for in advance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """``Shard.parse("2/5")``: every check belongs to exactly one of n parts, the same on every machine."""

    index: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Raises ConformanceError."""
        index, _, of = text.partition("/")
        if not (index.isdecimal() and of.isdecimal() and 1 <= int(index) <= int(of)):
            raise ConformanceError(f"{text!r} is no shard: write 1/4 to 4/4")
        return cls(index=int(index), of=int(of))

    def has(self, position: int) -> bool:
        """Whole models by their position, so that requests are shared within a shard."""
        return position % self.of == self.index - 1


def chosen(catalogue: Catalogue, model: str = "", providers: Sequence[str] = ()) -> tuple[Subject, ...]:
    """Models of these providers, or of all, whose name has this text in it. Raises DataError."""
    names = [each["id"] for each in catalogue.providers()]
    for name in providers:
        if name not in names:
            raise DataError(f"no provider is called {name!r}; there are: {', '.join(names)}")
    found = tuple(s for s in catalogue.select(model) if not providers or s.provider["id"] in providers)
    if not found:
        raise DataError(f"no model of {', '.join(providers)} is called {model!r}")
    return found


def planned(
    catalogue: Catalogue, *, model: str = "", providers: Sequence[str] = (), shard: Shard | None = None
) -> Iterator[tuple[Check, Subject]]:
    """All checks with what they are about, in order. Raises DataError where nothing is left of the models."""
    for position, subject in enumerate(chosen(catalogue, model, providers)):
        if shard is None or shard.has(position):
            yield from ((check, subject) for check in plan(subject, catalogue.subjects))


def run(
    checks: Sequence[tuple[Check, Subject]], target: Target, known: Known | None = None, *, paid: bool = False
) -> Iterator[Result]:
    """One result a check, in the order in which they are known.

    Of checks in a row that something is refused, all requests to be refused go first: they cost nothing, and where one
    is taken its twin need not be bought. Twins wait for values, which most of them are. Where jobs are ``paid``, all
    that is to be refused goes before all else, what is cheapest to take first.
    """
    if paid:
        yield from _paid(checks, target, known or Known())
        return
    waiting: list[tuple[Check, Subject]] = []
    for step, some in groupby(checks, key=lambda each: _step(each[0])):
        if step != "value":
            yield from (verify(check, subject, target, known) for check, subject in waiting)
            waiting = []
        for check, subject in some:
            if step == "refusal" and _asked(target, check, subject) == "refused":
                waiting.append((check, subject))
            else:
                yield verify(check, subject, target, known)
    yield from (verify(check, subject, target, known) for check, subject in waiting)


def _paid(checks: Sequence[tuple[Check, Subject]], target: Target, known: Known) -> Iterator[Result]:
    """Twice through the checks: nothing is bought before all that is to be refused has been asked.

    Where refusals come late, and cost money, each of them waits for its turn.
    """
    told, late = set[str](), Counter[str]()
    refusals = [each for each in checks if _step(each[0]) == "refusal" and not known.is_late(each[0])]
    for check, subject in sorted(refusals, key=lambda each: (_hold(target, *each), urgency(each[0]))):
        if late[subject.provider["id"]] >= LATE:
            continue
        state = _asked(target, check, subject)
        late[subject.provider["id"]] += state == "failed"
        if state == "succeeded":
            told.add(check.id)
            yield verify(check, subject, target, known)
    yield from (verify(check, s, target, known) for check, s in checks if check.id not in told)


def _hold(target: Target, check: Check, subject: Subject) -> Decimal:
    broken = target.likely(check, subject).requests["breaks"]
    return most(subject.model, broken, target.today(subject)) or Decimal(0)


def _step(check: Check) -> str:
    return "refusal" if "breaks" in check.requests else "value" if check.kind == "value" else "other"


def _asked(target: Target, check: Check, subject: Subject) -> State:
    """What became of the request that is to be refused."""
    likely = target.likely(check, subject)
    return target.ask(subject, likely.requests["breaks"]).state
