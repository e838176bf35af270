"""The emitted validators as a target: what clients would refuse before sending."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.error import TargetError
from callsheet_conformance.targets.target import Session
from callsheet_conformance.verdict import Check, Kind, Outcome, Request

PACKAGE = "video_gateways"


class Validators:
    """``Validators(root=Path("generated"))``; another package name for embedded providers."""

    kind: Kind = "validators"

    def __init__(self, *, root: Path | None = None, package: str = PACKAGE) -> None:
        self._package = package
        if root is not None and (root / package).is_dir() and str(root) not in sys.path:
            sys.path.insert(0, str(root))

    @property
    def note(self) -> str:
        return f"the validators of {self._package}; no gateway was asked"

    def ask(self, subject: Subject, request: Request) -> Outcome:
        found = [each for each in self._validate(subject)(_plain(request)) if each.is_error]
        if not found:
            return Outcome(state="succeeded")
        message = "; ".join(each.message for each in found)
        return Outcome(
            state="refused", cause="validation", message=message, rules=tuple(each.rule for each in found)
        )

    def session(self, subject: Subject, scope: str) -> Session | None:  # noqa: ARG002 - validators have no jobs
        return None

    def likely(self, check: Check, subject: Subject) -> Check:  # noqa: ARG002 - nothing costs anything here
        return check

    def fitted(self, check: Check, subject: Subject) -> Check:  # noqa: ARG002 - nothing costs anything here
        return check

    def quote(self, subject: Subject, request: Request, day: date) -> Outcome:
        """By the emitted price table."""
        module = self._module(subject, "prices")
        found = getattr(module, f"price_{subject.model['name']}")(_plain(request), day)
        if getattr(found, "reason", ""):
            return Outcome(state="unclear", cause=found.reason)
        return Outcome(state="succeeded", charge=found.amount, unit=found.unit)

    def today(self, subject: Subject) -> date:  # noqa: ARG002
        return date.today()  # noqa: DTZ011 - a price list's day, as a reader of it would count

    def _validate(self, subject: Subject) -> Callable[..., list[Any]]:
        module = self._module(subject, "validators")
        validate: Callable[..., list[Any]] = getattr(module, f"validate_{subject.model['name']}")
        return validate

    def _module(self, subject: Subject, what: str) -> ModuleType:
        name = f"{self._package}.{subject.provider['id']}.{what}"
        try:
            return importlib.import_module(name)
        except ImportError as problem:
            raise TargetError(f"{name} cannot be imported ({problem}); install what was generated") from None


def _plain(value: Any) -> Any:
    """Decimals as the floats that a caller has."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return float(value) if type(value).__name__ == "Decimal" else value
