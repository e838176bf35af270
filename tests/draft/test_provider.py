"""provider.yaml: its own keys, and its transport's findings at their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from callsheet.draft import load_provider
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.spec import PageSpec

SPECS = sorted(Path(__file__).parents[2].glob("specs/*/provider.yaml"))
SHIPPED = next(path for path in SPECS if path.parent.name == "gmicloud").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_shipped_providers_load(path: Path) -> None:
    spec = load_provider(path.read_bytes(), f"specs/{path.parent.name}/provider.yaml")
    assert spec.provider == path.parent.name
    assert spec.pages
    assert spec.transport["base_url"]


def said(text: str, file: str = "specs/gmicloud/provider.yaml") -> list[str]:
    with pytest.raises(CallsheetError) as caught:
        load_provider(text, file)
    return [str(each) for each in caught.value.diagnostics]


def line_of(text: str, fragment: str) -> int:
    return text[: text.index(fragment)].count("\n") + 1


def test_pages_are_addresses_or_mappings() -> None:
    text = SHIPPED.replace("pages:\n", "pages:\n  other: https://docs.example.com/other\n")
    assert load_provider(text, "provider.yaml").pages["other"] == PageSpec(
        url="https://docs.example.com/other"
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://docs.example.com/x",
        "https://user@docs.example.com/x",
        "https://docs.example.com:8443/x",
        "ftp://x",
        "https://a b",
    ],
)
def test_pages_are_https_without_tricks(url: str) -> None:
    (finding,) = said(SHIPPED.replace("pages:\n", f'pages:\n  other: "{url}"\n'))
    assert "CS115" in finding
    assert finding.startswith(f"specs/gmicloud/provider.yaml:{line_of(SHIPPED, 'pages:') + 1}:")


def test_transport_is_read_by_its_own_rules() -> None:
    (finding,) = said(SHIPPED.replace("    method: POST\n", "    method: SEND\n", 1))
    assert finding.startswith(
        f"specs/gmicloud/provider.yaml:{line_of(SHIPPED, 'method: POST')}:5: error CS160"
    )


def test_unknown_keys() -> None:
    (finding,) = said(SHIPPED.replace("title:", "titel:"))
    assert "unknown key 'titel' (did you mean 'title'?)" in finding


def test_folder_and_id_agree() -> None:
    (finding,) = said(SHIPPED, "specs/gmi/provider.yaml")
    assert "CS212" in finding
    assert load_provider(SHIPPED, "provider.yaml").provider == "gmicloud"
