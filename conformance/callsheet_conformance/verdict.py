"""The nouns of a run: what was asked, what came back, and what that says about a rule."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeAlias

Request: TypeAlias = Mapping[str, Any]
"""Parameters by name, nested as on the wire."""

Kind: TypeAlias = Literal["validators", "recorded", "emulated", "live"]
KINDS: tuple[Kind, ...] = ("validators", "recorded", "emulated", "live")
"""Of targets."""

State: TypeAlias = Literal["refused", "failed", "succeeded", "unclear"]
"""Refused when asked; accepted and failed later; done; or neither can be said (no account, no credit, no answer)."""


NOT_SENT = "not sent"
"""Cause where a request was not needed for the verdict."""


class Verdict(enum.StrEnum):
    """What a gateway does about one documented thing."""

    ENFORCED = "enforced"
    LATE = "late"
    NOT_ENFORCED = "documented but not enforced"
    UNDOCUMENTED = "enforced but not documented"
    NOT_TESTABLE = "not testable"

    @property
    def mark(self) -> str:
        """One character for tables."""
        return {"enforced": "✓", "late": "◷", "not testable": "·"}.get(self.value) or (
            "✗" if self is Verdict.NOT_ENFORCED else "!"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer to one request, followed to its end."""

    state: State
    status: int = 0
    """Of the answer that decided; 0 where no HTTP was spoken."""
    cause: str = ""
    """By the transport's table: validation, credit, authentication …"""
    message: str = ""
    rules: tuple[str, ...] = ()
    """What the target itself names as broken; real gateways name nothing."""
    words: tuple[str, ...] = ()
    """Status words in the order in which they were seen."""
    charge: Decimal | None = None
    unit: str = ""
    job: str = ""

    def __str__(self) -> str:
        if self.cause == NOT_SENT:
            return NOT_SENT
        told = f" {self.status}" if self.status else ""
        why = self.message or (self.cause if self.state == "unclear" else "")
        return f"{self.state}{told}" + (f": {why}" if why else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One request that was sent for a check, in its role (``breaks``, ``twin``, ``unset``, ``sent`` …)."""

    role: str
    request: Request
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One documented thing of one model, and the requests that try it.

    ``Check(subject="gmicloud/luma-ray-3-2-generate", name="hdr-not-540p", kind="rule", …)``.
    """

    subject: str
    name: str
    kind: str
    """A row of the table of checks: rule, limit, value, covering, default, price, job …"""
    about: str = ""
    requests: Mapping[str, Request] = field(default_factory=dict)
    """By role."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What else its kind needs: the amount expected, why it cannot be tried …"""
    basis: str = "documented"
    at: str = ""
    """Place on the page."""
    summary: str = ""

    @property
    def id(self) -> str:
        """``gmicloud/luma-ray-3-2-generate::hdr-not-540p``."""
        return f"{self.subject}::{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A verdict with its reason and what it rests on."""

    check: Check
    verdict: Verdict
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    known: str = ""
    """Why this verdict is no surprise; empty where it is what the documentation lets expect, or a finding."""

    @property
    def is_finding(self) -> bool:
        """Whether the gateway and its documentation differ in a way that nobody has noted yet."""
        return self.verdict not in (Verdict.ENFORCED, Verdict.NOT_TESTABLE) and not self.known
