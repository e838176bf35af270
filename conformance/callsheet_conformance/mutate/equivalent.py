"""Mutants that no request can tell from the faithful gateway, each with its proof's result.

``equivalents.json`` is written by the solver, which the suite does not know: a mutant stands there only when no
request exists that one of the two takes and the other refuses, and none that they price differently.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.transport import read
from callsheet_conformance.mutate.mutant import Mutant

PATH = Path(__file__).with_name("equivalents.json")
PROVED = "the solver finds no request that tells them apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalents:
    """``Equivalents.read()``."""

    proved: Mapping[str, tuple[str, frozenset[str]]]
    """By subject: the digest of its spec, and mutations."""

    @classmethod
    def read(cls, path: Path = PATH) -> Equivalents:
        data = json.loads(path.read_text("utf-8"))["equivalents"]
        return cls(proved={name: (row["digest"], frozenset(row["mutations"])) for name, row in data.items()})

    def reason(self, mutant: Mutant, subject: Subject) -> str:
        """Empty for a mutant that is not known as equivalent; proofs of another version of a spec do not count."""
        digest, mutations = self.proved.get(subject.name, ("", frozenset[str]()))
        if mutant.mutation in mutations and digest == subject.model.get("digest"):
            return PROVED
        form = read(dict(subject.provider["transport"]))
        stated = form.poll.answer.charge or form.submit.answer.charge or form.dry_run
        if mutant.kind == "price changed" and not stated:
            return "the gateway tells no charge"
        return ""
