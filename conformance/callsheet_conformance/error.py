"""What can go wrong with a run itself; findings about a gateway are values, never exceptions.

ConformanceError
├── DataError        emitted data is missing or of another version
├── TargetError      the gateway cannot be reached, or credentials are missing
├── RecordingError   a cassette is missing, stale or refused
├── LedgerError      the file of what was spent cannot be used
├── Shut             a gateway lets nobody in, so nothing more is sent
└── Unaffordable     a request is not covered by the budget, or nobody knows its price
"""

from __future__ import annotations


class ConformanceError(Exception):
    """Root of the suite's exceptions: the run cannot go on. The message says what to do."""


class DataError(ConformanceError):
    """Emitted data is missing or of another version."""


class TargetError(ConformanceError):
    """The gateway cannot be reached, or credentials are missing."""


class RecordingError(ConformanceError):
    """A cassette is missing, stale or refused."""


class LedgerError(ConformanceError):
    """The file of what was spent cannot be read or written, so nothing may be bought."""


class Shut(ConformanceError):  # noqa: N818 - reads as what it says of a gateway
    """A gateway that cannot be reached, or refuses the credentials, from its first answer on. Nothing is testable."""


class Unaffordable(ConformanceError):  # noqa: N818 - reads as what it says of a request
    """A request that the budget does not cover, or whose price nobody knows. What it was for is not testable."""
