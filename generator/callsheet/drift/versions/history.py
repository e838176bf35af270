"""Dated price tables are appended: one that is gone or says another thing now is told."""

from __future__ import annotations

from collections.abc import Iterator

from callsheet.drift.made import Subject
from callsheet.drift.versions.skeleton import skeleton
from callsheet.layers.change import Change
from callsheet.layers.model import Model


def history(subject: Subject, old: Model, new: Model, *, is_told: bool) -> Iterator[Change]:
    """Tables of the old version beside those of the same day in the new one.

    ``is_told``: what the newest table says otherwise than the one before has been told, with its day.
    """
    now = {table.since: table for table in skeleton(new).prices}
    before = skeleton(old).prices
    for table in before:
        day = table.since.isoformat()
        if table.since not in now:
            message = f"the prices since {day} are gone; tables are appended, never removed"
            yield subject.change("CV134", "price", f"prices/{day}", message)
        elif table != now[table.since] and (table is not before[-1] or len(now) > len(before)):
            message = f"the prices since {day} say another thing now; tables are appended, never edited"
            yield subject.change("CV135", "price", f"prices/{day}", message)
    days = {table.since for table in before}
    for since in now:
        if since not in days and before and not (is_told and since == new.prices[-1].since):
            message = f"a price table holds from {since} on; the older ones stay"
            yield subject.change("CV136", "price", f"prices/{since}", message, at=new.prices[-1].at)
