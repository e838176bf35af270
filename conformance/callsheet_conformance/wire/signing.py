"""Credentials, from the environment to headers."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Mapping
from typing import Final

from callsheet_conformance.error import TargetError
from callsheet_conformance.gateways.transport import Auth, Transport

SHORTEST: Final = 12
"""A key of fewer characters is no secret, and may be a word."""


def headers(transport: Transport, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """For the first way to sign in whose credentials are all set. Raises TargetError naming the variables."""
    variables = os.environ if environment is None else environment
    for way in transport.auth:
        values = [
            next((variables[name] for name in c.env if variables.get(name)), "") for c in way.credentials
        ]
        if all(values):
            return _header(way, values)
    wanted = " or ".join(" and ".join(c.env[0] for c in way.credentials if c.env) for way in transport.auth)
    raise TargetError(f"a live run needs credentials: set {wanted}")


def plain(transport: Transport, key: str = "emulated") -> dict[str, str]:
    """For gateways that take any key."""
    way = transport.auth[0]
    return _header(way, [key] * len(way.credentials))


def _header(way: Auth, values: list[str]) -> dict[str, str]:
    if way.scheme == "basic":
        return {way.header: "Basic " + base64.b64encode(":".join(values).encode()).decode()}
    return {way.header: f"Bearer {values[0]}" if way.scheme == "bearer" else values[0]}


def masked(text: str, headers: Mapping[str, str]) -> str:
    """Without the credentials that headers carry: some gateways repeat a key that they refuse."""
    for secret in sorted(_secrets(headers), key=len, reverse=True):
        text = text.replace(secret, "…") if len(secret) >= SHORTEST else text
    return text


def _secrets(headers: Mapping[str, str]) -> Iterator[str]:
    for value in headers.values():
        scheme, _, rest = value.rpartition(" ")
        yield rest
        if scheme == "Basic":
            yield from base64.b64decode(rest).decode().split(":")
