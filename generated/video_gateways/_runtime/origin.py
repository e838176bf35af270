"""Which addresses from a gateway's answers are followed: judged as text here, and as what they stand for on connecting."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .border import address_of, is_loopback, is_public
from .build import origin_of
from .errors import Facts, UnsafeAddress
from .exchange import Lost, without_query

_NUMBERS = re.compile(r"(?:0[xX][0-9a-fA-F]+|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]+|[0-9]+))*")


def require_safe(url: str, base_url: str, facts: Facts) -> None:
    """Raise ``UnsafeAddress`` unless the address is one that a result may have.

    That is https without user info, to no private, loopback or link-local address. Beside a gateway that itself runs
    on loopback, loopback and plain http are fine: that is an emulator.
    """
    reason = _unsafe(url, base_url)
    if reason:
        raise UnsafeAddress(f"gave the address {_shown(url)}, which is not followed: {reason}", facts)


def require_followed(reply: object, url: str, facts: Facts) -> None:
    """Raise ``UnsafeAddress`` where the shell would not connect: the name stands for a private address."""
    if isinstance(reply, Lost) and reply.refused:
        raise UnsafeAddress(f"gave the address {_shown(url)}, which is not followed: {reply.refused}", facts)


def _unsafe(url: str, base_url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        _ = parts.port
    except ValueError:
        return "it is malformed"
    if "@" in parts.netloc:
        return "it carries user info"
    if not host or not url.isprintable() or " " in url:
        return "it is malformed"
    if origin_of(url) == origin_of(base_url):
        return ""
    beside_loopback = is_loopback(urlsplit(base_url).hostname or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and beside_loopback):
        return "it is not https"
    if _is_private(host) and not (beside_loopback and is_loopback(host)):
        return "it points into a private network"
    return ""


def _is_private(host: str) -> bool:
    address = address_of(host)
    if address is not None:
        return not is_public(address)
    # 2130706433, 0x7f.1 and the like: numbers that resolvers take for addresses
    is_number = _NUMBERS.fullmatch(host) is not None
    return is_number or is_loopback(host) or host.endswith((".local", ".internal", ".home.arpa"))


def _shown(url: str) -> str:
    try:
        return "".join(c if c.isprintable() else "?" for c in without_query(url))[:200]
    except ValueError:
        return "(unreadable)"
