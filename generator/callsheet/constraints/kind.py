"""What every constraint kind gives: how its YAML looks, and the statement that it reads from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from callsheet.constraints.cursor import Cursor
from callsheet.layers.facts import Json
from callsheet.layers.model import Fix, Parameter
from callsheet.layers.rule import Expr

Effect: TypeAlias = Literal["refused", "ignored", "forced"]
Parameters: TypeAlias = Mapping[str, Parameter]
Keys: TypeAlias = Mapping[str, Cursor]


class Statement(Protocol):
    """One constraint, read: ``Forbid(condition=…)``."""

    def violation(self) -> Expr:
        """Holds of exactly the requests that the constraint is against."""

    def message(self) -> str:
        """One line for people: what is wrong, in the parameters' names."""

    def fixes(self, parameters: Parameters) -> tuple[Fix, ...]:
        """Single changes, best first.

        One is enough, save for counts over three or more and for several demands at once: these take as many as
        are needed, in order.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A row of the table of kinds."""

    name: str
    keys: tuple[str, ...]
    """YAML keys; the first one tells the kind."""
    schema: Mapping[str, Json]
    """JSON Schema of each key's value."""
    read: Callable[[Keys], Statement]
    """Raises ConstraintError."""
    example: Mapping[str, Json]
    optional: tuple[str, ...] = ()
    effect: Effect = "refused"

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(key for key in self.keys if key not in self.optional)
