"""What a user may choose for a run, the same for pytest and for the command."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from callsheet_conformance.catalogue import Catalogue
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.known import Known
from callsheet_conformance.live import live
from callsheet_conformance.record.cassette import SHIPPED
from callsheet_conformance.record.recorded import Recorded
from callsheet_conformance.run import Shard
from callsheet_conformance.targets import Emulated, Target, Validators
from callsheet_conformance.verdict import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``Options(target="recorded")`` needs nothing else."""

    target: Kind = "recorded"
    generated: str = ""
    """The folder of emitted data; empty: looked for."""
    model: str = ""
    """Only models whose name, ``gmicloud/luma-ray-3-2-generate``, has this in it."""
    cassettes: Path = SHIPPED
    package: str = "video_gateways"
    """Whose validators are tried."""
    base_url: str = ""
    """Of a live gateway, instead of the documented one."""
    budget: str = ""
    """The most that a live run may spend at each gateway, in its own unit."""
    ledger: Path = Path(".callsheet/conformance.sqlite")
    """Where a live run notes what it spends, so that a crash loses nothing."""
    shard: str = "1/1"
    known: tuple[Path, ...] = ()

    def catalogue(self) -> Catalogue:
        """Raises DataError."""
        return Catalogue.open(self.generated or None)

    def part(self) -> Shard:
        return Shard.parse(self.shard)

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
        return live(catalogue, self.base_url, self._amount(), self.ledger)

    def _amount(self) -> Decimal:
        """Raises ConformanceError where a live run has no limit."""
        try:
            amount = Decimal(self.budget)
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount < 0:
            raise ConformanceError("a live run costs money: say the most it may spend, such as --budget 1.00")
        return amount
