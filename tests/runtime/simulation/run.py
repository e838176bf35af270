"""Run lifecycles by seed, or replay one.

python tests/runtime/simulation/run.py --seeds 0:500000 --workers 2
python tests/runtime/simulation/run.py --replay 4711
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[2] / "generator")]

from lifecycle import BrokenError, live, twice  # noqa: E402  a script finds its neighbours itself
from trace_words import told  # noqa: E402  as above
from transports import transports  # noqa: E402  as above

CHUNK = 2000
SAVED = 10
"""Every so many seeds the result is also saved to a disk, in memory where there is one."""


def chunk(first: int, last: int) -> tuple[int, list[tuple[int, str]]]:
    """Lifecycles run, and the seeds of those that broke an invariant."""
    known, lives, violations = transports(), 0, []
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        for seed in range(first, last):
            try:
                lives += twice(seed, known, Path(folder) if seed % SAVED == 0 else None)
            except Exception as error:  # noqa: BLE001  whatever a life dies of is a finding
                lives += 1
                violations.append((seed, f"{type(error).__name__}: {error}"))
    return lives, violations


def replay(seed: int) -> int:
    """Print what happened."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            life = live(
                seed, transports(), asynchronous=False, folder=Path(folder) if seed % SAVED == 0 else None
            )
        except BrokenError as broken:
            print("\n".join([*told(broken.trace), f"seed {seed}: {broken}"]))
            return 1
    print("\n".join(told(life.world.trace)))
    print("\n".join(["", *life.shown, f"seed {seed}: {life.context.transport.title}, every invariant holds"]))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", default="0:5000", help="first:last")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--replay", type=int)
    options = parser.parse_args()
    if options.replay is not None:
        return replay(options.replay)
    first, last = (int(part) for part in options.seeds.split(":"))
    begun, lives, violations = time.monotonic(), 0, []
    bounds = [(at, min(at + CHUNK, last)) for at in range(first, last, CHUNK)]
    with ProcessPoolExecutor(options.workers) as pool:
        for done, found in pool.map(chunk, *zip(*bounds, strict=True)):
            lives += done
            violations += found
    seconds = time.monotonic() - begun
    for seed, what in violations[:20]:
        print(f"seed {seed}: {what}   (replay: python {Path(__file__).name} --replay {seed})")
    print(
        f"{lives} lifecycles, {len(violations)} violations, {seconds:.0f} s, {lives / seconds:.0f} a second"
    )
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
