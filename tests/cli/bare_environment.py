"""A virtual environment with nothing but what some distributions need, made without a network from the one that runs."""

from __future__ import annotations

import re
import shutil
import sysconfig
import venv
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path


def make(folder: Path, *names: str) -> Path:
    """The environment's interpreter; ``names`` and all that they require are copied in."""
    venv.create(folder, with_pip=False, symlinks=True)
    target = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    for each in _closure(names):
        for file in each.files or ():
            source = Path(str(each.locate_file(file)))
            if ".." not in file.parts and source.is_file():
                (target / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target / file)
    return folder / "bin" / "python"


def _closure(names: tuple[str, ...]) -> list[Distribution]:
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        try:
            each = distribution(name)
        except PackageNotFoundError:
            continue  # for another Python or another system
        if found.setdefault(each.metadata["Name"], each) is each:
            plain = (line for line in each.requires or () if "extra ==" not in line)
            waiting += [match.group() for line in plain if (match := re.match(r"[\w.-]+", line))]
    return list(found.values())
