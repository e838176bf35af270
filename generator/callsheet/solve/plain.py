"""The plainest request of a kind: what every question about one request ends with."""

from __future__ import annotations

from collections.abc import Collection

import z3

from callsheet.solve.program import Program
from callsheet.solve.render import Renderer
from callsheet.solve.requests import Request
from callsheet.solve.wishes import wishes


def plainest(program: Program, *also: z3.BoolRef, names: Collection[str] | None = None) -> Request | None:
    """As few parameters, and as plain values, as ``also`` and ``names`` allow; None if there is no such request."""
    found = plainest_answer(program, *also, names=names)
    return None if found is None else Renderer(program.model, program.space, found).request()


def plainest_answer(
    program: Program, *also: z3.BoolRef, names: Collection[str] | None = None
) -> z3.ModelRef | None:
    """The same, as z3 has it. What is wished for is worked out once for a program."""
    if program.groups is None:
        program.groups = list(wishes(program.model, program.space))
    return program.settled(program.groups, *also, names=names)
