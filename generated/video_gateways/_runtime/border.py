"""Where connections may go: what an address stands for, judged on the moment of connecting."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_INFRASTRUCTURE = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "168.63.129.16/32", "fec0::/10", "100.100.100.200/32"))
)
"""Of clouds and of protocols, where Python calls some of them global: metadata services answer there."""

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 behind a translator: the last four bytes count."""


class NotFollowedError(Exception):
    """A connection that an answer asked for and that is not made; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Where one client's connections may go.

    To ``own`` (the gateway and the proxies, which the caller chose) wherever they are. To every other host, which an
    answer named, only at public addresses; beside a gateway on loopback also at loopback: that is an emulator.
    """

    own: frozenset[tuple[str, int]]
    loopback: bool

    def owns(self, host: str, port: int) -> bool:
        return (host, port) in self.own

    def admitted(self, host: str, port: int, found: Iterable[str]) -> list[str]:
        """Those of a host's addresses that may be connected to. Raises ``NotFollowedError`` where none may."""
        addresses = list(dict.fromkeys(found))
        if self.owns(host, port):
            return addresses
        good = [each for each in addresses if self._admits(each)]
        if addresses and not good:
            raise NotFollowedError("it points into a private network")
        return good

    def _admits(self, text: str) -> bool:
        address = address_of(text)
        return address is not None and (is_public(address) or (self.loopback and address.is_loopback))


def address_of(host: str) -> Address | None:
    """The address that a literal stands for, out of its IPv4 in IPv6 clothes; None for a name."""
    try:
        address = ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        return _inner(address) or address
    return address


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet may be meant."""
    if address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _INFRASTRUCTURE)


def is_loopback(host: str) -> bool:
    """Whether a name or a literal can only be this machine."""
    address = address_of(host)
    return address.is_loopback if address else host == "localhost" or host.endswith(".localhost")
