"""What changed: between two versions of a page, and for callers between two versions of the specs."""

from callsheet.drift.codes import CODES
from callsheet.drift.effects import FIRST, Level, fails, next_version, release, told, version_after, worded
from callsheet.drift.held import held_basis, held_page, held_prices, renamed_page
from callsheet.drift.manifest import read_manifest
from callsheet.drift.pages import compare_facts
from callsheet.drift.pages.mentions import MENTIONED, mentions
from callsheet.drift.releases import FILE, dump_releases, load_releases
from callsheet.drift.report import as_json, bullets, markdown, sarif, shown
from callsheet.drift.versions import compare_models, compare_providers

__all__ = [
    "CODES",
    "FILE",
    "FIRST",
    "MENTIONED",
    "Level",
    "as_json",
    "bullets",
    "compare_facts",
    "compare_models",
    "compare_providers",
    "dump_releases",
    "fails",
    "held_basis",
    "held_page",
    "held_prices",
    "load_releases",
    "markdown",
    "mentions",
    "next_version",
    "read_manifest",
    "release",
    "renamed_page",
    "sarif",
    "shown",
    "told",
    "version_after",
    "worded",
]
