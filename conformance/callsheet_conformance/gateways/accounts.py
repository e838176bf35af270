"""Keys and what they may do: who is calling, with which balance."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import replace
from decimal import Decimal

from starlette.requests import Request

from callsheet_conformance.gateways.records import Account, Job
from callsheet_conformance.gateways.reply import refuse
from callsheet_conformance.gateways.settings import Settings
from callsheet_conformance.gateways.store import Store
from callsheet_conformance.gateways.transport import Auth

UNKNOWN, INACTIVE, BROKE, PLAIN = "-unknown", "-inactive", "-broke", "-plain"
"""What a key may end in to be refused with 401, be refused as inactive, hold no credits, or meet no need."""


class Accounts:
    """Accounts come into being with the first use of a key; ``Settings.keys`` says which keys are known."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def of_request(self, request: Request, provider: str, auth: tuple[Auth, ...]) -> Account:
        """Whose key came with the request. Raises ``Refused``: authentication or permission."""
        key = next((found for way in auth if (found := _key(request, way))), "")
        if not key:
            raise refuse("authentication", "an API key is required")
        known = self._settings.keys
        if key.endswith(UNKNOWN) or (known is not None and key not in known):
            raise refuse("authentication", "the API key is not valid")
        account = self.of_key(provider, key)
        if not account.active:
            raise refuse("permission", "the API key is not active")
        return account

    def of_key(self, provider: str, key: str) -> Account:
        """The account of a key, made if this is its first use."""
        name = f"{provider}/{digest_of_key(key)}"
        found = self._store.get(Account, name)
        if found is None:
            balance = Decimal(0) if key.endswith(BROKE) else self._settings.balance
            without = frozenset({"*"}) if key.endswith(PLAIN) else frozenset[str]()
            found = Account(id=name, balance=balance, active=not key.endswith(INACTIVE), without=without)
            self._store.put(found)
        return found

    def charge(self, account: Account, amount: Decimal) -> None:
        """Take an amount; a negative one gives it back."""
        current = self._store.get(Account, account.id) or account
        self._store.put(replace(current, balance=current.balance - amount))

    def refund(self, job: Job) -> None:
        account = self._store.get(Account, f"{job.provider}/{job.account}")
        if account is not None:
            self.charge(account, -job.price)


def digest_of_key(key: str) -> str:
    """SHA-256 in hex: what is kept and shown instead of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def has_credential(request: Request, auth: tuple[Auth, ...]) -> bool:
    return any(way.header in request.headers for way in auth)


def _key(request: Request, way: Auth) -> str:
    value = request.headers.get(way.header, "")
    if way.scheme == "header":
        return value.strip()
    scheme, _, rest = value.partition(" ")
    if scheme.lower() != way.scheme:
        return ""
    return rest.strip() if way.scheme == "bearer" else _basic(rest)


def _basic(encoded: str) -> str:
    try:
        return base64.b64decode(encoded.strip(), validate=True).decode("utf-8").strip(":")
    except (binascii.Error, UnicodeDecodeError):
        return ""
