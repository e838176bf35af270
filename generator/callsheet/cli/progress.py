"""A progress bar for one job: status, elapsed time, price. Only where a terminal is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from callsheet.cli.output import console


@contextmanager
def shown(title: str, price: str) -> Iterator[Callable[[Any], None]]:
    """What to hand to ``on_progress``. Without a terminal each change of status is one line on standard error."""
    to = console(error=True)
    if not to.is_terminal:
        yield _lines()
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn(escape(price)),
    )
    with Progress(*columns, console=to, transient=True) as bar:
        task = bar.add_task(escape(title), total=None)

        def update(seen: Any) -> None:
            words = f"{title}: {seen.status or 'submitted'}" + (f" ({seen.note})" if seen.note else "")
            bar.update(task, description=escape(words))
            if seen.progress is not None:
                bar.update(task, total=1.0, completed=seen.progress)

        yield update


def _lines() -> Callable[[Any], None]:
    last = ""

    def update(seen: Any) -> None:
        nonlocal last
        words = f"{seen.status or 'submitted'}" + (f" ({seen.note})" if seen.note else "")
        if words != last:
            console(error=True).print(f"{seen.elapsed:6.0f} s  {words}", markup=False, soft_wrap=True)
        last = words

    return update
