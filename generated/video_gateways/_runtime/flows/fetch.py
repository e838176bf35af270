"""Opening a result's address: redirects are followed one by one, each judged like the first."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin

from ..context import Context
from ..effects import Close, Flow, open_
from ..errors import Facts, UnsafeAddress
from ..exchange import Head, Lost, Request
from ..origin import require_followed, require_safe

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def opened(
    context: Context, url: str, headers: Mapping[str, str], facts: Facts, seconds: float
) -> Flow[Head | Lost]:
    """The head of the first answer that is no redirect. The shell signs only requests to the gateway's own origin."""
    for _ in range(_MOST_REDIRECTS + 1):
        require_safe(url, context.base_url, facts)
        head = yield from open_(Request(method="GET", url=url, headers=headers), seconds)
        require_followed(head, url, facts)
        if isinstance(head, Lost) or head.status not in _REDIRECTS:
            return head
        yield Close()
        place = head.headers.get("location")
        if not place:
            raise UnsafeAddress(f"redirects with {head.status} to nowhere", facts)
        url = _joined(url, place, facts)
    raise UnsafeAddress(f"redirects more than {_MOST_REDIRECTS} times", facts)


def _joined(url: str, place: str, facts: Facts) -> str:
    try:
        return urljoin(url, place)
    except ValueError:
        raise UnsafeAddress("redirects to a malformed address", facts) from None
