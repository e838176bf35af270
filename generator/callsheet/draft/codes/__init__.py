"""Every code that loading, resolving, updating and linting a spec can give, and its long form."""

from __future__ import annotations

from typing import Final

from callsheet.draft.codes.linting import LINTING
from callsheet.draft.codes.meaning import MEANING
from callsheet.draft.codes.reading import READING
from callsheet.draft.codes.transport import TRANSPORT
from callsheet.draft.codes.updating import UPDATING
from callsheet.layers.code import Code

__all__ = ["CODES", "Code"]

CODES: Final[dict[str, Code]] = {**LINTING, **READING, **MEANING, **TRANSPORT, **UPDATING}
