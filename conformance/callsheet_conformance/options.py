"""What a user may choose for a run, the same for pytest and for the command."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from callsheet_conformance.budget import SMALLEST
from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.checks import PAIRS, within
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.forecast import forecasts
from callsheet_conformance.known import Known
from callsheet_conformance.live import Spending, live
from callsheet_conformance.record.cassette import SHIPPED
from callsheet_conformance.record.recorded import Recorded
from callsheet_conformance.run import Shard, chosen, planned
from callsheet_conformance.schedule import Planned, Pricing, scheduled
from callsheet_conformance.targets import Emulated, Target, Validators
from callsheet_conformance.verdict import Check, Kind

TRIPLES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``Options(target="recorded")`` needs nothing else."""

    target: Kind = "recorded"
    generated: str = ""
    """The folder of emitted data; empty: looked for."""
    provider: tuple[str, ...] = ()
    """Only models of these gateways."""
    model: str = ""
    """Only models whose name, ``gmicloud/luma-ray-3-2-generate``, has this in it."""
    cassettes: Path = SHIPPED
    package: str = "video_gateways"
    """Whose validators are tried."""
    base_url: str = ""
    """Of a live gateway, instead of the documented one."""
    budget: str = ""
    """The most that a live run may spend at each gateway, in its own unit; each of n shards spends an n-th."""
    assume_price: str = ""
    """What a live run reserves for a request whose price is documented nowhere."""
    run: str = ""
    """Names a live run, so that it can be taken up again."""
    every: float = 5.0
    """Seconds between two polls of a live job."""
    ledger: Path = Path(".callsheet/conformance.sqlite")
    """Where a live run notes what it spends, so that a crash loses nothing."""
    strength: int = 0
    """Of the covering set: 1 shows each value, 2 each pair, 3 each triple; 0: 2 where jobs cost money, else 3."""
    shard: str = "1/1"
    known: tuple[Path, ...] = ()

    def catalogue(self) -> Catalogue:
        """Raises DataError."""
        return Catalogue.open(self.generated or None)

    def planned(self, catalogue: Catalogue) -> list[tuple[Check, Subject]]:
        """The checks that are left of all; where they cost money, those that decide most for it first. Raises DataError."""
        part = Shard.parse(self.shard)
        every = planned(catalogue, model=self.model, providers=self.provider, shard=part)
        found = [each for each in every if within(each[0], self.covered)]
        return scheduled(found, self.pricing) if self.target == "live" else found

    @property
    def pricing(self) -> Pricing:
        """Of a live run that begins now. Raises ConformanceError."""
        assumed = _amount("--assume-price", self.assume_price) if self.assume_price else None
        return Pricing(today=datetime.now(UTC).date(), assumed=assumed, known=self.deviations())

    def forecasts(self, checks: Sequence[Planned]) -> list[str]:
        """What these checks come to in a live run, in lines; nobody is asked."""
        budget = _share(_amount("--budget", self.budget), Shard.parse(self.shard).of) if self.budget else None
        return [line for each in forecasts(checks, self.pricing) for line in each.lines(budget)]

    @property
    def covered(self) -> int:
        """The strength of the covering set that is tried."""
        return self.strength or (PAIRS if self.target == "live" else TRIPLES)

    def deviations(self) -> Known:
        return Known.read(*self.known)

    def open(self, catalogue: Catalogue) -> Target:
        """Raises TargetError, RecordingError, or ConformanceError for options that do not fit together."""
        if self.target == "validators":
            return Validators(root=catalogue.root, package=self.package)
        if self.target == "recorded":
            return Recorded(catalogue, self.cassettes)
        if self.target == "emulated":
            return Emulated(catalogue)
        if not self.budget:
            raise ConformanceError("a live run costs money: say the most it may spend, such as --budget 1.00")
        part = Shard.parse(self.shard)
        spending = Spending(
            cap=_share(_amount("--budget", self.budget), part.of),
            assumed=self.pricing.assumed,
            ledger=self.ledger,
            run=self.run,
            part=self.shard if part.of > 1 else "",
            every=self._pause(),
        )
        return live(chosen(catalogue, self.model, self.provider), self.base_url, spending)

    def _pause(self) -> float:
        """Raises ConformanceError."""
        if not (math.isfinite(self.every) and self.every >= 0):
            raise ConformanceError(f"--every {self.every}: write seconds, such as --every 5")
        return self.every


def _share(amount: Decimal, of: int) -> Decimal:
    """Never more than the whole in the end."""
    return amount if of == 1 else (amount / of).quantize(SMALLEST, ROUND_DOWN)


def _amount(option: str, text: str) -> Decimal:
    """Raises ConformanceError."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise ConformanceError(f"{option} {text}: write an amount, such as {option} 1.00")
    return amount
