"""A token finds a job again from any process. It holds no secret, and the bare job id does as well."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .asked import Asked
from .errors import Misconfigured
from .job_state import Amount

_MARK = "job1."


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What ``resume`` needs, and what makes its messages better."""

    provider: str
    job_id: str
    model: str = ""
    intent_id: str = ""
    created: float = 0.0
    """Seconds since the epoch; 0 where it is not known."""
    estimate: Amount | None = None
    asked: Asked = Asked()  # noqa: RUF009  frozen
    """What the request says of the result."""

    def __str__(self) -> str:
        fields = [self.provider, self.job_id, self.model, self.intent_id, round(self.created, 3)]
        price = [str(self.estimate.amount), self.estimate.unit] if self.estimate else []
        asked = [said] if (said := self.asked.packed()) else []
        packed = json.dumps([*fields, *price, *asked], separators=(",", ":")).encode()
        return _MARK + base64.urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str, provider: str) -> Token:
        """Read a token of this provider, or take a bare job id."""
        if not text.startswith(_MARK):
            return cls(provider=provider, job_id=_plain(text))
        try:
            token = cls._unpack(text)
        except (ValueError, binascii.Error, InvalidOperation, TypeError, IndexError):
            raise Misconfigured("this job token is damaged") from None
        if token.provider != provider:
            raise Misconfigured(f"this job token belongs to {token.provider}, not to {provider}")
        return token

    @classmethod
    def _unpack(cls, text: str) -> Token:
        packed = text[len(_MARK) :]
        fields = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        provider, job_id, model, intent_id, created, *price = fields
        asked = price.pop() if price and isinstance(price[-1], dict) else {}
        estimate = Amount(amount=Decimal(price[0]), unit=str(price[1])) if price else None
        return cls(
            provider=str(provider),
            job_id=_plain(str(job_id)),
            model=str(model),
            intent_id=str(intent_id),
            created=float(created),
            estimate=estimate,
            asked=Asked.unpacked(asked),
        )


def _plain(job_id: str) -> str:
    if not job_id or len(job_id) > 512 or not job_id.isprintable():
        raise Misconfigured("this is no job id")
    return job_id
