"""What became dearer or cheaper, by how much, and a request that shows it: newest table against newest table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import z3

from callsheet.drift.made import Subject
from callsheet.drift.versions.both import Both, exact, other_defaults
from callsheet.layers.change import Change
from callsheet.layers.model import Model, PriceRow, PriceTable
from callsheet.solve.program import Program
from callsheet.solve.requests import Request

_MOST = 40
"""Pairs of rows that are told one by one."""


def costs(subject: Subject, old: Model, new: Model, both: Both) -> Iterator[Change]:
    """One change a pair of rows whose amounts differ for some request that both versions take."""
    before, now = _newest(old), _newest(new)
    if before is None or now is None or not before.rows or not now.rows:
        yield from _unknown(subject, before, now)
        return
    if before.unit != now.unit:
        message = f"prices are in {now.unit} now, were in {before.unit}"
        yield subject.change("CV130", "price", "prices", message, old=before.unit, new=now.unit, at=now.at)
        return
    if before.per != now.per:
        message = f"prices are per {now.per} now, were per {before.per}"
        yield subject.change("CV130", "price", "prices", message, old=before.per, new=now.per, at=now.at)
    for moved in _Moves(both, old, new).all():
        yield _moved(subject, moved, now)


def _newest(model: Model) -> PriceTable | None:
    return model.prices[-1] if model.prices else None


def _unknown(subject: Subject, before: PriceTable | None, now: PriceTable | None) -> Iterator[Change]:
    was, is_ = bool(before and before.rows), bool(now and now.rows)
    if was != is_:
        message = "the price is known now" if is_ else "the price is known no more"
        yield subject.change("CV131", "price", "prices", message, at=now.at if now else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    old: Decimal
    new: Decimal
    row: PriceRow
    left_out: tuple[str, ...]
    """Parameters that only the request's silence gives another default."""
    witness: Request


def _moved(subject: Subject, moved: _Move, table: PriceTable) -> Change:
    word = "dearer" if moved.new > moved.old else "cheaper"
    share = f", {(moved.new / moved.old - 1) * 100:+.0f} %" if moved.old else ""
    label = moved.row.label or "any request"
    if moved.left_out:
        label += f" by default, where {', '.join(moved.left_out)} is left out,"
    message = f"{word} since {table.since}: {label} costs {moved.new} {table.unit}, was {moved.old}{share}"
    return subject.change(
        "CV132" if word == "dearer" else "CV133",
        "price",
        "prices",
        message,
        old=str(moved.old),
        new=str(moved.new),
        at=moved.row.at or table.at,
        witness=moved.witness,
    )


class _Moves:
    """Asks for a request that costs another amount, notes its rows, asks for one with other rows, and so on.

    First with everything sent whose default is another one: what is found then is due to prices alone.
    """

    def __init__(self, both: Both, old: Model, new: Model) -> None:
        self._both = both
        self._tables = (old.prices[-1], new.prices[-1])
        self._other_defaults = other_defaults(old, new)

    def all(self) -> Iterator[_Move]:
        told: list[z3.BoolRef] = []
        if self._other_defaults:
            yield from self._asked(told, [self._both.sent(path) for path in self._other_defaults])
        yield from self._asked(told, [])

    def _asked(self, told: list[z3.BoolRef], also: list[z3.BoolRef]) -> Iterator[_Move]:
        before, now = self._both.amounts
        assert before is not None
        assert now is not None
        while len(told) < _MOST:
            found = self._both.find(before != now, *also, *told)
            if found is None:
                return
            mine = self._row(self._both.old, self._tables[0], found)
            other = self._row(self._both.new, self._tables[1], found)
            told.append(z3.Not(z3.And(mine[1], other[1])))
            left_out = [
                path
                for path in self._other_defaults
                if not z3.is_true(found.eval(self._both.sent(path), model_completion=True))
            ]
            yield _Move(
                old=exact(found, before),
                new=exact(found, now),
                row=other[0],
                left_out=tuple(left_out),
                witness=self._both.request(found),
            )

    @staticmethod
    def _row(program: Program, table: PriceTable, found: z3.ModelRef) -> tuple[PriceRow, z3.BoolRef]:
        """The row that holds, with how many units it is taken: prices are total, so there is one."""
        rows = [(row, program.encoder.formula(row.when)) for row in table.rows]
        row, holds = next(each for each in rows if z3.is_true(found.eval(each[1], model_completion=True)))
        units = [program.encoder.formula(each.when) for each in table.quantities]
        count = [each for each in units if z3.is_true(found.eval(each, model_completion=True))]
        return row, z3.And(holds, *count)
