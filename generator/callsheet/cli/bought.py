"""What follows a purchase, at once or by ``jobs --resume``: waiting, saving, telling, and how to go on after a stop."""

from __future__ import annotations

import shlex
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from callsheet.cli.clients import LEDGER, Emitted
from callsheet.cli.output import FINDINGS, complain_of, console, print_json
from callsheet.cli.progress import shown

RESULTS = "results/"
"""Where results go unless they are told elsewhere."""
STOPPED = 130
"""The exit code of what was interrupted, by a person or by its deadline, and goes on at the gateway."""


def require_free(out: str) -> None:
    """Raise UsageError where a file stands in the way of the result: before it is paid for."""
    if Path(out).is_file():
        raise click.UsageError(f"{out} is there already; --out another file, or a folder")


def follow(running: Emitted, jobs: Sequence[Any], prices: Sequence[str], options: dict[str, Any]) -> None:
    """Wait for each job, save its files, tell of it. Exits 1 where one failed, 130 where jobs go on without us."""
    told, code = [], 0
    for number, (job, price) in enumerate(zip(jobs, prices, strict=True)):
        try:
            with shown(job.id, price) as on_progress:
                result = job.wait(timeout=options["timeout"], on_progress=on_progress)
                paths = _saved(result, options)
        except (KeyboardInterrupt, running.errors.WaitTimeout):
            complain_of([_left(job.id, options) for job in jobs[number:]])
            code = STOPPED
            break
        except running.errors.GatewayError as error:
            # the others are paid as well
            code = FINDINGS
            complain_of([str(error), *_next(running, error, job.id, options)])
        else:
            told.append(_facts(job, result, paths))
            _tell(result, paths, options)
    if options["as_json"] and told:
        print_json(told[0] if len(jobs) == 1 else told)
    if code:
        sys.exit(code)


def _left(job_id: str, options: dict[str, Any]) -> str:
    if options["is_emulated"]:
        return f"job {job_id} ends with the emulated gateway"
    return f"job {job_id} goes on; {_resuming(job_id, options)}"


def _resuming(job_id: str, options: dict[str, Any]) -> str:
    out = [] if options["out"] == RESULTS else ["--out", options["out"]]
    return f"resume it with: {command_of(['--resume', job_id, *out], options)}"


def command_of(words: Sequence[str], options: dict[str, Any]) -> str:
    """``callsheet jobs …`` as a shell takes it, with all that finds the same gateway and ledger again."""
    kept = [("--ledger", options["ledger"], LEDGER), ("--base-url", options["base_url"], None),
            ("--specs", options["specs"], None)]  # fmt: skip
    more = [word for name, value, usual in kept if value not in (None, usual) for word in (name, str(value))]
    return shlex.join(["callsheet", "jobs", *words, *more])


def _next(running: Emitted, error: Exception, job_id: str, options: dict[str, Any]) -> list[str]:
    over = (running.errors.JobFailed, running.errors.JobCancelled, running.errors.JobGone)
    return [] if isinstance(error, over) or options["is_emulated"] else [_resuming(job_id, options)]


def _saved(result: Any, options: dict[str, Any]) -> list[Path]:
    """A job's own file names are nobody else's, so what is left of an earlier time may be replaced."""
    out = options["out"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # differences are told with the result
        if len(result.urls) == 1:
            return [result.save(out, overwrite=not Path(out).is_file())]
        return list(result.save_all(out.rstrip("/"), overwrite=True))


def _facts(job: Any, result: Any, paths: list[Path]) -> dict[str, Any]:
    return {
        "job": job.id,
        "token": job.token,
        "files": [str(path) for path in paths],
        "charged": [str(charge) for charge in result.charges],
        "estimated": str(result.estimate) if result.estimate else None,
        "missing": list(result.missing),
        "differences": [str(each) for each in result.differences],
        "reference": result.reference,
    }


def _tell(result: Any, paths: list[Path], options: dict[str, Any]) -> None:
    if options["as_json"]:
        return
    for path in paths:
        console().print(str(path), markup=False, soft_wrap=True)
    complain_of([f"not as asked: {each}" for each in result.differences])
    complain_of([f"file {index} of {len(result.urls)} is missing" for index in result.missing])
    if result.charges:
        told = ", ".join(map(str, result.charges))
        beside = (
            "" if result.estimate in (None, *result.charges) else f", where {result.estimate} was estimated"
        )
        console(error=True).print(f"charged: {told}{beside}", markup=False)
    if result.reference:
        console(error=True).print(f"refer to it as: {result.reference}", markup=False)
