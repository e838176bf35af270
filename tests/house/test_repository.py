"""What the repository must never hold: pages' sentences, paths of a machine, registry hosts, secrets."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ROOT.parent / "shared" / "pages"
FORBIDDEN = {
    "a path of one machine": r"/home/\w+/|/root/|/Users/\w+/|/work/(main|shared)",
    "a package registry's host": r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "an access key": r"\b(AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|sk-[A-Za-z0-9]{40,})\b",
}
HERE = Path(__file__).relative_to(ROOT).as_posix()


def tracked() -> list[str]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {name: (ROOT / name).read_bytes().decode("utf-8", "replace") for name in tracked() if name != HERE}


@pytest.mark.parametrize("what", sorted(FORBIDDEN))
def test_holds_no(what: str, texts: dict[str, str]) -> None:
    found = {name: hit.group(0) for name, text in texts.items() if (hit := re.search(FORBIDDEN[what], text))}
    assert found == {}


def test_tables_of_the_readme_name_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text()
    named = re.findall(r"`((?:generator|conformance|specs|generated|tests)/[\w./-]*)`", readme)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower())


# A list of enum values is a fact however long it is; what these words join is somebody's sentence.
JOINTS = {
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "for",
    "from",
    "in",
    "is",
    "it",
    "no",
    "not",
    "of",
    "on",
    "or",
    "that",
    "the",
    "this",
    "to",
    "used",
    "when",
    "with",
    "you",
    "your",
}


def sentences(text: str) -> set[str]:
    """Sentences of prose: eight words or more, two of them words that join others."""
    plain = re.sub(r"```.*?```|<[^>]*>|\|", "\n", text, flags=re.DOTALL)
    parts = (words_of(part) for part in re.split(r"(?<=[.!?])\s+|\n+", plain))
    return {" ".join(part) for part in parts if len(part) >= 8 and sum(word in JOINTS for word in part) >= 2}


def headings(text: str) -> set[str]:
    """Headings are how a place on a page is named, so they may stand in ``at:``."""
    return {" ".join(words_of(line)) for line in re.findall(r"^\s*#+\s+(.*)$", text, flags=re.MULTILINE)}


def test_no_sentence_of_a_page(texts: dict[str, str]) -> None:
    if not PAGES.is_dir():
        pytest.skip("the real pages are not here: they stand in ../shared/pages")
    ours = {name: f" {' '.join(words_of(text))} " for name, text in texts.items() if name != "LICENSE"}
    pages = [
        p
        for p in PAGES.rglob("*")
        if p.suffix in {".md", ".txt", ".mdx", ".html"} and "labels" not in p.parts
    ]
    stored = [page.read_text("utf-8", "replace") for page in pages]
    theirs = {found for text in stored for found in sentences(text)} - {
        found for text in stored for found in headings(text)
    }
    assert len(theirs) > 500
    copied = {
        (name, sentence) for name, text in ours.items() for sentence in theirs if f" {sentence} " in text
    }
    assert copied == set()
