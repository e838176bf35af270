"""How long imports take: one gateway's client, its validators and prices alone, and luma-agents.

A new process each time, in turn. What counts is the processor time of the best of many, without the bare start of
Python: it does not depend on what else the machine does. See ``peers.py``.
"""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path

from peers import has, package, run

ROUNDS = 15
IMPORTS = {
    "validators and prices": "import video_gateways.gmicloud.validators, video_gateways.gmicloud.prices",
    "client": "from video_gateways.gmicloud import GmiCloud",
    "client, ready to send": "from video_gateways.gmicloud import GmiCloud; GmiCloud(api_key='k-123456')",
}
LUMA = {
    "luma-agents": "from luma_agents import Luma",
    "luma-agents, ready to send": "from luma_agents import Luma; Luma(auth_token='k')",
}


def seconds(program: str, **environment: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(program, **environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = package(Path(folder))
        programs = {"": "pass", **IMPORTS, **(LUMA if has("luma_agents") else {})}
        best = dict.fromkeys(programs, 1e9)
        for _ in range(ROUNDS):
            for name, program in programs.items():
                best[name] = min(best[name], seconds(program, **environment))
        for name in programs:
            if name:
                print(f"{name:28} {(best[name] - best['']) * 1e3:7.1f} ms")
        loaded = "import sys; print(sorted({'httpx', 'pydantic', 'ssl', 'sqlite3'} & set(sys.modules)))"
        print(
            "validators and prices load",
            run(f"{IMPORTS['validators and prices']}; {loaded}", **environment).stdout.strip(),
        )
        print("the client loads", run(f"{IMPORTS['client']}; {loaded}", **environment).stdout.strip())


if __name__ == "__main__":
    main()
