"""Proxies from the environment, as httpx takes them: a transport of one's own would make httpx overlook them."""

from __future__ import annotations

import ipaddress
from urllib.request import getproxies


def environment_proxies() -> dict[str, str | None]:
    """Patterns of addresses, each with its proxy or None for none: ``{"https://": "http://proxy:8080"}``."""
    told = getproxies()
    patterns: dict[str, str | None] = {}
    for scheme in ("http", "https", "all"):
        proxy = told.get(scheme)
        if proxy:
            patterns[f"{scheme}://"] = proxy if "://" in proxy else f"http://{proxy}"
    spared = [each.strip() for each in told.get("no", "").split(",")]
    if "*" in spared:
        return {}
    return patterns | {_pattern(each): None for each in spared if each}


def _pattern(host: str) -> str:
    if "://" in host:
        return host
    version = _version(host)
    if version:
        return f"all://[{host}]" if version == 6 else f"all://{host}"
    return f"all://{host}" if host.lower() == "localhost" else f"all://*{host}"


def _version(host: str) -> int:
    try:
        # 10.0.0.0/8 counts by its first half
        return ipaddress.ip_address(host.split("/", maxsplit=1)[0]).version
    except ValueError:
        return 0
