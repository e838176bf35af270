"""The samples of Oxen's own documentation, run as they stand: ``python … ORIGIN PAGE.mdx…``.

There is no client of its inference queue in a registry. Each Python sample of a page runs in a process of its own;
the host's name is all that is changed.
"""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

HOST = "https://hub.oxen.ai"
SAMPLE = re.compile(r"^( *)```python[^\n]*\n(.*?)^\1```", re.DOTALL | re.MULTILINE)

origin, *pages = sys.argv[1:]
count = 0
for page in pages:
    for indent, code in SAMPLE.findall(Path(page).read_text("utf-8")):
        sample = (
            textwrap.dedent(code)
            .replace(f"{HOST}/api/ai", f"{origin}/api/ai")
            .replace(f"{HOST}/api/events", f"{origin}/api/events")
        )
        done = subprocess.run(
            [sys.executable, "-c", sample],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "OXEN_API_KEY": "key"},
        )
        assert done.returncode == 0, f"{page}:\n{sample}\n{done.stdout}{done.stderr}"
        assert "__callsheet__/files" in done.stdout, f"{page}:\n{sample}\n{done.stdout}"
        count += 1
        del indent
assert count, "no samples"
print(f"ok {count} samples: the create that waits, the queue, the queue with events")
