"""``transport:`` of a provider.yaml: data to the nouns of ``layers/transport.py``, or what is wrong with it."""

from __future__ import annotations

from callsheet.transports.checks import calls
from callsheet.transports.parse import parse_transport

__all__ = ["calls", "parse_transport"]
