"""Keeps signed addresses of results out of httpx's log lines: whoever has such an address has the file."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from .exchange import without_query

if TYPE_CHECKING:
    from logging import LogRecord

_private: deque[str] = deque(maxlen=1000)
_hushing = False


def _shorten(record: LogRecord) -> bool:
    """Shorten the addresses that we were asked to, and touch nothing else."""
    if isinstance(record.args, tuple):
        record.args = tuple(
            without_query(str(value)) if str(value) in _private else value for value in record.args
        )
    return True


def hush(url: str, *, own: bool) -> None:
    """From now on this address is logged without its query; addresses of the gateway itself stay as they are."""
    import logging  # noqa: PLC0415  with the first download

    global _hushing  # noqa: PLW0603  the filter is put in place once, with the first download
    if own or "?" not in url:
        return
    _private.append(url)
    if not _hushing:
        _hushing = True
        logging.getLogger("httpx").addFilter(_shorten)
