"""``manifest/<provider>.json``: the whole model as data, for the suite, the emulator and other languages.

A field that has its default (``false``, ``null``, ``""``, no items) is left out; ``formats`` gives the
regular expression that a string of each format must match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from callsheet.emit.encode.json_text import json_text
from callsheet.emit.manifest.serialise import serialise
from callsheet.layers.file import File
from callsheet.layers.format import PATTERNS
from callsheet.layers.model import Provider

VERSION = 1
"""Raised when a reader of the old shape would misread the new one."""


def emit(providers: Sequence[Provider]) -> Iterable[File]:
    for provider in providers:
        data = {"callsheet_manifest": VERSION, "formats": PATTERNS, "provider": serialise(provider)}
        yield File(path=f"manifest/{provider.id}.json", text=json_text(data))
