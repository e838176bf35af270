"""Values beside those of an enum: what gateways add or forget first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.checks.spoil import spoiled
from callsheet_conformance.manifest import Data
from callsheet_conformance.verdict import Check


def near(subject: Subject, beside: Sequence[Subject]) -> Iterator[Check]:
    """One check for each near value that a request can show alone."""
    for parameter in subject.parameters():
        about = f"{parameter['path']}:enum"
        for value in near_values(parameter, beside) if parameter.get("role") != "model" else ():
            found = spoiled(subject, parameter["path"], value, about)
            if found is not None:
                yield Check(
                    subject=subject.name,
                    name=f"{about}/not {value}",
                    kind="near",
                    about=about,
                    requests={"breaks": found[0], "twin": found[1]},
                    at=parameter.get("at", ""),
                    summary=f"{parameter['path']}: {value} is not among the values",
                )


def near_values(parameter: Data, beside: Sequence[Subject]) -> tuple[Any, ...]:
    """What sibling models take under the same name, numbers one off or doubled, and other letter case."""
    listed = parameter.get("enum", [])
    if not listed:
        return ()
    name = parameter["path"].rpartition(".")[2]
    siblings = [
        value
        for subject in beside
        for other in subject.parameters()
        if other["path"].rpartition(".")[2] == name and other["type"] == parameter["type"]
        for value in other.get("enum", ())
    ]
    found = dict.fromkeys((*siblings, *(each for value in listed for each in _beside(value))))
    return tuple(value for value in found if value not in listed and value not in parameter.get("unset", ()))


def _beside(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | Decimal):
        yield from (value + 1, value - 1, value * 2)
        return
    if value.upper() != value.lower():
        yield value.upper() if value != value.upper() else value.lower()
    last = re.search(r"\d+(?=\D*\Z)", value)
    if last:
        for number in (int(last[0]) + 1, int(last[0]) * 2):
            yield f"{value[: last.start()]}{number}{value[last.end() :]}"
