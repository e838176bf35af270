"""vcrpy, set up for the suite: which requests are the same, what is stored, and where."""

from __future__ import annotations

from collections import defaultdict, deque
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import vcr
from vcr.cassette import Cassette
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.request import Request as Recorded

from callsheet_conformance.error import RecordingError
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
    machine = vcr.VCR()
    machine.register_matcher("exact", _same)
    machine.register_persister(_Files(origin=origin))
    context: AbstractContextManager[Cassette] = machine.use_cassette(
        str(path),
        record_mode=RecordMode.ALL,
        match_on=["exact"],
        before_record_request=scrubber.request,
        before_record_response=scrubber.response,
        decode_compressed_response=True,
    )
    return context


_Key: TypeAlias = tuple[str, str, bytes | None, frozenset[tuple[str, str]]]


class Player:
    """Answers from one cassette and from nothing else; each recorded answer is given once, in order."""

    def __init__(self, path: Path, scrubber: Scrubber) -> None:
        self._scrubber = scrubber
        cassette = Cassette.load(
            path=str(path),
            persister=_Files(origin=None),
            record_mode=RecordMode.NONE,
            before_record_request=scrubber.request,
        )
        self._told: dict[_Key, deque[dict[str, Any]]] = defaultdict(deque)
        for request, response in zip(cassette.requests, cassette.responses, strict=True):
            self._told[_key(request)].append(response)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Raises RecordingError for what was not recorded."""
        asked = Recorded(request.method, str(request.url), request.content, dict(request.headers))
        answers = self._told.get(_key(self._scrubber.request(asked)))
        if not answers:
            raise RecordingError(f"{request.method} {request.url.path}: this request is not on the recording")
        told = answers.popleft()
        return httpx.Response(told["status"]["code"], headers=_headers(told), content=told["body"]["string"])


def _headers(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in told["headers"].items() for value in values]


def _same(one: Recorded, other: Recorded) -> bool:
    return _key(one) == _key(other)


def _key(request: Recorded) -> _Key:
    """Everything that was stored: method, address, body as canonical JSON, and the marks."""
    marks = frozenset((name, value) for name, value in request.headers.items() if value)
    return request.method, request.uri, request.body, marks
