"""Write mutate/equivalents.json: mutants that no check catches and that the solver proves to be no fault at all.

``python tests/bench/prove_equivalents.py [MODEL]`` hunts all mutants, asks the solver about each survivor, and prints
those that it can tell from the faithful gateway, with a request that does. Minutes on two cores.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "conformance"))

from manifest_model import model_of

from callsheet.solve import difference
from callsheet_conformance.catalogue import Catalogue, Subject
from callsheet_conformance.known import Known
from callsheet_conformance.mutate.alike import alike
from callsheet_conformance.mutate.equivalent import PATH, Equivalents
from callsheet_conformance.mutate.hunt import Hunt
from callsheet_conformance.mutate.mutant import Mutant

NO_DATA = ("late", "coerce", "set-price", "scale-price", "set-status")
"""Mutations that change behaviour and no limit, rule or default: the solver has nothing to compare."""


def distinguishing(mutant: Mutant, subject: Subject) -> str:
    """A request that the two judge differently, as text; empty if there is none."""
    name, _, rest = mutant.mutation.partition(":")
    if name == "late":
        # late breaches change an answer exactly where nothing else is broken at once: where the rule alone decides
        about = rest.removeprefix(f"{subject.model['id']}:")
        if about not in {rule["id"] for rule in subject.model.get("rules", ())}:
            return f"{about} is a limit"
        dropped = Mutant(
            kind=mutant.kind, subject=mutant.subject, mutation=f"drop-rule:{subject.model['id']}:{about}"
        )
        return distinguishing(dropped, subject)
    if name in NO_DATA:
        return f"{name} is not a matter of limits and rules"
    found = difference(model_of(dict(subject.model)), model_of(dict(mutant.model(subject))))
    witnesses = (*found.became_invalid, *found.became_valid)
    return "; ".join(f"{each.because}: {json.dumps(each.request, default=str)}" for each in witnesses[:1])


def of_model(name: str) -> tuple[str, dict[str, object], list[str]]:
    """The model's name, what is proved of it, and lines that say so."""
    catalogue = Catalogue.open()
    subject = next(each for each in catalogue.subjects if each.name == name)
    hunt = Hunt(catalogue, subject.provider["id"], Known.read(), Equivalents(proved={}))
    survivors = [
        fate.mutant
        for fate in hunt.fates(subject)
        if fate.survived or (not fate.check and alike(subject.model, fate.mutant.model(subject)))
    ]
    told = {mutant: distinguishing(mutant, subject) for mutant in survivors}
    equal = sorted(mutant.mutation for mutant, request in told.items() if not request)
    lines = [
        f"SURVIVES {m.kind}: {m.mutation}\n    {request[:300]}" for m, request in told.items() if request
    ]
    said = f"{name}: {len(survivors)} survivors, {len(equal)} proved equivalent"
    return name, {"digest": subject.model.get("digest", ""), "mutations": equal}, [*lines, said]


def main(text: str) -> None:
    catalogue = Catalogue.open()
    proved: dict[str, dict[str, object]] = json.loads(PATH.read_text("utf-8"))["equivalents"]
    names = [subject.name for subject in catalogue.select(text)]
    with ProcessPoolExecutor() as pool:
        for name, row, lines in pool.map(of_model, names):
            proved[name] = row
            print(*lines, sep="\n", flush=True)
    here = {subject.name for subject in catalogue.subjects}
    kept = {name: proved[name] for name in sorted(proved) if name in here and proved[name]["mutations"]}
    PATH.write_text(json.dumps({"equivalents": kept}, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
