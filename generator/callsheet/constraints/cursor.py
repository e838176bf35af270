"""A value of a rule's YAML together with the way to it, so that every complaint names its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from callsheet.constraints.error import ConstraintError, Step
from callsheet.constraints.exact import plain
from callsheet.layers.facts import Json
from callsheet.layers.model import Parameter


@dataclass(frozen=True, slots=True)
class Cursor:
    """``Cursor({"hdr": True}, ("forbid",), parameters)``."""

    value: Json
    path: tuple[Step, ...]
    parameters: Mapping[str, Parameter]

    def error(self, message: str, hint: str = "") -> ConstraintError:
        return ConstraintError(self.path, message, hint)

    def below(self, step: Step, value: Json) -> Cursor:
        return Cursor(value, (*self.path, step), self.parameters)

    def mapping(self) -> dict[str, Cursor]:
        """The members of a mapping; an empty one is an error."""
        if not isinstance(self.value, dict) or not self.value:
            raise self.error("a mapping with at least one key is needed here")
        return {key: self.below(key, value) for key, value in self.value.items()}

    def sequence(self, *, at_least: int = 1) -> list[Cursor]:
        if not isinstance(self.value, list) or len(self.value) < at_least:
            raise self.error(f"a list of at least {at_least} is needed here")
        return [self.below(number, value) for number, value in enumerate(self.value)]

    def only(self, known: Iterable[str]) -> dict[str, Cursor]:
        """The members of a mapping whose keys are all among ``known``."""
        members = self.mapping()
        for key, member in members.items():
            if key not in known:
                raise member.error(f"unknown key {key!r}", f"one of {', '.join(known)}")
        return members

    def parameter(self) -> Parameter:
        """The parameter that this value names."""
        if not isinstance(self.value, str):
            raise self.error("a parameter's name is needed here")
        return self.named(self.value)

    def named(self, path: str) -> Parameter:
        """The parameter of that path; items of arrays cannot be looked at one by one."""
        found = self.parameters.get(path)
        if found is None:
            near = difflib.get_close_matches(path, self.parameters, n=1)
            raise self.error(f"no parameter {path!r}", f"did you mean {near[0]!r}?" if near else "")
        if "[]" in path:
            raise self.error(f"{path!r} is inside array items", "test the array: {items: …} or {contains: …}")
        return found

    def number(self) -> Decimal | int:
        """An exact number: floats are taken as they are written."""
        found = plain(self.value)
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            raise self.error("a number is needed here")
        return found

    def whole(self) -> int:
        found = self.number()
        if not isinstance(found, int) or found < 0:
            raise self.error("a whole number from 0 is needed here")
        return found

    def counts(self) -> tuple[Decimal | int | None, Decimal | int | None]:
        """``[min, max]`` of things that are counted."""
        for end in self.sequence(at_least=2):
            if end.value is not None:
                end.whole()
        return self.bounds()

    def bounds(self) -> tuple[Decimal | int | None, Decimal | int | None]:
        """``[min, max]``, either null but not both."""
        pair = self.sequence(at_least=2)
        if len(pair) != 2 or all(end.value is None for end in pair):
            raise self.error("[min, max] is needed here", "null leaves one end open")
        low, high = (None if end.value is None else end.number() for end in pair)
        if low is not None and high is not None and low > high:
            raise self.error(f"no number is at least {low} and at most {high}")
        return low, high
