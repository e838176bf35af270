"""From names of providers to an application, and to servers with addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from callsheet_conformance.catalogue import locate
from callsheet_conformance.gateways import provider as providers_of
from callsheet_conformance.gateways.app import Emulator
from callsheet_conformance.gateways.error import CannotServeError
from callsheet_conformance.gateways.fleet import Fleet
from callsheet_conformance.gateways.judges import judge_of
from callsheet_conformance.gateways.server import Listener, Tls
from callsheet_conformance.gateways.settings import Settings
from callsheet_conformance.gateways.store import SqliteStore, Store
from callsheet_conformance.gateways.transport import Transport
from callsheet_conformance.gateways.world import limits, make

ANY_KEY = "emulated"
"""What a credential may be where every key is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """``served.base_urls["gmicloud"]`` is what a client takes; ``served.control`` ends in ``/__callsheet__``."""

    base_urls: dict[str, str]
    prefixed: dict[str, str]
    """The same gateways below one port: ``http://127.0.0.1:8400/gmicloud/api/…``."""
    origins: dict[str, str]
    """Scheme, host and port of each gateway, where clients want no path."""
    environment: dict[str, dict[str, str]]
    """Variables to set, by provider."""
    control: str
    emulator: Emulator


def app(
    providers: Sequence[str] | None = None,
    *,
    generated: Path | None = None,
    settings: Settings | None = None,
    database: Path | None = None,
) -> Emulator:
    """The ASGI application of these providers, of all that were emitted if None.

    ``generated`` holds the emitted manifest and schemas, and is found if None. ``database`` keeps the state in an
    SQLite file. Raises ``CannotServeError`` for providers that were not emitted, ``DataError`` where nothing was.
    """
    folder = generated or locate()
    known = providers_of.names(folder)
    names = list(dict.fromkeys(providers)) if providers else list(known)
    missing = [name for name in names if name not in known]
    if missing or not names:
        what = ", ".join(missing) or "anything"
        raise CannotServeError(
            f"no manifest of {what} below {folder}; there are: {', '.join(known) or 'none'}"
        )
    chosen = settings or Settings()
    store: Store | None = SqliteStore(database, limits(chosen)) if database else None
    data = [providers_of.read(folder, name) for name in names]
    fleet = Fleet(
        data, lambda name, model, formats: judge_of(folder, name, model, formats), make(chosen, store)
    )
    return Emulator(fleet)


@contextmanager
def serve(  # noqa: PLR0913 - keywords of one call, each with its default
    providers: Sequence[str] | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    generated: Path | None = None,
    settings: Settings | None = None,
    database: Path | None = None,
    tls: Tls | None = None,
) -> Iterator[Served]:
    """Serve in a thread while the block runs. Port 0 takes free ports; another takes it and those that follow."""
    emulator = app(providers, generated=generated, settings=settings, database=database)
    listener = Listener(emulator, host, port, tls)
    with listener.in_thread():
        yield describe(emulator, listener)


def run(emulator: Emulator, listener: Listener) -> None:
    """Serve in the foreground until interrupted."""
    try:
        listener.run()
    finally:
        listener.close()
        emulator.fleet.world.store.close()


def describe(emulator: Emulator, listener: Listener) -> Served:
    """Addresses, and what to set in the environment."""
    desks = emulator.fleet.desks
    base = {name: urlsplit(desk.gateway.transport.base_url).path for name, desk in desks.items()}
    base_urls = {name: listener.origins[name] + path for name, path in base.items()}
    return Served(
        base_urls=base_urls,
        prefixed={name: f"{listener.root}/{name}{path}" for name, path in base.items()},
        origins=dict(listener.origins),
        environment={
            name: _environment(desk.gateway.transport, base_urls[name]) for name, desk in desks.items()
        },
        control=f"{listener.root}/__callsheet__",
        emulator=emulator,
    )


def _environment(transport: Transport, base_url: str) -> dict[str, str]:
    urls = dict.fromkeys(transport.base_url_env[:1], base_url)
    keys = {credential.env[0]: ANY_KEY for credential in transport.auth[0].credentials if credential.env}
    return urls | keys


def table(served: Served) -> str:
    """What to print at the start: gateways, addresses, variables; fits 100 columns."""
    lines = []
    for name, url in served.base_urls.items():
        lines.append(f"{name:<12}{url}")
        lines += [f"{'':<12}  export {key}={value}" for key, value in served.environment[name].items()]
    return "\n".join([*lines, f"{'control':<12}{served.control}/state", f"{'':<12}Ctrl-C ends it."])
