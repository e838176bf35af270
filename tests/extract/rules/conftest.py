"""The vocabulary that the examples of the phrasings speak of: a made-up video model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, Sentence, Vocabulary, claim
from callsheet.layers.facts import Json, ParameterFact
from callsheet.layers.place import Place

AT = Place(path="Notes/1")
Fact = Callable[..., ParameterFact]
Read = Callable[..., Claims]


def _fact(
    name: str, kind: str = "string", enum: tuple[Json, ...] | None = None, **more: object
) -> ParameterFact:
    return ParameterFact(name=name, type=kind, enum=enum, at=AT, **more)  # type: ignore[arg-type]  # any field


VOCABULARY = Vocabulary(
    parameters=(
        _fact("prompt"),
        _fact("duration", enum=("5s", "10s")),
        _fact("resolution", enum=("540p", "720p", "1080p")),
        _fact("hdr", "boolean"),
        _fact("loop", "boolean"),
        _fact("first_image_url"),
        _fact("last_image_url"),
        _fact("mask", "file"),
        _fact("strength", "number"),
        _fact("style", enum=("Custom", "noir")),
        _fact("style_text"),
        _fact("mode", enum=("fast", "pro", "turbo")),
        _fact("seed", "integer"),
        _fact("width", "integer"),
        _fact("height", "integer"),
        _fact("references", "array"),
        _fact("sounds", "array"),
        _fact("audio_url"),
        _fact("min_scale", "number"),
        _fact("max_scale", "number"),
    )
)


@pytest.fixture
def fact() -> Fact:
    """Make a parameter: ``fact("hdr", "boolean")``."""
    return _fact


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return VOCABULARY


@pytest.fixture
def read() -> Read:
    """Read one text: ``read("Requires hdr.", row="loop")``, against the vocabulary or the one given."""

    def one(text: str, row: str | None = None, given: Vocabulary = VOCABULARY, **more: object) -> Claims:
        return claim([Sentence(text=text, at=AT, subject=row, **more)], given)  # type: ignore[arg-type]  # any field

    return one


def gists(claims: Claims) -> list[str]:
    return [rule.says for rule in claims.rules]
