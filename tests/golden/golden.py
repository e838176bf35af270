"""What the golden cases hold, and how it is made anew: ``python tests/golden/golden.py`` writes, the test compares."""

from __future__ import annotations

import shutil
from pathlib import Path

from callsheet import disk, pipeline
from callsheet.emit import emit
from callsheet.layers.file import File

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/specs"))
EMITTERS = (
    "docs",
    "manifest",
    "models",
    "openapi",
    "package",
    "price_tables",
    "prices",
    "schemas",
    "validators",
)


def generated(case: Path) -> list[File]:
    """All that is emitted for a case; solver and clients have goldens of their own."""
    texts = disk.read_specs(case / "specs")
    return list(emit(pipeline.resolved(pipeline.load(texts)), EMITTERS))


def compared(files: list[File]) -> dict[str, str]:
    """What is kept: all but the runtime, which is copied, and the package's frame, which is the same for all."""
    frame = (
        "video_gateways/_runtime/",
        "pyproject.toml",
        "video_gateways/py.typed",
        "video_gateways/__init__.py",
    )
    return {file.path: file.text for file in files if not file.path.startswith(frame)}


def main() -> None:
    for case in CASES:
        shutil.rmtree(case / "expected", ignore_errors=True)
        for path, text in compared(generated(case)).items():
            target = case / "expected" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
