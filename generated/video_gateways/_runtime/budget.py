"""Limits of money: what a caller gives as one, and one over many jobs, of which each reserves its price before it is sent, so parallel submissions cannot pass it together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation

from .errors import Facts, LedgerError, Misconfigured, NotSent, OverBudget, Refused
from .job_state import Amount


class Budget:
    """``Budget(Amount(amount=Decimal(20), unit="USD"))``, shared by clients of gateways that charge in that unit.

    Raises ``Misconfigured`` for an amount that is no number.
    """

    def __init__(self, limit: Amount, spent: Decimal = Decimal(0)) -> None:
        self.limit: Amount = limit_of(limit, limit.unit)
        self._spent = spent
        self._lock = threading.Lock()

    @property
    def left(self) -> Decimal:
        """What no job has been promised."""
        with self._lock:
            return self.limit.amount - self._spent

    @contextmanager
    def reserved(self, price: Amount | None, facts: Facts) -> Iterator[None]:
        """Hold the price while a job is submitted. Given back only where surely no job was made.

        Raises ``OverBudget`` for a price that is not known, is in another unit, or does not fit.
        """
        if price is None or price.unit != self.limit.unit:
            raise OverBudget(
                f"the price is {price or 'not known'}, and the budget is in {self.limit.unit}", facts
            )
        with self._lock:
            left = self.limit.amount - self._spent
            if price.amount > left:
                raise OverBudget(
                    f"the price is {price}, and {left} {price.unit} of the budget are left", facts
                )
            self._spent += price.amount
        try:
            yield
        except (NotSent, Refused, LedgerError):
            # a ledger fails a submit before it is sent, and no later
            with self._lock:
                self._spent -= price.amount
            raise


def limit_of(limit: Amount | Decimal | str, unit: str) -> Amount:
    """The limit as an amount, a bare number in ``unit``. Raises ``Misconfigured`` for what is no number."""
    try:
        # a float is taken as it is written: 0.3 is three tenths
        amount = Decimal(str(limit.amount if isinstance(limit, Amount) else limit))
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount.is_nan():
        raise Misconfigured(f"a limit is a number such as '1.50', or an Amount with its unit, not {limit!r}")
    return Amount(amount=amount, unit=limit.unit if isinstance(limit, Amount) else unit)
