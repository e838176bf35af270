"""The plugin and the commands, as users call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from callsheet_conformance.command import conform
from callsheet_conformance.mutate.command import mutants
from callsheet_conformance.plugin import SUITE

MODEL = "scenario/model_luma-reframe-video"


def pytest_with(*arguments: str, cwd, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PYTHONPATH": path} if path else {})}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=environment)


def test_the_plugin_under_xdist_names_checks_and_writes_whole_reports(tmp_path):
    report = tmp_path / "report.json"
    done = pytest_with(
        "--pyargs", "callsheet_conformance", "--callsheet-model", MODEL, "-n", "2", "-v",
        "--callsheet-report", str(report), cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    assert f"{SUITE}::{MODEL}::aspectRatio:enum" in done.stdout
    data = json.loads(report.read_text())
    assert data["target"] == "recorded"
    assert "emulated" in data["note"]
    assert len(data["results"]) == sum(data["counts"].values()) > 40
    assert {row["subject"] for row in data["results"]} == {MODEL}


def test_a_project_has_the_suite_among_its_tests_and_findings_fail_with_both_requests(tmp_path, catalogue):
    """The cases say that a value is refused which the validators take: a finding, made by hand."""
    (tmp_path / SUITE).touch()
    folder = tmp_path / "generated"
    for name in ("manifest/scenario.json", f"cases/{MODEL}.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((catalogue.root / "manifest" / "scenario.json").read_text())
    slug = MODEL.partition("/")[2]
    manifest["provider"]["models"] = [m for m in manifest["provider"]["models"] if m["slug"] == slug]
    (folder / "manifest" / "scenario.json").write_text(json.dumps(manifest))
    cases = json.loads((catalogue.root / "cases" / f"{MODEL}.json").read_text())
    wrong = next(case for case in cases["cases"] if "twin" in case)
    wrong["request"] = wrong["twin"]["request"]
    (folder / "cases" / f"{MODEL}.json").write_text(json.dumps(cases))
    done = pytest_with(
        SUITE,
        "--callsheet-target",
        "validators",
        "--callsheet-generated",
        str(folder),
        cwd=tmp_path,
        path=str(catalogue.root),
    )
    assert done.returncode == 1, done.stdout[-2000:]
    assert "documented but not enforced" in done.stdout
    assert "curl -sS -X POST https://api.cloud.scenario.com" in done.stdout
    assert "1 failed" in done.stdout


def test_without_the_suite_the_plugin_is_quiet(tmp_path):
    (tmp_path / "test_own.py").write_text(
        "import sys\ndef test(): assert 'callsheet_conformance.trial' not in sys.modules\n"
    )
    done = pytest_with("test_own.py", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "conformance" not in done.stdout.replace("callsheet_conformance", "").partition("plugins:")[0]


def test_conform_prints_the_matrix_and_merges_shards(tmp_path):
    runner, parts = CliRunner(), [tmp_path / "1.json", tmp_path / "2.json"]
    for number, part in enumerate(parts, 1):
        done = runner.invoke(
            conform, ["--model", "apiframe/", "--shard", f"{number}/2", "--report", str(part)]
        )
        assert done.exit_code == 0, done.output
    done = runner.invoke(conform, ["--merge", str(parts[0]), "--merge", str(parts[1])])
    assert done.exit_code == 0
    assert done.output.startswith("RECORDED")
    assert max(map(len, done.output.splitlines())) <= 100
    assert "0 findings" in done.output


def test_conform_explains_one_check():
    done = CliRunner().invoke(
        conform, ["--model", "gmicloud/luma-ray-3-2-generate", "--explain", "::hdr-not-540p"]
    )
    assert done.exit_code == 0
    assert "hdr-not-540p: enforced" in done.output
    assert done.output.count("curl -sS -X POST") == 2


def test_conform_explains_no_check_that_is_not_there():
    told = CliRunner().invoke(
        conform, ["--model", "gmicloud/luma-ray-3-2-generate", "--explain", "hdr-not-541p"]
    )
    assert told.exit_code == 3
    assert "no check has 'hdr-not-541p' in its name" in told.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--model", "nobody/nothing"], "no model is called"),
        (["--shard", "5/4"], "no shard"),
        (["--target", "live"], "--budget"),
        (["--generated", "/nowhere"], "callsheet build"),
        (["--target", "validators", "--record"], "only emulated and live"),
        (["--target", "live", "--budget", "1", "--report", "report.pdf"], "must end in one of"),
        (["--cassettes", "/nowhere", "--model", "luma-ray2"], "--cassettes /nowhere"),
    ],
)
def test_what_cannot_go_on_says_why(arguments, said):
    done = CliRunner().invoke(conform, arguments)
    assert done.exit_code == 3
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_report_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(
        conform, ["--model", "luma-ray2", "--report", str(tmp_path / "file" / "r.json")]
    )
    assert done.exit_code == 3
    assert "cannot be written" in done.output


def test_an_estimate_asks_nobody_and_needs_no_key(catalogue, monkeypatch, tmp_path):
    monkeypatch.delenv("GMI_API_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CALLSHEET_GENERATED", str(catalogue.root))
    done = CliRunner().invoke(conform, ["--estimate", "--provider", "gmicloud", "--budget", "1.00"])
    assert done.exit_code == 0, done.output
    assert "1.00 USD decides" in done.output
    assert "no known price" in done.output
    assert list(tmp_path.iterdir()) == [], "no ledger is made"


def test_mutants_tells_its_table_and_survivors():
    done = CliRunner().invoke(
        mutants, ["--model", MODEL, "--kind", "enum value removed", "--kind", "bound moved"]
    )
    assert done.exit_code == 0, done.output
    assert "enum value removed" in done.output
    assert max(map(len, done.output.splitlines())) <= 100
