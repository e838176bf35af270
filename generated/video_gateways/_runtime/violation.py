"""What is wrong with a request, as a value: standard library only."""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

Scalar: TypeAlias = str | bool | int | float
Basis: TypeAlias = Literal["documented", "elsewhere", "upstream", "inferred"]
Effect: TypeAlias = Literal["refused", "ignored", "forced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One way to mend a violation: ``set resolution to 720p or 1080p``, ``send image``, ``leave out loop``."""

    path: str
    action: Literal["set", "send", "omit"]
    values: tuple[Scalar, ...] = ()

    def __str__(self) -> str:
        if self.action == "set":
            return f"set {self.path} to {either(self.values)}"
        return f"send {self.path}" if self.action == "send" else f"leave out {self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One limit or rule that a request breaks.

    ``rule`` is the rule's id, or ``<parameter>:<limit>`` with limit one of type, required, enum, min, max, step,
    length, items, unique, format, null, unknown-key.
    """

    rule: str
    fields: tuple[str, ...]
    message: str
    fixes: tuple[Fix, ...] = ()
    at: str = ""
    """Place on the documentation page."""
    basis: Basis = "documented"
    """Who says so: this page, elsewhere at the provider, the model's maker upstream, or inferred by us."""
    effect: Effect = "refused"
    """What the provider does with such a request."""

    @property
    def is_error(self) -> bool:
        """Whether the provider says that it refuses the request; everything else is advice."""
        return self.effect == "refused" and self.basis in ("documented", "elsewhere")

    def __str__(self) -> str:
        fixes = f" ({_join([str(fix) for fix in self.fixes])})" if self.fixes else ""
        return f"{self.rule}: {self.message}{fixes}"


def shown(value: object) -> str:
    """A value as it stands in JSON, cut short: ``"7s"``, ``true``."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        text = f'"{value[:60]}"' if len(value) <= 60 else f'"{value[:60]}'
    else:
        text = _printed(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _printed(value: object) -> str:
    """Its representation; the type's name where a value is too large, too deep or too odd to have one."""
    try:
        return reprlib.repr(value)
    except Exception:  # noqa: BLE001  whatever a caller's object raises must not hide what is wrong with the request
        return f"a value of type {type(value).__name__}"


def either(values: tuple[Scalar, ...]) -> str:
    """``720p or 1080p``."""
    return _join([value if isinstance(value, str) and value else shown(value) for value in values])


def _join(parts: list[str]) -> str:
    return " or ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
