"""Lists of parameters or conditions: what "at least one of" and its kin count."""

from __future__ import annotations

from callsheet.constraints.conditions import read_condition
from callsheet.constraints.cursor import Cursor
from callsheet.constraints.words import clause, series
from callsheet.layers.rule import Expr, Sent


def read_choices(at: Cursor) -> tuple[Expr, ...]:
    """At least two, each once; a bare name stands for "is sent"."""
    found: list[Expr] = []
    for each in at.sequence(at_least=2):
        choice = Sent(each.parameter().path) if isinstance(each.value, str) else read_condition(each)
        if choice in found:
            raise each.error("this choice is named twice")
        found.append(choice)
    return tuple(found)


def send(amount: str, choices: tuple[Expr, ...], word: str) -> str:
    """``send at most one of a or b``, or ``at most one must hold: …`` where a choice is no plain parameter."""
    names = [choice.path for choice in choices if isinstance(choice, Sent)]
    if len(names) == len(choices):
        return f"send {amount} of {series(names, word)}"
    return f"{amount} must hold: {'; '.join(map(clause, choices))}"
