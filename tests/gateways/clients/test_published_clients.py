"""Clients that others wrote, unmodified but for the base URL, from submit to result.

They are no dependencies: a test runs where an interpreter or a bundle is named, and is skipped elsewhere (README.md).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from callsheet_conformance.gateways import Settings, Tls, serve

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
GENERATED = Path(os.environ.get("CALLSHEET_GENERATED", ROOT / "generated"))
FAST = Settings(speed=120, job_seconds=60)


def named(variable: str) -> str:
    found = os.environ.get(variable, "")
    if not found:
        pytest.skip(f"{variable} is not set; tests/gateways/clients/README.md says how to run this")
    return found


def drive(*command: str | Path, **environment: str) -> str:
    """What the driver printed; fails with all of it."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok " in done.stdout
    return done.stdout


def has(python: str, module: str) -> str:
    if subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode:
        pytest.skip(f"{python} has no {module}")
    return python


@pytest.fixture(scope="module", autouse=True)
def _emitted():
    if not (GENERATED / "manifest").is_dir():
        pytest.skip(f"nothing was emitted into {GENERATED}: run `callsheet build`")


def test_scenario_sdk():
    python = has(named("CALLSHEET_CLIENTS"), "scenario_sdk")
    with serve(["scenario"], generated=GENERATED, settings=FAST) as served:
        drive(python, HERE / "scenario_sdk_driver.py", served.base_urls["scenario"])


def test_aimlapi_sdk():
    python = has(named("CALLSHEET_CLIENTS"), "aimlapi")
    with serve(["aimlapi"], generated=GENERATED, settings=FAST) as served:
        drive(python, HERE / "aimlapi_sdk_driver.py", served.origins["aimlapi"])


def test_genblaze_gmicloud(tmp_path):
    python = has(named("CALLSHEET_CLIENTS"), "genblaze_gmicloud")
    openssl = shutil.which("openssl") or pytest.skip("no openssl to make a certificate with")
    tls = Tls(certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", tls.key, "-out", tls.certificate],
        capture_output=True, check=True,
    )  # fmt: skip
    with serve(["gmicloud"], generated=GENERATED, settings=FAST, tls=tls) as served:
        url = served.base_urls["gmicloud"]
        assert url.startswith("https://")
        drive(python, HERE / "genblaze_gmicloud_driver.py", url, SSL_CERT_FILE=str(tls.certificate))


def test_apiframe_sdk():
    bundle, node = Path(named("CALLSHEET_APIFRAME_BUNDLE")), shutil.which("node") or pytest.skip("no node")
    with serve(["apiframe"], generated=GENERATED, settings=FAST) as served:
        driver, webhooks = HERE / "apiframe_sdk_driver.mjs", bundle.with_name("webhooks.mjs")
        drive(node, driver, bundle, webhooks, served.base_urls["apiframe"])


def test_oxen_samples():
    python, pages = has(named("CALLSHEET_CLIENTS"), "requests"), Path(named("CALLSHEET_OXEN_PAGES"))
    found = sorted(pages.glob("luma-ray-*.mdx"))
    with serve(["oxen"], generated=GENERATED, settings=FAST) as served:
        drive(python, HERE / "oxen_samples_driver.py", served.origins["oxen"], *found)
