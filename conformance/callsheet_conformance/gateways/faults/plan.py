"""Which faults strike which request: those that it asks for, and those of a seeded plan."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from callsheet_conformance.gateways.error import UnknownFaultError
from callsheet_conformance.gateways.faults.table import FAULTS, RETRY_AFTER

HEADER = "X-Callsheet-Fault"
"""Asks for faults on one request: ``X-Callsheet-Fault: latency:0.5, lost-response``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """``Order(fault="too-many:date", operations=("submit",), rate=0.1, times=3)``: strikes a tenth, three times."""

    fault: str
    provider: str = ""
    """Empty: all."""
    operations: tuple[str, ...] = ()
    """Empty: all."""
    rate: float = 1.0
    times: int | None = None
    """How often it may strike; None has no end."""


@dataclass(slots=True, kw_only=True)
class Plan:
    """Orders, and one random source: the same orders and requests give the same faults."""

    seed: int = 0
    orders: list[Order] = field(default_factory=list)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - reproducible, not secret

    def add(self, order: Order) -> None:
        """Raises ``UnknownFaultError``."""
        check(order.fault)
        self.orders.append(order)

    def clear(self, seed: int | None = None) -> None:
        self.orders.clear()
        self.seed = self.seed if seed is None else seed
        self._random.seed(self.seed)

    def pick(self, provider: str, operation: str, asked: str) -> tuple[str, ...]:
        """Faults for one request: ``asked`` is its header. Raises ``UnknownFaultError``."""
        struck = [part.strip() for part in asked.split(",") if part.strip()]
        for fault in struck:
            check(fault)
        for index, order in enumerate(self.orders):
            if order.provider not in ("", provider) or (
                order.operations and operation not in order.operations
            ):
                continue
            if order.times != 0 and self._random.random() < order.rate:
                struck.append(order.fault)
                self.orders[index] = replace(order, times=None if order.times is None else order.times - 1)
        return tuple(struck)


def check(fault: str) -> None:
    """Raises ``UnknownFaultError`` for a name, or a form of Retry-After, that no table has."""
    name, _, argument = fault.partition(":")
    if name not in FAULTS:
        raise UnknownFaultError(f"no fault is called {name!r}; there are: {', '.join(FAULTS)}")
    if name == "too-many" and argument and argument not in RETRY_AFTER:
        raise UnknownFaultError(f"no Retry-After is called {argument!r}; there are: {', '.join(RETRY_AFTER)}")
    if name in _NUMERIC and argument and not argument.replace(".", "", 1).isdecimal():
        raise UnknownFaultError(f"{name} takes a number, not {argument!r}")


_NUMERIC = ("file-slow", "latency", "not-found-at-first", "slow-body")


def argument_of(faults: tuple[str, ...], name: str) -> str | None:
    """The argument of a fault that struck, its default if none was given; None where it did not strike."""
    for fault in faults:
        called, _, argument = fault.partition(":")
        if called == name:
            return argument or FAULTS[name].argument
    return None


def of_stage(faults: tuple[str, ...], *stages: str) -> tuple[str, ...]:
    """Those that strike at one of these stages."""
    return tuple(fault for fault in faults if FAULTS[fault.partition(":")[0]].stage in stages)
