"""A film that is not what was asked for. It is kept, since it is paid for, and the difference is told."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from .asked import Difference, differences
from .errors import Facts, JobError
from .film import measured
from .job_token import Token
from .media import SNIFFED, sniff


class ResultDiffersWarning(UserWarning):
    """A saved film has another length, size or shape than was asked for."""


class ResultDiffers(JobError):
    """The same, for a caller who asked for ``strict``. ``path`` is the saved file."""

    advice: ClassVar[str] = "The file is saved and paid: look at it before you buy it again"

    def __init__(self, found: tuple[Difference, ...], path: Path, facts: Facts | None = None) -> None:
        super().__init__(f"{'; '.join(map(str, found))} ({path})", facts)
        self.differences: tuple[Difference, ...] = found
        self.path: Path = path


def inspected(token: Token, place: Path, index: int) -> tuple[Difference, ...]:
    """How the saved file is not what the request says; nothing where either says nothing."""
    try:
        with place.open("rb") as file:
            kind = sniff(file.read(SNIFFED))
    except OSError:
        return ()
    film = measured(place, kind)
    return differences(token.asked, film, index) if film else ()
