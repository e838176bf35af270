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
    """One change a pair of rows that make some request that both versions take cost another amount.

    Where both count the same number of units the amounts are those of one unit, else those of the request shown.
    """
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
        since = f" since {now.since}" if now else ""
        message = f"the price is known now{since}" if is_ else f"the price is known no more{since}"
        yield subject.change("CV131", "price", "prices", message, at=now.at if now else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    old: Decimal
    new: Decimal
    row: PriceRow
    per: str
    """`` per 5s block`` where the amounts are those of one of several units."""
    left_out: tuple[str, ...]
    """Parameters that only the request's silence gives another default."""
    witness: Request


def _moved(subject: Subject, moved: _Move, table: PriceTable) -> Change:
    word = "dearer" if moved.new > moved.old else "cheaper"
    share = f", {(moved.new / moved.old - 1) * 100:+.0f} %" if moved.old else ""
    label = moved.row.label or "any request"
    if moved.left_out:
        label += f" by default, where {', '.join(moved.left_out)} is left out,"
    cost = f"{moved.new} {table.unit}{moved.per}"
    message = f"{word} since {table.since}: {label} costs {cost}, was {moved.old}{share}"
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
        for _ in range(_MOST):
            found = self._both.find(before != now, *also, *told)
            if found is None:
                return
            mine = self._row(self._both.old, self._tables[0], found)
            other = self._row(self._both.new, self._tables[1], found)
            units = [exact(found, each) for each in self._both.counts]
            is_alike = units[0] == units[1]
            alike = self._both.counts[0] == self._both.counts[1]
            told.append(z3.Not(z3.And(mine[1], other[1], alike if is_alike else self._counted(found))))
            is_one = is_alike and any(table.quantities for table in self._tables)
            yield _Move(
                old=mine[0].amount if is_alike else exact(found, before),
                new=other[0].amount if is_alike else exact(found, now),
                row=other[0],
                per=f" per {self._tables[1].per}" if is_one else "",
                left_out=self._left_out(found),
                witness=self._both.request(found),
            )

    def _left_out(self, found: z3.ModelRef) -> tuple[str, ...]:
        sent = {
            path: found.eval(self._both.sent(path), model_completion=True) for path in self._other_defaults
        }
        return tuple(path for path, each in sent.items() if not z3.is_true(each))

    def _counted(self, found: z3.ModelRef) -> z3.BoolRef:
        """That a request takes as many units in each version as this one."""
        return z3.And(*(each == found.eval(each, model_completion=True) for each in self._both.counts))

    @staticmethod
    def _row(program: Program, table: PriceTable, found: z3.ModelRef) -> tuple[PriceRow, z3.BoolRef]:
        """The row that holds: prices are total, so there is one."""
        rows = [(row, program.encoder.formula(row.when)) for row in table.rows]
        return next(each for each in rows if z3.is_true(found.eval(each[1], model_completion=True)))
