"""An answer before it is bytes, and a refusal before it is an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

RULE_HEADER = "X-Callsheet-Rule"
"""Names the broken rule or limit. No real gateway sends it; the suite alone reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``Reply(status=202, body={"jobId": "7c…"})``."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        data = json.dumps(self.body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        return Response(data, self.status, self.headers, "application/json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is not served. ``cause`` is a word of the transport's table of causes."""

    cause: str
    text: str
    status: int = 0
    """Overrides the table where a refusal has a code of its own, such as 405, 413 or 415."""
    rule: str = ""
    fields: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - reads as what happened
    """Raised inside a gateway to answer with a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self.refusal = refusal


def refuse(cause: str, text: str, **parts: Any) -> Refused:
    """What to raise: the short form of a refusal."""
    return Refused(Refusal(cause=cause, text=text, **parts))
