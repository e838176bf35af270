"""One request on its way through a gateway, and what is noted of it for the log."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from starlette.requests import Request

from callsheet_conformance.gateways.records import Account


@dataclass(slots=True, kw_only=True)
class Exchange:
    """Filled in as the request proceeds."""

    request: Request
    operation: str
    request_id: str
    faults: tuple[str, ...] = ()
    account: Account | None = None
    job: str = ""
    rule: str = ""
    price: Decimal | None = None
    priced: bool = True

    @property
    def origin(self) -> str:
        """Scheme, host and port that the client used."""
        return f"{self.request.url.scheme}://{self.request.url.netloc}"

    @property
    def owner(self) -> Account:
        """The account; only for operations that need a key."""
        assert self.account is not None, "an operation without a key has no owner"
        return self.account
