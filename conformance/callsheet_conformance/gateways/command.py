"""``callsheet serve``: the emulated gateways in the foreground. Exit 0 when interrupted, 3 where it cannot go on."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from callsheet_conformance.error import ConformanceError
from callsheet_conformance.gateways.run import Served, app, describe, run, table
from callsheet_conformance.gateways.server import Listener, Tls
from callsheet_conformance.gateways.settings import Settings

CANNOT_GO_ON = 3
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("serve")
@click.argument("providers", nargs=-1, metavar="[PROVIDER]...")
@click.option(
    "--port",
    default=8400,
    type=click.IntRange(0, 65535),
    metavar="PORT",
    show_default=True,
    help="Of all; each gateway has one that follows. 0: any.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option(
    "--speed", default=60.0, show_default=True, help="Emulated seconds in a second; 0 stands still."
)
@click.option("--job-seconds", default=60.0, show_default=True, help="Emulated seconds that a job takes.")
@click.option("--seed", default=0, show_default=True, help="Of ids and faults.")
@click.option(
    "--state", type=FILE, metavar="FILE", help="Keep jobs in this SQLite file; in memory otherwise."
)
@click.option(
    "--certificate", type=FILE, metavar="PEM", help="Serve https with this; for clients that ask for it."
)
@click.option("--key", type=FILE, metavar="PEM", help="Of the certificate.")
@click.option(
    "--generated",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder with manifest/ and schemas/.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the addresses as JSON.")
def serve(**given: Any) -> None:
    """Emulate gateways on loopback: develop against them without a key or a cent. Ctrl-C ends it."""
    try:
        _serve(given)
    except KeyboardInterrupt:
        sys.exit(0)
    except ConformanceError as problem:
        click.echo(f"callsheet serve: {problem}", err=True)
        sys.exit(CANNOT_GO_ON)


def _serve(given: dict[str, Any]) -> None:
    settings = Settings(speed=given["speed"], seed=given["seed"], job_seconds=given["job_seconds"])
    emulator = app(
        given["providers"], generated=given["generated"], settings=settings, database=given["state"]
    )
    listener = Listener(emulator, given["host"], given["port"], _tls(given["certificate"], given["key"]))
    served = describe(emulator, listener)
    click.echo(json.dumps(_addresses(served)) if given["as_json"] else table(served))
    sys.stdout.flush()
    run(emulator, listener)


def _tls(certificate: Path | None, key: Path | None) -> Tls | None:
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key go together")
    return Tls(certificate=certificate, key=key) if certificate and key else None


def _addresses(served: Served) -> dict[str, Any]:
    return {"base_urls": served.base_urls, "environment": served.environment, "control": served.control}
