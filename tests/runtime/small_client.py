"""A client of one model over the runtime, for a gateway at any address: what the emitter writes, by hand."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

from callsheet.runtime.async_client import AsyncClient
from callsheet.runtime.configuration import Options
from callsheet.runtime.plan import Extra, Offer
from callsheet.runtime.sync_client import Client

OFFER = Offer(
    model="m-1",
    validate=lambda request, advice=False: [],
    price=lambda request: SimpleNamespace(amount=Decimal("0.30"), unit="USD"),
)
CREDENTIALS = {"api_key": "key-s3cret-123", "api_secret": "secret-s3cret-123"}


def small_client(transport, base_url, *, asynchronous=False, http=None, proxy=None, **options):
    """``client.make(prompt="x")`` is its one method."""
    kind = AsyncClient if asynchronous else Client

    class Small(kind):
        _transport = transport

        def make(self, **arguments):
            return self._request(OFFER, arguments, Extra())

    return Small(CREDENTIALS, {}, Options(base_url=base_url, **options), proxy=proxy, http=http)
