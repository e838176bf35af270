"""Credentials: never shown, sent only to the gateway's own origin, and struck out of whatever comes back."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, quote_plus

from .build import origin_of
from .errors import Misconfigured
from .transport import Auth, Transport

_STRUCK = b"***"


class Secret:
    """A credential whose repr and str say nothing."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"


class Signer:
    """Adds the credentials to requests for one origin, and strikes them out of answers."""

    def __init__(self, base_url: str, auth: Auth, secrets: tuple[Secret, ...]) -> None:
        self._origin = origin_of(base_url)
        self._header = auth.header
        self._value = Secret(_header_value(auth, [secret.reveal() for secret in secrets]))
        self.key: Secret = secrets[0]
        """The first credential: what some gateways derive webhook keys from."""
        self.strike: Callable[[bytes], bytes] = _striker(
            _forms(secret.reveal() for secret in (*secrets, self._value))
        )
        """A body without any form of a credential."""

    def headers(self, url: str) -> dict[str, str]:
        """The header that signs a request, nothing for another origin."""
        return {self._header: self._value.reveal()} if origin_of(url) == self._origin else {}

    def owns(self, url: str) -> bool:
        return origin_of(url) == self._origin

    def strike_text(self, text: str) -> str:
        return self.strike(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")


def _striker(forms: Iterable[bytes]) -> Callable[[bytes], bytes]:
    """A function, so that the forms are in no attribute that a repr would show."""
    longest_first = sorted(forms, key=len, reverse=True)

    def strike(body: bytes) -> bytes:
        for form in longest_first:
            body = body.replace(form, _STRUCK)
        return body

    return strike


def signer(transport: Transport, base_url: str, given: Mapping[str, str | None]) -> Signer:
    """The first scheme whose credentials are all given; else the first whose credentials the environment has."""
    for source in (given, None):
        for auth in transport.auth:
            values = [_value(c.argument, c.env, source) for c in auth.credentials]
            if all(values):
                return Signer(base_url, auth, tuple(Secret(_checked(v, transport)) for v in values))
    auth = transport.auth[0]
    wanted = " and ".join(f"{c.argument} (or {c.env[0]})" for c in auth.credentials)
    raise Misconfigured(f"{transport.title}: no credentials; give {wanted}")


def _value(argument: str, env: Iterable[str], given: Mapping[str, str | None] | None) -> str:
    if given is not None:
        return given.get(argument) or ""
    return next((value for name in env if (value := os.environ.get(name, "").strip())), "")


def _checked(value: str, transport: Transport) -> str:
    if not value.isascii() or not value.isprintable() or value != value.strip():
        raise Misconfigured(f"{transport.title}: a credential has characters that no header can carry")
    return value


def _header_value(auth: Auth, values: list[str]) -> str:
    if auth.scheme == "basic":
        return "Basic " + base64.b64encode(":".join(values).encode()).decode()
    return f"Bearer {values[0]}" if auth.scheme == "bearer" else values[0]


def _forms(values: Iterable[str]) -> set[bytes]:
    """How a credential may come back: as it is, quoted, in base64."""
    forms = set[bytes]()
    for value in values:
        bare = value.removeprefix("Bearer ").removeprefix("Basic ")
        # very short ones would strike out ordinary words
        if len(bare) >= 6:
            encoded = base64.b64encode(bare.encode()).decode().rstrip("=")
            forms |= {form.encode() for form in (bare, quote(bare, safe=""), quote_plus(bare), encoded)}
    return forms
