"""Emulated moments as gateways write them."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(moment: float) -> str:
    """``2026-06-17T12:00:00.000Z``."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_or_none(moment: float | None) -> str | None:
    return None if moment is None else iso(moment)
