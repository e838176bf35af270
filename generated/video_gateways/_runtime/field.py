"""The violations of one parameter: standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .violation import Basis, Fix, Scalar, Violation, either, shown


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter and its place on the page: ``Field("keyframes[].index", at="Request Parameters/keyframes")``."""

    path: str
    at: str = ""
    basis: Basis = "documented"
    allowed: tuple[Scalar, ...] = ()
    where: tuple[int, ...] = ()
    """The positions that stand for each ``[]`` of the path."""

    def within(self, *where: int) -> Field:
        """The same parameter of one array item."""
        return replace(self, where=where)

    def missing(self) -> Violation:
        return self._broken("required", "must be sent", Fix(path=str(self), action="send"))

    def wrong_type(self, value: object, kind: str) -> Violation:
        """Null where it is not taken, or a value of another JSON type; ``kind`` is ``a string``."""
        if value is None:
            return self._broken("null", "may not be null", Fix(path=str(self), action="omit"))
        return self._broken("type", f"must be {kind}, not {shown(value)}")

    def not_one_of(self, value: object) -> Violation:
        fix = Fix(path=str(self), action="set", values=self.allowed)
        return self._broken("enum", f"must be {either(self.allowed)}, not {shown(value)}", fix)

    def outside(
        self, limit: Literal["min", "max", "step", "format"], value: object, wanted: str
    ) -> Violation:
        """``wanted`` says what is allowed: ``at least 0``."""
        return self._broken(limit, f"must be {wanted}, not {shown(value)}")

    def wrong_size(
        self, limit: Literal["length", "items"], value: Sequence[object], wanted: str
    ) -> Violation:
        """``wanted`` says what is allowed: ``1 to 6000 characters``."""
        return self._broken(limit, f"must have {wanted}, not {len(value)}")

    def repeated(self) -> Violation:
        return self._broken("unique", "may not hold a value twice")

    def unknown(self) -> Violation:
        return self._broken("unknown-key", "is unknown", Fix(path=str(self), action="omit"))

    def _broken(self, limit: str, message: str, *fixes: Fix) -> Violation:
        return Violation(
            rule=f"{self.path}:{limit}",
            fields=(str(self),),
            message=f"{self} {message}",
            fixes=fixes,
            at=self.at,
            basis=self.basis,
        )

    def __str__(self) -> str:
        """``keyframes[].index`` at 2 is ``keyframes[2].index``."""
        *parts, last = self.path.split("[]")
        positions = [f"[{n}]" for n in self.where[: len(parts)]]
        positions += ["[]"] * (len(parts) - len(positions))
        return "".join(part + position for part, position in zip(parts, positions, strict=True)) + last


def unknown_keys(
    sent: Mapping[str, object], known: Iterable[str], above: Field, basis: Basis = "documented"
) -> list[Violation]:
    """A violation for each key of an object that is not known; ``above`` is the object, without path for a request."""
    prefix = f"{above.path}." if above.path else ""
    extra = [key for key in sent if key not in known]
    return [Field(f"{prefix}{key}", above.at, basis, where=above.where).unknown() for key in extra]
