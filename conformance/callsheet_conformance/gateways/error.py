"""What the emulator raises to who starts or steers it.

ConformanceError
└── EmulatorError
    ├── CannotServeError      providers, addresses or ports that are not there
    ├── UnknownFaultError     a fault that no table names
    └── UnknownMutationError  a mutation that no table names, or that changes nothing
"""

from __future__ import annotations

from callsheet_conformance.error import ConformanceError


class EmulatorError(ConformanceError):
    """Root of the emulator's exceptions; the text says what to do."""


class CannotServeError(EmulatorError):
    pass


class UnknownFaultError(EmulatorError):
    pass


class UnknownMutationError(EmulatorError):
    pass
