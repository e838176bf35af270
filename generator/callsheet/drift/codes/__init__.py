"""Every code that comparing pages, comparing versions, and holding back can give, and its long form."""

from __future__ import annotations

from typing import Final

from callsheet.drift.codes.held import HELD
from callsheet.drift.codes.pages import PAGES
from callsheet.drift.codes.versions import VERSIONS
from callsheet.layers.code import Code

__all__ = ["CODES"]

CODES: Final[dict[str, Code]] = {**HELD, **PAGES, **VERSIONS}
