"""``callsheet conform``: the suite for people without pytest. Exit 0 no findings, 1 findings, 3 cannot go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.known import Known
from callsheet_conformance.live import Live
from callsheet_conformance.options import Options
from callsheet_conformance.record.make import record
from callsheet_conformance.report.document import Report, read
from callsheet_conformance.report.explain import explain
from callsheet_conformance.report.matrix import print_matrix
from callsheet_conformance.report.table import form_of, write
from callsheet_conformance.run import run
from callsheet_conformance.targets import Emulated, Target, Wired
from callsheet_conformance.verdict import KINDS, Check, Result, Verdict

FINDINGS, CANNOT_GO_ON = 1, 3


@click.command("conform")
@click.option(
    "--target", type=click.Choice(KINDS), default="recorded", show_default=True, help="What is tried."
)
@click.option("--provider", multiple=True, metavar="NAME", help="Only models of this gateway.")
@click.option("--model", default="", metavar="TEXT", help="Only models whose name has this in it.")
@click.option("--generated", default="", metavar="DIR", help="Folder with manifest/ and cases/.")
@click.option("--cassettes", type=click.Path(path_type=Path), help="Recordings, if not those shipped.")
@click.option("--package", default="video_gateways", help="Package whose validators are tried.")
@click.option("--base-url", default="", metavar="URL", help="Of a live gateway.")
@click.option("--budget", default="", metavar="AMOUNT", help="The most that a live run may spend.")
@click.option(
    "--assume-price",
    default="",
    metavar="AMOUNT",
    help="Of a live request whose price is documented nowhere.",
)
@click.option("--run", default="", metavar="NAME", help="Names a live run; the same name takes it up again.")
@click.option("--every", default=5.0, show_default=True, help="Seconds between two polls of a live job.")
@click.option(
    "--strength",
    type=click.IntRange(1, 3),
    help="Show each value (1), each pair (2) or each triple (3) in valid requests; 2 where jobs cost money, else 3.",
)
@click.option("--shard", default="1/1", metavar="I/N", help="Only this part of the models.")
@click.option(
    "--known", multiple=True, type=click.Path(path_type=Path), help="Deviations that are no surprise."
)
@click.option("--report", "reports", multiple=True, type=click.Path(path_type=Path), help="Write a report.")
@click.option("--merge", multiple=True, type=click.Path(path_type=Path), help="JSON reports to put together.")
@click.option("--record", "recording", is_flag=True, help="Write cassettes while running.")
@click.option(
    "--explain", "wanted", default="", metavar="CHECK", help="One check in full, with its requests."
)
@click.option(
    "--estimate", is_flag=True, help="Say which budget of a live run decides how many checks; asks nobody."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def conform(**given: Any) -> None:
    """Try every documented rule, limit, value, default, price and job state of every model."""
    try:
        sys.exit(_conform(given))
    except ConformanceError as problem:
        click.echo(f"callsheet conform: {problem}", err=True)
        sys.exit(CANNOT_GO_ON)


def _conform(given: dict[str, Any]) -> int:
    for path in given["reports"]:
        form_of(path)
    options = _options(given)
    catalogue = options.catalogue()
    if given["estimate"]:
        checks = replace(options, target="live").planned(catalogue)
        click.echo("\n".join(options.forecasts(checks)))
        return 0
    target: Target | None = None
    if given["merge"]:
        report = read(given["merge"])
    else:
        target, results = _run(options, catalogue, recording=given["recording"], wanted=given["wanted"])
        report = Report.about(target, catalogue, results, options.shard)
    if given["wanted"]:
        subjects = {subject.name: subject for subject in catalogue.subjects}
        for result in report.results:
            click.echo(explain(result, subjects[result.check.subject]))
    elif given["as_json"]:
        click.echo(report.dump(), nl=False)
    else:
        print_matrix(report)
    for path in given["reports"]:
        write(report, path, catalogue)
    if isinstance(target, Live):
        click.echo(target.spent, err=given["as_json"])
    if not given["wanted"] and all(r.verdict is Verdict.NOT_TESTABLE for r in report.results):
        raise ConformanceError("nothing could be tried, so nothing is known; the reasons are above")
    return FINDINGS if report.findings else 0


def _options(given: dict[str, Any]) -> Options:
    own = ("cassettes", "reports", "merge", "recording", "wanted", "as_json", "estimate")
    chosen = {name: value for name, value in given.items() if name not in own}
    chosen["strength"] = given["strength"] or 0
    return Options(**chosen, **({"cassettes": given["cassettes"]} if given["cassettes"] else {}))


def _run(
    options: Options, catalogue: Catalogue, *, recording: bool, wanted: str
) -> tuple[Target, Sequence[Result]]:
    checks = options.planned(catalogue)
    known, target = options.deviations(), options.open(catalogue)
    if wanted:
        checks = [each for each in checks if wanted in each[0].id]
        if not checks:
            raise ConformanceError(
                f"no check has {wanted!r} in its name; callsheet conform --json lists them"
            )
    elif isinstance(target, Live):
        click.echo("\n".join(options.forecasts(checks)), err=True)
    with _spending(target):
        if recording:
            return target, _recorded(options, catalogue, checks, known, target)
        places = {check.id: place for place, (check, _) in enumerate(checks)}
        found = run(checks, target, known, paid=options.target == "live")
        return target, sorted(found, key=lambda result: places[result.check.id])


def _recorded(
    options: Options,
    catalogue: Catalogue,
    checks: Sequence[tuple[Check, Subject]],
    known: Known,
    target: Target,
) -> Sequence[Result]:
    if not isinstance(target, Wired) or target.kind == "recorded":
        raise ConformanceError("only emulated and live gateways can be recorded")
    results: list[Result] = []
    for subject in {subject.name: subject for _, subject in checks}.values():
        # a fresh emulator for each model makes a recording the same, whatever else is recorded
        fresh = Emulated(catalogue, [subject.provider["id"]]) if isinstance(target, Emulated) else target
        results += record(
            subject, catalogue, fresh, folder=options.cassettes, known=known, strength=options.covered
        )
    return results


@contextmanager
def _spending(target: Target) -> Iterator[None]:
    """What a run has cost is told also where somebody stops it, or it cannot go on."""
    try:
        yield
    except (KeyboardInterrupt, ConformanceError):
        if isinstance(target, Live):
            click.echo(f"{target.spent}; a run with a name, --run NAME, can be taken up again", err=True)
        raise
