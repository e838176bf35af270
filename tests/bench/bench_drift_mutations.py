"""Every single-fact mutation of every shipped model: is it told once, in its class, and nothing else?

    python tests/bench/bench_drift_mutations.py

Prints how many were tried, and each that was missed, told twice or told wrong. Takes a minute or two.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "drift"))

from mutations import faults, is_whole, mutations  # noqa: E402

from callsheet import disk, pipeline  # noqa: E402


def main() -> None:
    started, tried, torn, missed = time.process_time(), 0, 0, 0
    for provider in pipeline.resolved(pipeline.load(disk.read_specs(ROOT / "specs"))):
        for mutation in (each for model in provider.models for each in mutations(model)):
            if not is_whole(mutation):
                torn += 1
                continue
            tried += 1
            found = faults(mutation)
            if found:
                missed += 1
                print(f"{mutation.name}: {'; '.join(found)}")
    seconds = time.process_time() - started
    print(
        f"{tried} mutations, {missed} not told as they should be; {torn} left out, as their prices have holes"
    )
    print(f"{seconds / tried * 1000:.0f} ms CPU each")


if __name__ == "__main__":
    main()
