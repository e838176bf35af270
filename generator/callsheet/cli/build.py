"""``callsheet build [--check]``: specs in, generated files out; or whether they are what the specs say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.text import Text

from callsheet import disk, pipeline, remembered
from callsheet.cli.output import FINDINGS, console, print_json
from callsheet.cli.project import find_specs, json_option, specs_option
from callsheet.layers.file import File


@click.command("build", short_help="Write generated/ from specs/.")
@specs_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Output folder [generated/ beside the specs]",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would change.")
@json_option
def command(specs: Path | None, out: Path | None, check: bool, as_json: bool) -> None:
    """Write the packages, schemas, tables, cases and manifests that the specs describe.

    The output folder is exchanged as a whole: a crash leaves the old one or the new one. A wrong spec writes nothing.
    """
    folder = find_specs(specs)
    work = _Work(specs=folder, target=out or folder.parent / "generated", check=check)
    total, changes = work.run()
    if as_json:
        print_json(
            {
                "folder": str(work.target),
                "files": total,
                "changes": [{"path": c.path, "what": c.what} for c in changes],
            }
        )
    else:
        _print(changes, total, work.target, check=check)
    if check and changes:
        sys.exit(FINDINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    specs: Path
    target: Path
    check: bool

    def run(self) -> tuple[int, list[disk.Change]]:
        """How many files there are, and which of them change."""
        texts, releases = disk.read_specs(self.specs), disk.read_releases(self.specs)
        memory = remembered.Memory(folder=self.specs.parent / disk.CACHE / "remembered")
        key = remembered.key(*(part for pair in sorted(texts.items()) for part in pair), releases)
        known = memory.recall("build", key)
        if known is not None and self._holds(known["beside"]) and disk.holds(self.target, known["listing"]):
            return known["files"], []
        beside, files = pipeline.spec_schemas(), self._built(texts, releases)
        changes = [*self._beside(beside), *(disk.compare if self.check else disk.write)(files, self.target)]
        kept = {file.path: file.text for file in beside}
        listing = disk.with_listing(files)[-1].text
        memory.keep("build", key, {"files": len(files), "listing": listing, "beside": kept})
        return len(files), changes

    def _built(self, texts: dict[str, str], releases: str) -> tuple[File, ...]:
        from callsheet.costly import remembering  # noqa: PLC0415  with all emitters, where something is to build

        providers = pipeline.resolved(pipeline.load(texts))
        return pipeline.build(providers, remembering(self.specs.parent / disk.CACHE / "emitted"), releases)

    def _holds(self, beside: dict[str, str]) -> bool:
        paths = {self._path(name): text for name, text in beside.items()}
        return all(path.is_file() and disk.read_bytes(path) == text.encode() for path, text in paths.items())

    def _beside(self, files: Sequence[File]) -> list[disk.Change]:
        """The specs' own JSON Schema, which editors take from beside them."""
        changes = []
        for file in files:
            path = self._path(file.path)
            there = path.read_text(encoding="utf-8") if path.is_file() else None
            if there != file.text:
                changes.append(disk.Change(path=file.path, what="added" if there is None else "changed"))
                if not self.check:
                    disk.write_text(path, file.text)
        return changes

    def _path(self, name: str) -> Path:
        return self.specs.parent / name if self.specs.name == "specs" else self.specs / Path(name).name


def _print(changes: Sequence[disk.Change], total: int, target: Path, *, check: bool) -> None:
    to = console()
    for change in changes[:40]:
        to.print(f"  {change.what:<8} {change.path}")
    if len(changes) > 40:
        to.print(f"  … and {len(changes) - 40} more")
    if not changes:
        to.print(f"{target} is fresh: {total} files are what the specs say.", markup=False)
    elif check:
        words = f": {len(changes)} files differ. Mend it with: callsheet build"
        to.print(Text.assemble((f"{target} is stale", "bold red"), words))
    else:
        to.print(f"{target}: {len(changes)} of {total} files changed.", markup=False)
