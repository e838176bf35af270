"""The suite is judged by the faults that it catches; what it does not catch is no fault, and the solver says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from manifest_model import model_of

from callsheet import pipeline
from callsheet.solve import difference
from callsheet_conformance.mutate.alike import alike
from callsheet_conformance.mutate.equivalent import Equivalents
from callsheet_conformance.mutate.hunt import Hunt
from callsheet_conformance.mutate.kinds import KINDS, mutants
from callsheet_conformance.mutate.mutant import Mutant
from callsheet_conformance.mutate.table import rows

SMALL = "scenario/model_luma-ray-3-2-reframe"
RICH = "gmicloud/luma-ray-3-2-generate"
QUICK = ("rule dropped", "bound moved", "unknown key")


@pytest.fixture
def hunt(catalogue, known):
    return lambda name, equivalents: Hunt(catalogue, name.partition("/")[0], known, equivalents)


def test_every_fault_of_a_small_model_is_caught_or_proved_to_be_none(hunt, subjects):
    fates = list(hunt(SMALL, Equivalents.read()).fates(subjects[SMALL]))
    assert [fate.mutant.mutation for fate in fates if fate.survived] == []
    assert sum(bool(fate.check) for fate in fates) > 50
    assert {row["kind"] for row in rows(fates)} <= set(KINDS)


def test_faults_of_a_rich_model_are_caught(hunt, subjects):
    fates = list(hunt(RICH, Equivalents.read()).fates(subjects[RICH], QUICK))
    assert [fate.mutant.mutation for fate in fates if fate.survived] == []
    caught = {
        fate.mutant.mutation.rpartition(":")[2]: fate.check
        for fate in fates
        if fate.mutant.kind == "rule dropped"
    }
    assert caught["hdr-not-540p"] == f"{RICH}::hdr-not-540p"
    assert caught["exr-not-forward-extend"] == "", "another rule already refuses whatever it refuses"


def test_without_proofs_the_same_mutants_survive(hunt, subjects):
    fates = list(hunt(RICH, Equivalents(proved={})).fates(subjects[RICH], ("rule dropped",)))
    assert [fate.mutant.mutation for fate in fates if fate.survived] == [
        "drop-rule:luma-ray-3-2-generate:exr-not-forward-extend",
        "drop-rule:luma-ray-3-2-generate:exr-not-backward-extend",
    ]


def test_a_proof_of_another_version_of_a_spec_does_not_count(subjects):
    mutant = Mutant(
        kind="rule dropped", subject=RICH, mutation="drop-rule:luma-ray-3-2-generate:exr-not-forward-extend"
    )
    subject = subjects[RICH]
    assert Equivalents.read().reason(mutant, subject)
    old = Equivalents(proved={RICH: ("000000000000", frozenset([mutant.mutation]))})
    assert old.reason(mutant, subject) == ""


def test_what_is_alike_by_its_form_is_what_the_solver_proved(subjects, catalogue):
    """Also where nobody has asked the solver, as for models of one's own; and never of what the solver tells apart."""
    proved = Equivalents.read().proved
    found = {
        name: [
            each.mutation
            for each in mutants(subject, catalogue.subjects, ("default changed", "type loosened"))
            if not each.mutation.startswith("coerce") and alike(subject.model, each.model(subject))
        ]
        for name, subject in subjects.items()
    }
    assert {name: [m for m in own if m not in proved[name][1]] for name, own in found.items() if own} == {
        name: [] for name, own in found.items() if own
    }
    assert sum(map(len, found.values())) > 100


@pytest.mark.parametrize(("name", "most"), [(RICH, 4), (SMALL, 100)])
def test_the_solver_proves_again_what_is_shipped_as_proved(name, most, subjects, catalogue):
    """Some of a rich model and all of a small one; the bench script proves the rest."""
    subject = subjects[name]
    digest, proved = Equivalents.read().proved[name]
    assert digest == subject.model["digest"], "prove again: python tests/bench/prove_equivalents.py"
    tried = [mutant for mutant in mutants(subject, catalogue.subjects) if mutant.mutation in proved]
    assert len(tried) == len(proved)
    for mutant in tried[:most]:
        if not mutant.mutation.startswith("late:"):
            found = difference(model_of(dict(subject.model)), model_of(dict(mutant.model(subject))))
            assert (found.became_invalid, found.became_valid) == ((), ()), mutant.mutation


def test_the_way_back_from_a_manifest_loses_nothing(catalogue):
    root = Path(__file__).parents[2]
    texts = {
        str(path.relative_to(root)): path.read_text("utf-8") for path in (root / "specs").rglob("*.yaml")
    }
    models = {(p.id, m.id): m for p in pipeline.resolved(pipeline.load(texts)) for m in p.models}
    for subject in catalogue.subjects:
        assert model_of(dict(subject.model)) == models[subject.provider["id"], subject.model["id"]]
