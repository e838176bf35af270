"""Exchanges reduced to what is documented, by allow-list: recorder and player see the same scrubbed request."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from vcr.request import Request as Recorded

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.faults.plan import HEADER as FAULT
from callsheet_conformance.gateways.faults.table import FAULTS
from callsheet_conformance.gateways.transport import Call, Transport, read
from callsheet_conformance.plain_json import canonical
from callsheet_conformance.record.answers import scrubbed_answer
from callsheet_conformance.record.words import Vocabulary, alias
from callsheet_conformance.verdict import Check

MARKS: Final = "x-callsheet"
"""Headers of this prefix are ours: they tell apart what a recording must not merge."""


class Scrubber:
    """Of one subject's exchanges below one base URL; ``scope`` tells which check is at work."""

    def __init__(
        self, subject: Subject, base_url: str, checks: tuple[Check, ...], scope: Callable[[], str]
    ) -> None:
        self._form: Transport = read(dict(subject.provider["transport"]))
        self._base = base_url.rstrip("/")
        self._model = subject.model
        self._scope = scope
        requests = [dict(check.requests) for check in checks]
        envelope = [self._form.envelope.params.strip("/"), self._form.envelope.model.strip("/")]
        self._words = Vocabulary(dict(subject.model), dict(subject.provider["transport"]), envelope, requests)

    def request(self, request: Recorded) -> Recorded:
        """The scrubbed copy that is stored, or compared with what is stored."""
        if f"{MARKS}-scope" in request.headers:
            return request  # read from a recording
        call, path = self._placed(request)
        query = self._query(call, request.uri)
        uri = f"{self._form.base_url}{path}" + (f"?{query}" if query else "")
        return Recorded(request.method, uri, self._body(request.body), self._marks(request))

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        """Status, media type and the documented places of the body."""
        body = scrubbed_answer(self._form, self._words, response["body"]["string"])
        return {
            "status": {"code": response["status"]["code"], "message": ""},
            "headers": {"content-type": ["application/json"]},
            "body": {"string": body},
        }

    def _placed(self, request: Recorded) -> tuple[Call | None, str]:
        """The exchange that this is, and its path with ids replaced."""
        path = urlsplit(request.uri).path
        for base in (self._base, self._form.base_url):
            below = urlsplit(base).path.rstrip("/")
            if path.startswith(below):
                for call in self._calls():
                    if call.method == request.method and (
                        found := self._match(call.path, path[len(below) :])
                    ):
                        return call, found
        return None, "/" + alias("opaque", path)

    def _calls(self) -> tuple[Call, ...]:
        offered = (self._form.submit, self._form.poll, self._form.cancel)
        return tuple(call for call in offered if call is not None)

    def _match(self, template: str, path: str) -> str:
        wanted, given = template.split("/"), path.split("/")
        if "{model}" in wanted:  # ids of models may hold slashes
            at, extra = wanted.index("{model}"), len(given) - len(wanted)
            given = [*given[:at], "/".join(given[at : at + extra + 1]), *given[at + extra + 1 :]]
        if len(wanted) != len(given):
            return ""
        parts = []
        for expected, part in zip(wanted, given, strict=True):
            if expected == "{id}":
                parts.append(alias("id", part))
            elif part == expected or (expected == "{model}" and part == self._model["id"]):
                parts.append(part)
            else:
                return ""
        return "/".join(parts)

    def _query(self, call: Call | None, uri: str) -> str:
        fixed = dict(self._form.dry_run.query) if self._form.dry_run else {}
        kept = []
        for name, value in parse_qsl(urlsplit(uri).query):
            if call is not None and call.query.get(name) == "{id}":
                kept.append((name, alias("id", value)))
            elif fixed.get(name) == value:
                kept.append((name, value))
        return urlencode(kept)

    def _body(self, body: Any) -> bytes:
        data = bytes(body) if isinstance(body, bytes | bytearray) else str(body or "").encode()
        if not data:
            return b""
        try:
            return canonical(self._words.value(json.loads(data, parse_float=Decimal))).encode()
        except ValueError:
            return json.dumps(alias("opaque", data.hex())).encode()

    def _marks(self, request: Recorded) -> dict[str, str]:
        given: Mapping[str, Any] = {name.lower(): value for name, value in request.headers.items()}
        key = self._form.idempotency.header.lower() if self._form.idempotency else ""
        signed = any(way.header.lower() in given for way in self._form.auth)
        marks = {f"{MARKS}-scope": self._scope(), f"{MARKS}-signed": "yes" if signed else "no"}
        if key in given:
            marks[f"{MARKS}-key"] = alias("key", _one(given[key]))
        if _one(given.get(FAULT.lower(), "")) in FAULTS:
            marks[FAULT.lower()] = _one(given[FAULT.lower()])
        return marks


def _one(value: Any) -> str:
    first = value[0] if isinstance(value, list | tuple) and value else value
    return first.decode("latin-1") if isinstance(first, bytes) else str(first)
