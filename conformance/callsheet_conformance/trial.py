"""Checks as pytest items; one set of catalogue, target and known deviations a process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.error import ConformanceError
from callsheet_conformance.known import Known
from callsheet_conformance.live import Live
from callsheet_conformance.options import Options
from callsheet_conformance.report.document import Report
from callsheet_conformance.report.explain import explain
from callsheet_conformance.report.matrix import print_matrix
from callsheet_conformance.report.table import form_of, write
from callsheet_conformance.run import planned
from callsheet_conformance.targets import Target
from callsheet_conformance.verdict import Check, Result, Verdict
from callsheet_conformance.verify import verify


class Harness:
    """What all tests of one process share; opened with the first test."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._catalogue: Catalogue | None = None
        self._target: Target | None = None
        self._known: Known | None = None

    @property
    def catalogue(self) -> Catalogue:
        self._catalogue = self._catalogue or self.options.catalogue()
        return self._catalogue

    @property
    def target(self) -> Target:
        self._target = self._target or self.options.open(self.catalogue)
        return self._target

    def verify(self, check: Check, subject: Subject) -> Result:
        self._known = self._known or self.options.deviations()
        return verify(check, subject, self.target, self._known)

    def report(self, rows: Sequence[dict[str, Any]]) -> Report:
        """Of the results of all processes, in the order of the checks."""
        order = {check.id: n for n, (check, _) in enumerate(planned(self.catalogue))}
        told = sorted((Report.read(row) for row in rows), key=lambda result: order[result.check.id])
        return Report.about(self.target, self.catalogue, told, self.options.shard)


HARNESS = pytest.StashKey[Harness]()


def harness(config: pytest.Config) -> Harness:
    """Of this process, made when it is first asked for."""
    if HARNESS not in config.stash:
        config.stash[HARNESS] = Harness(_options(config))
    return config.stash[HARNESS]


def _options(config: pytest.Config) -> Options:
    names = (
        "target", "generated", "model", "package", "base_url", "budget", "assume_price", "run", "every", "strength",
        "shard",
    )  # fmt: skip
    chosen: dict[str, Any] = {name: config.getoption(f"callsheet_{name}") for name in names}
    folder = config.getoption("callsheet_cassettes")
    chosen |= {"cassettes": Path(folder)} if folder else {}
    chosen["provider"] = tuple(config.getoption("callsheet_provider"))
    return Options(**chosen, known=tuple(map(Path, config.getoption("callsheet_known"))))


class Suite(pytest.File):
    """All checks of a run, in order."""

    def collect(self) -> Iterable[pytest.Item]:
        shared = harness(self.config)
        try:
            for path in self.config.getoption("callsheet_report"):
                form_of(Path(path))
            found = shared.options.planned(shared.catalogue)
        except ConformanceError as problem:
            raise self.CollectError(str(problem)) from None
        for check, subject in found:
            yield Trial.from_parent(self, name=check.id, check=check, subject=subject)


class Trial(pytest.Item):
    """One check held against the target."""

    def __init__(self, *, check: Check, subject: Subject, **rest: Any) -> None:
        super().__init__(**rest)
        self.check = check
        self.subject = subject
        self.callsheet_result: dict[str, Any] | None = None

    def runtest(self) -> None:
        result = harness(self.config).verify(self.check, self.subject)
        self.callsheet_result = Report.of(result)
        if result.verdict is Verdict.NOT_TESTABLE:
            pytest.skip(result.reason)
        if result.is_finding:
            raise FindingError(explain(result, self.subject))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, FindingError | ConformanceError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.check.id


class FindingError(Exception):
    """A verdict that fails a test."""


def tell(config: pytest.Config, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Print the matrix and write the reports that were asked for."""
    shared = harness(config)
    report = shared.report(rows)
    print_matrix(report)
    for path in config.getoption("callsheet_report"):
        write(report, Path(path), shared.catalogue)
        yield f"wrote {path}"
    if isinstance(shared.target, Live):
        yield shared.target.spent
