"""What we write for other people's machines fits the schemas that those publish.

The schemas are theirs and not part of this repository: put ``sarif-schema-2.1.0.json`` of oasis-tcs/sarif-spec and
``github-workflow.json`` of SchemaStore/schemastore into ``.callsheet/schemas/`` to compare.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from ruamel.yaml import YAML
from small import KITE, KITE_PAGE, PROVIDER, project, swapped

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / ".callsheet" / "schemas"
WORKFLOW = ROOT / "generator" / "recipes" / "github-actions.yml"


def faults(name: str, document: Any) -> list[str]:
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"{name} is not in .callsheet/schemas")
    found = jsonschema_rs.validator_for(json.loads(path.read_text())).iter_errors(document)
    return [f"{each.instance_path}: {each.message[:200]}" for each in found]


def test_sarif(tmp_path: Path, call: Callable[..., Any]) -> None:
    here = project(tmp_path / "here")
    new = project(tmp_path / "new")
    (new / "specs/acme/kite.yaml").write_text(
        swapped(KITE, ("[1, 300]", "[1, 200]"), ('amount: "5"', 'amount: "6"'), ("tail:", "ribbons:"))
    )
    (new / "specs/acme/provider.yaml").write_text(swapped(PROVIDER, ("word: done", "word: finished")))
    (here / "old.md").write_text(KITE_PAGE)
    (here / "new.md").write_text(swapped(KITE_PAGE, ("| 5 | 5 |", "| 5 | 7 |")))
    for sides in (("specs", new), ("specs", "specs"), ("old.md", "new.md")):
        document = json.loads(call(here, "diff", *sides, "--sarif").stdout)
        assert faults("sarif-schema-2.1.0.json", document) == []
    assert faults("sarif-schema-2.1.0.json", {**document, "runs": [{"results": 1}]})


def test_workflow() -> None:
    document = YAML(typ="safe").load(WORKFLOW.read_text())
    assert faults("github-workflow.json", document) == []
    assert faults("github-workflow.json", {**document, "jobs": {"refresh": {"steps": []}}})


def test_every_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    used = re.findall(r"uses: (\S+)(.*)", WORKFLOW.read_text())
    assert len(used) == 3
    for name, said in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", said)


def test_the_workflow_may_do_what_it_does_and_no_more() -> None:
    document = YAML(typ="safe").load(WORKFLOW.read_text())
    assert document["permissions"] == {}
    assert document["jobs"]["refresh"]["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert "${{ secrets." not in WORKFLOW.read_text()
    assert document["jobs"]["refresh"]["timeout-minutes"] <= 60
