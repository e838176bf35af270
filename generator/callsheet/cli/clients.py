"""The emitted client of a gateway, run from memory, for the commands that buy and follow jobs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from callsheet import disk, emit, live
from callsheet.layers.diagnostic import CallsheetError, Diagnostic, Severity
from callsheet.layers.facts import Json
from callsheet.layers.model import Model, Provider

PACKAGE = "video_gateways"
NEEDED = ("clients", "package", "prices", "validators")
LEDGER = Path(".callsheet") / "jobs.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Emitted:
    """``client`` is an instance of the gateway's generated class; errors and ledger are its own package's."""

    client: Any
    module: ModuleType
    errors: ModuleType
    plan: ModuleType

    def request(self, model: Model, params: Mapping[str, Json], *, validate: bool = True) -> Any:
        """A checked and priced request, from parameters as they stand on the wire.

        Raises CallsheetError where they name another model: nobody wants to pay for the wrong one.
        """
        offer = getattr(self.module, f"_{model.name.upper()}")
        if (named := params.get(offer.model_key, offer.model)) != offer.model:
            message = f"the request is for {named!r}, not for {offer.model!r}"
            raise CallsheetError(
                Diagnostic(code="CL312", severity=Severity.ERROR, where=model.id, message=message)
            )
        sent = {name: value for name, value in params.items() if name != offer.model_key}
        return self.client._request(offer, sent, self.plan.Extra(validate=validate))  # noqa: SLF001  has no keywords


@contextmanager
def emitted(
    provider: Provider,
    *,
    ledger: Path,
    base_url: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Emitted]:
    """The client, while the block runs. Raises CallsheetError where it cannot be set up."""
    with suppress(OSError):  # which the ledger says in its own words
        disk.make_folder(ledger.parent)
    files = (file for name in NEEDED for file in emit.EMITTERS[name]((provider,)))
    with live.package(files, PACKAGE) as package, _environment(environment or {}):
        module, errors = package.module(f"{provider.id}.client"), package.module("_runtime.errors")
        try:
            client = getattr(module, provider.class_name)(base_url=base_url, ledger=ledger)
        except errors.GatewayError as error:
            raise problem(error) from None
        with client:
            yield Emitted(client=client, module=module, errors=errors, plan=package.module("_runtime.plan"))


def problem(error: Exception) -> CallsheetError:
    """An error of a client as a finding, in its own words."""
    return CallsheetError(
        Diagnostic(code="CL311", severity=Severity.ERROR, where=type(error).__name__, message=str(error))
    )


@contextmanager
def _environment(extra: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in extra}
    os.environ.update(extra)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
