"""Time of reading a page against its length: `python tests/bench/read_curve.py [FOLDER]`.

Doubles a page of tables, lists and prose up to 10 MB and prints CPU seconds of read and extract; doubling the length
should at most double the time. With a folder of pages, prints pages a second on one core instead.
"""

import sys
import time
from pathlib import Path

from callsheet.extract import extract
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.document import Page
from callsheet.read import read

UNIT = """## Section {n}

Words about the clip, which must not be longer than {n} seconds when `size_{n}` is large. See the notes.

- one thing
- another thing, up to 10 of them

| Topic | What it says |
|---|---|
| first | it says this |
| second | it says that |

```json
{{"model": "acme-{n}", "prompt": "a cat"}}
```

"""
PARAMETERS = "# Acme\n\n| Parameter | Type | Description |\n|---|---|---|\n" + "".join(
    f"| `size_{n}` | integer | Range: 1 – {n + 2}. |\n" for n in range(40)
)
TABLES = 490


def page(size):
    """A page of about that many bytes: so many sections, and prose below them."""
    text = PARAMETERS + "\n" + "".join(UNIT.format(n=n) for n in range(TABLES))
    filler = "Plain words that say nothing of any parameter, and go on for a line or so.\n\n"
    return (text + filler * max(0, (size - len(text)) // len(filler))).encode()[:size]


def curve():
    before = 0.0
    for step in range(7):
        data = page(160_000 * 2**step)
        start = time.process_time()
        document = read(Page(name="x", data=data))
        middle = time.process_time()
        extract(document)
        end = time.process_time()
        ratio = f"x{(end - start) / before:.2f}" if before else ""
        print(f"{len(data):>11,} bytes  read {middle - start:7.2f} s  extract {end - middle:7.2f} s  {ratio}")
        before = end - start


def folder(path):
    pages = [
        file for file in sorted(path.rglob("*")) if file.suffix in (".md", ".mdx", ".txt", ".json", ".html")
    ]
    start, refused = time.process_time(), 0
    for file in pages:
        try:
            extract(read(Page(name=file.name, data=file.read_bytes())))
        except CallsheetError:
            refused += 1
    spent = time.process_time() - start
    print(
        f"{len(pages)} pages ({refused} refused) in {spent:.2f} s of one core: {len(pages) / spent:.0f} pages a second"
    )


if __name__ == "__main__":
    folder(Path(sys.argv[1])) if len(sys.argv) > 1 else curve()
