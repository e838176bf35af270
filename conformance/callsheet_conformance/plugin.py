"""The pytest plugin: one test a check, with readable ids such as ``gmicloud/luma-ray-3-2-generate::hdr-not-540p``.

Only options live here, so that a project which does not use the suite does not pay for importing it.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from callsheet_conformance.verdict import KINDS

SUITE = "conformance_suite.py"
ATTRIBUTE = "callsheet_result"
"""Of items and of test reports: the result as plain JSON."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("callsheet", "conformance of media-model gateways")
    add = group.addoption
    add("--callsheet-target", choices=KINDS, default="recorded", help="What is tried (default: recorded).")
    add("--callsheet-generated", default="", metavar="DIR", help="Folder with manifest/ and cases/.")
    add(
        "--callsheet-provider",
        action="append",
        default=[],
        metavar="NAME",
        help="Only models of this gateway.",
    )
    add("--callsheet-model", default="", metavar="TEXT", help="Only models whose name has this in it.")
    add("--callsheet-cassettes", default="", metavar="DIR", help="Recordings, if not those shipped.")
    add("--callsheet-package", default="video_gateways", help="Package whose validators are tried.")
    add("--callsheet-base-url", default="", metavar="URL", help="Of a live gateway.")
    add("--callsheet-budget", default="", metavar="AMOUNT", help="The most that a live run may spend.")
    add(
        "--callsheet-assume-price",
        default="",
        metavar="AMOUNT",
        help="Of a live request whose price is documented nowhere.",
    )
    add(
        "--callsheet-run",
        default="",
        metavar="NAME",
        help="Names a live run; the same name takes it up again.",
    )
    add("--callsheet-every", default=5.0, type=float, help="Seconds between two polls of a live job.")
    add("--callsheet-strength", default=0, type=int, help="1 shows each value, 2 each pair, 3 each triple.")
    add("--callsheet-shard", default="1/1", metavar="I/N", help="Only this part of the models.")
    add(
        "--callsheet-known",
        action="append",
        default=[],
        metavar="FILE",
        help="Deviations that are no surprise.",
    )
    add(
        "--callsheet-report",
        action="append",
        default=[],
        metavar="FILE",
        help="Write a report; its name says how.",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file of this name stands for the whole suite."""
    if file_path.name != SUITE:
        return None
    from callsheet_conformance.trial import Suite  # noqa: PLC0415 - heavy, and seldom needed

    return Suite.from_parent(parent, path=file_path)


def pytest_configure(config: pytest.Config) -> None:
    """On the controlling process of pytest-xdist nothing is collected, yet reports are told there."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Collected(config))


class Collected:
    """Gathers results on the controlling process, and tells them at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._rows: list[dict[str, object]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        row = getattr(report, ATTRIBUTE, None)
        if row is not None:
            self._rows.append(row)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._rows:
            from callsheet_conformance.trial import tell  # noqa: PLC0415

            terminalreporter.section("callsheet conformance")
            for line in tell(self._config, self._rows):
                terminalreporter.write_line(line)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The result travels with the test's report, also from the workers of pytest-xdist."""
    report = yield
    row = getattr(item, ATTRIBUTE, None)
    if row is not None and report.when == "call":
        setattr(report, ATTRIBUTE, row)
    return report
