"""The suite beside Schemathesis: the same faulty gateways over the same sockets, the same rules in our OpenAPI.

``python tests/bench/beside_schemathesis.py SCHEMATHESIS [EXAMPLES] [FAULTS]``: SCHEMATHESIS is its command in an
environment of its own. A fault counts as found by Schemathesis where its failures differ from those at the faithful
gateway. Both run over one model; billed are requests that the gateway accepted. The suite is run as at a paid gateway,
with every pair of choices, once to its end and once until its first finding.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.checks import PAIRS, plan, within
from callsheet_conformance.gateways import Served, Settings, serve
from callsheet_conformance.gateways.records import Entry
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.mutate.equivalent import Equivalents
from callsheet_conformance.mutate.kinds import mutants
from callsheet_conformance.run import run
from callsheet_conformance.targets import Wired
from callsheet_conformance.wire.client import Wire
from callsheet_conformance.wire.signing import plain

PROVIDER, MODEL, SCHEMA = "gmicloud", "luma-ray-3-2-generate", "LumaRay32Generate"
KINDS = (
    "rule dropped",
    "enum value removed",
    "default changed",
    "limit dropped",
    "bound moved",
    "required or not",
)
CHECKS = "negative_data_rejection,positive_data_acceptance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    found: frozenset[str]
    sent: int
    billed: int
    seconds: float
    first: tuple[int, int, float] = (0, 0, 0.0)
    """Requests, billed ones among them, and seconds until the first finding."""


@contextmanager
def served(root: Path, mutation: str) -> Iterator[Served]:
    with serve([PROVIDER], generated=root, settings=Settings(speed=0.0)) as found:
        if mutation:
            found.emulator.fleet.mutate(PROVIDER, mutation)
        yield found


def counted(gateway: Served) -> tuple[int, int]:
    """Requests sent and requests that made a job."""
    rows = list(gateway.emulator.fleet.world.store.newest(Entry))
    return len(rows), sum(row.method == "POST" and row.status < 300 for row in rows)


def ours(root: Path, subject: Subject, beside: tuple[Subject, ...], mutation: str) -> Run:
    form = read(dict(subject.provider["transport"]))
    with served(root, mutation) as gateway, httpx.Client() as client:
        target = Wired(
            kind="live",
            note="",
            wire_of=lambda _: Wire(form, client, gateway.base_urls[PROVIDER], plain(form)),
            pause=lambda seconds: gateway.emulator.fleet.world.clock.move(seconds=seconds),
            seconds=120,
            step=61,
        )
        start, found, first = time.perf_counter(), set[str](), (0, 0, 0.0)
        checks = [(check, subject) for check in plan(subject, beside) if within(check, PAIRS)]
        for result in run(checks, target):
            if result.is_finding:
                first = (*counted(gateway), time.perf_counter() - start) if not found else first
                found.add(result.check.id)
        seconds = time.perf_counter() - start
        sent, billed = counted(gateway)
    return Run(found=frozenset(found), sent=sent, billed=billed, seconds=seconds, first=first)


def theirs(command: str, root: Path, mutation: str, examples: int) -> Run:
    with served(root, mutation) as gateway, tempfile.TemporaryDirectory() as folder:
        document = json.loads((root / "openapi" / f"{PROVIDER}.json").read_text("utf-8"))
        submit = document["paths"]["/requests"]["post"]
        submit["requestBody"]["content"]["application/json"]["schema"] = {
            "$ref": f"#/components/schemas/{SCHEMA}"
        }
        document["paths"] = {"/requests": {"post": submit}}
        path, report = Path(folder) / "openapi.json", Path(folder) / "report.xml"
        path.write_text(json.dumps(document))
        start = time.perf_counter()
        done = subprocess.run(
            [command, "run", str(path), "--url", gateway.base_urls[PROVIDER], "-c", CHECKS, "-n", str(examples),
             "-H", "Authorization: Bearer emulated", "--continue-on-failure", "--seed", "1", "--no-color",
             "--report-junit-path", str(report), "--report", "junit"],
            capture_output=True, text=True, check=False, cwd=folder,
        )  # fmt: skip
        seconds = time.perf_counter() - start
        sent, billed = counted(gateway)
    marks = set(re.findall(r"^- (ST\d+ .*)$|^ *(Invalid component: .*)$", done.stdout, re.MULTILINE))
    return Run(found=frozenset("".join(mark) for mark in marks), sent=sent, billed=billed, seconds=seconds)


def picked(subject: Subject, beside: tuple[Subject, ...], faults: int) -> Iterator[str]:
    """Half of them dropped rules, the others spread over each other kind; none that the solver proves to be no fault."""
    known = Equivalents.read()
    for kind in KINDS:
        real = [
            each.mutation for each in mutants(subject, beside, (kind,)) if not known.reason(each, subject)
        ]
        wanted = faults // 2 if kind == KINDS[0] else max(1, faults // 2 // (len(KINDS) - 1))
        yield from real[:: max(1, len(real) // wanted)][:wanted]


def main(command: str, examples: int, faults: int) -> None:
    catalogue = Catalogue.open()
    subject = next(each for each in catalogue.subjects if each.name == f"{PROVIDER}/{MODEL}")
    chosen = list(picked(subject, catalogue.subjects, faults))
    before = theirs(command, catalogue.root, "", examples)
    quiet = ours(catalogue.root, subject, catalogue.subjects, "")
    print(f"faithful gateway: suite {quiet}, schemathesis {before}", flush=True)
    runs: list[tuple[Run, Run]] = []
    for mutation in chosen:
        pair = (
            ours(catalogue.root, subject, catalogue.subjects, mutation),
            theirs(command, catalogue.root, mutation, examples),
        )
        runs.append(pair)
        caught = [bool(pair[0].found - quiet.found), bool(pair[1].found - before.found)]
        print(
            mutation,
            "suite:",
            caught[0],
            f"{pair[0].first[0]}/{pair[0].sent} requests {pair[0].seconds:.1f} s",
            end="  ",
        )
        print("schemathesis:", caught[1], f"{pair[1].sent} requests {pair[1].seconds:.1f} s", flush=True)
    for name, index, base in (("suite", 0, quiet), ("schemathesis", 1, before)):
        some = [pair[index] for pair in runs]
        found = sum(bool(run.found - base.found) for run in some)
        print(
            f"{name}: {found} of {len(some)} faults, {sum(r.sent for r in some)} requests, "
            f"{sum(r.billed for r in some)} billed, {sum(r.seconds for r in some):.1f} s"
        )
    until = [sum(each) for each in zip(*(pair[0].first for pair in runs), strict=True)]
    print(f"suite until each first finding: {until[0]} requests, {until[1]} billed, {until[2]:.1f} s")


if __name__ == "__main__":
    main(
        sys.argv[1],
        int(sys.argv[2]) if len(sys.argv) > 2 else 100,
        int(sys.argv[3]) if len(sys.argv) > 3 else 20,
    )
