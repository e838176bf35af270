"""Emulated gateways on loopback: faithful enough for the providers' own clients, without a key or a cent.

``with serve(["gmicloud"]) as served: served.base_urls["gmicloud"]`` runs them in a thread;
``app(["gmicloud"])`` is the ASGI application for ``httpx.ASGITransport`` or another server.
"""

from __future__ import annotations

from callsheet_conformance.gateways.error import CannotServeError, EmulatorError
from callsheet_conformance.gateways.run import Served, app, serve
from callsheet_conformance.gateways.server import Tls
from callsheet_conformance.gateways.settings import Settings

__all__ = ["CannotServeError", "EmulatorError", "Served", "Settings", "Tls", "app", "serve"]
