"""What every flow of one client shares: the transport, the limits, the budget of retries, the pace of polls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from .errors import Facts, Misconfigured
from .exchange import Headers
from .job_state import Amount
from .pacing import Pace, RetryBudget
from .transport import Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """All in seconds, or in attempts."""

    call: float = 60.0
    """For one whole call, its answer's body included."""
    submit: float = 120.0
    wait: float = 1800.0
    """For a job, unless ``wait`` is told otherwise."""
    download: float = 3600.0
    attempts: int = 5
    """Of one call, where repeating it is safe."""
    strange: int = 5
    """Polls in a row that are not understood before giving up."""

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if not 0 < value < float("inf") or (each.type == "int" and not isinstance(value, int)):
                raise Misconfigured(f"Limits: {each.name} must be a positive number, not {value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Of one client."""

    transport: Transport
    base_url: str
    query: Mapping[str, str] = field(default_factory=dict)
    """Fields that the client's options add to every call."""
    limits: Limits = field(default_factory=Limits)
    budget: RetryBudget = field(default_factory=RetryBudget)
    pace: Pace = field(default_factory=Pace)

    def facts(self, *, job_id: str = "", intent_id: str = "", at_risk: str = "", advice: str = "") -> Facts:
        """The start of an error's facts."""
        return Facts(
            provider=self.transport.title, job_id=job_id, intent_id=intent_id, at_risk=at_risk, advice=advice
        )


def at_risk(estimate: Amount | None) -> str:
    """In words."""
    return str(estimate) if estimate else "an unknown amount"


NO_HEADERS = Headers()
