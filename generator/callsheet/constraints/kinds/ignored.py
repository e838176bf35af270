"""Parameters that the gateway takes and does not look at: advice, never an error."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.constraints.conditions import read_condition
from callsheet.constraints.kind import Keys, Kind, Parameters
from callsheet.constraints.mend import fixes_of_parts
from callsheet.constraints.shapes import CONDITION, NAMES
from callsheet.constraints.words import clause, series
from callsheet.layers.model import Fix
from callsheet.layers.rule import All, Any, Expr, Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """``ignored: [aspect_ratio]``, ``when: {image: {sent: true}}``."""

    of: tuple[str, ...]
    when: Expr

    def violation(self) -> Expr:
        sent = tuple(Sent(path) for path in self.of)
        return All((self.when, sent[0] if len(sent) == 1 else Any(sent)))

    def message(self) -> str:
        verb = "is" if len(self.of) == 1 else "are"
        return f"{series(self.of, 'and')} {verb} ignored when {clause(self.when)}"

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        return fixes_of_parts(self.when, tuple(map(Sent, self.of)), parameters, order=self.of)


def _read(keys: Keys) -> Ignored:
    of = tuple(each.parameter().path for each in keys["ignored"].sequence())
    return Ignored(of=of, when=read_condition(keys["when"]))


KIND = Kind(
    name="ignored",
    keys=("ignored", "when"),
    schema={"ignored": NAMES, "when": CONDITION},
    read=_read,
    example={"ignored": ["aspect_ratio"], "when": {"image": {"sent": True}}},
    effect="ignored",
)
