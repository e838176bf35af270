"""What a request can say of itself before it is sent; both shells' requests are these."""

from __future__ import annotations

from collections.abc import Mapping

from .exchange import Json
from .job_state import Intent
from .plan import Plan
from .price import Price, UnknownPrice
from .violation import Violation


class Planned:
    """A request that was checked and priced, and not sent."""

    def __init__(self, planned: Plan) -> None:
        self._plan = planned
        self._unknown: Intent | None = None
        """The intent of a submit whose outcome nobody knows."""

    @property
    def model(self) -> str:
        return self._plan.offer.model

    @property
    def params(self) -> Mapping[str, Json]:
        """As they will be sent."""
        return self._plan.params

    @property
    def price(self) -> Price | UnknownPrice:
        """What it costs and how that is made up; ``price.amount`` is None where nobody knows."""
        return self._plan.price

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Documented rules that this request breaks; empty unless validation was switched off."""
        return self._plan.violations

    @property
    def advice(self) -> tuple[Violation, ...]:
        """What the model's maker or we would not send, and what the gateway will ignore or change."""
        return self._plan.advice

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.model} {dict(self.params)} for {self.price}>"
