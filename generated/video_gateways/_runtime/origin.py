"""Which addresses from a gateway's answers are followed."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from .build import origin_of
from .errors import Facts, UnsafeAddress
from .exchange import without_query

_NUMBERS = re.compile(r"(?:0[xX][0-9a-fA-F]+|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]+|[0-9]+))*")


def require_safe(url: str, base_url: str, facts: Facts) -> None:
    """Raise ``UnsafeAddress`` unless the address is one that a result may have.

    That is https without user info, to no private, loopback or link-local address. Beside a gateway that itself runs
    on loopback, loopback and plain http are fine: that is an emulator.
    """
    reason = _unsafe(url, base_url)
    if reason:
        raise UnsafeAddress(f"gave the address {_shown(url)}, which is not followed: {reason}", facts)


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
    beside_loopback = _is_local(urlsplit(base_url).hostname or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and beside_loopback):
        return "it is not https"
    if _is_local(host) and not (beside_loopback and _is_loopback(host)):
        return "it points into a private network"
    return ""


def _is_local(host: str) -> bool:
    address = _address(host)
    if address is None:
        return _is_loopback(host) or host.endswith((".local", ".internal", ".home.arpa"))
    return not address.is_global


def _is_loopback(host: str) -> bool:
    address = _address(host)
    return address.is_loopback if address else host == "localhost" or host.endswith(".localhost")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        # 2130706433, 0x7f.1 and the like: numbers that resolvers take for addresses
        return ipaddress.IPv4Address(0) if _NUMBERS.fullmatch(host) else None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _shown(url: str) -> str:
    try:
        return "".join(c if c.isprintable() else "?" for c in without_query(url))[:200]
    except ValueError:
        return "(unreadable)"
