"""vcrpy, set up for the suite: which requests are the same, what is stored, and where."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vcr
from vcr.cassette import Cassette
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request as Recorded

from callsheet_conformance.record.cassette import Provenance, dump, load
from callsheet_conformance.record.scrub import Scrubber


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """A vcrpy persister: one file, in the suite's own form."""

    origin: Provenance | None

    def load_cassette(
        self, cassette_path: str, serializer: object
    ) -> tuple[list[Recorded], list[dict[str, Any]]]:
        del serializer
        if self.origin is not None or not Path(cassette_path).is_file():
            raise CassetteNotFoundError
        exchanges = load(Path(cassette_path))
        return [request for request, _ in exchanges], [response for _, response in exchanges]

    def save_cassette(self, cassette_path: str, cassette_dict: dict[str, Any], serializer: object) -> None:
        del serializer
        if self.origin is None:
            return
        path = Path(cassette_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        pairs = zip(cassette_dict["requests"], cassette_dict["responses"], strict=True)
        path.write_text(dump(self.origin, pairs), "utf-8")


def taping(path: Path, scrubber: Scrubber, origin: Provenance) -> AbstractContextManager[Cassette]:
    """Record everything that this process sends while the block runs; nothing is written before its end."""
    return _tape(path, scrubber, origin, "all")


def playing(path: Path, scrubber: Scrubber) -> AbstractContextManager[Cassette]:
    """Answer from the file only; what it does not hold is an error, and no network is reached."""
    return _tape(path, scrubber, None, "none")


def _tape(
    path: Path, scrubber: Scrubber, origin: Provenance | None, mode: str
) -> AbstractContextManager[Cassette]:
    machine = vcr.VCR()
    machine.register_matcher("exact", _same)
    machine.register_persister(_Files(origin=origin))
    request: Callable[[Recorded], Recorded] = scrubber.request
    context: AbstractContextManager[Cassette] = machine.use_cassette(
        str(path),
        record_mode=vcr.mode(mode),
        match_on=["exact"],
        before_record_request=request,
        before_record_response=scrubber.response if origin is not None else lambda response: response,
        decode_compressed_response=True,
    )
    return context


def _same(one: Recorded, other: Recorded) -> bool:
    """Everything that was stored: method, address, body as canonical JSON, and the marks."""
    if one.body != other.body or one.uri != other.uri or one.method != other.method:
        return False
    return _marks(one) == _marks(other)


def _marks(request: Recorded) -> dict[str, str]:
    return {name: value for name, value in request.headers.items() if value}
