"""One round with nothing changed: pull, diff and build of all shipped specs, as a user starts them.

    python tests/bench/bench_round.py

Pages are taken from ../shared/pages, so no network is in the times. *First* has no memory, as on a fresh clone;
*again* has what the first round left in .callsheet/. CPU is user plus system time of the three processes.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "drift"))

from test_pull_shared import PAGES, STORED  # noqa: E402

COMMANDS = (
    ("pull", "--from", "pages"),
    ("diff", "generated", "specs"),
    ("build", "--check"),
)
ROUNDS = 5


def main() -> None:
    if not PAGES.is_dir():
        sys.exit("the stored pages are not in ../shared/pages: there is nothing to pull")
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        shutil.copytree(ROOT / "specs", here / "specs")
        for path, stored in STORED.items():
            (here / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PAGES / stored, here / "pages" / path)
        timed(here, ("build",))
        first, again = best(here, fresh=True), best(here, fresh=False)
    print(f"{'':28}{'first, s CPU':>14}{'again, s CPU':>14}{'again, s wall':>14}{'ratio':>8}")
    for words, (cold, _), (warm, wall) in zip(COMMANDS, first, again, strict=True):
        print(f"{' '.join(words):28}{cold:14.2f}{warm:14.2f}{wall:14.2f}{cold / warm:8.1f}")
    sums = [sum(cpu for cpu, _ in each) for each in (first, again)]
    wall = sum(each for _, each in again)
    print(f"{'all three':28}{sums[0]:14.2f}{sums[1]:14.2f}{wall:14.2f}{sums[0] / sums[1]:8.1f}")


def best(here: Path, *, fresh: bool) -> list[tuple[float, float]]:
    """CPU and wall time a command: the least of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        if fresh:
            shutil.rmtree(here / ".callsheet" / "remembered", ignore_errors=True)
        rounds.append([timed(here, words) for words in COMMANDS])
    return [min(each) for each in zip(*rounds, strict=True)]


def timed(here: Path, words: tuple[str, ...]) -> tuple[float, float]:
    program = Path(sys.executable).with_name("callsheet")
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([str(program), *words], cwd=here, check=True, capture_output=True)
    wall, now = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime, wall


if __name__ == "__main__":
    main()
