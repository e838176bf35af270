"""Answers reduced to the places that a transport documents, each by what may stand there."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from callsheet_conformance.gateways.transport import Answer, Transport
from callsheet_conformance.oracle_values import is_number
from callsheet_conformance.plain_json import encode
from callsheet_conformance.record.words import Vocabulary, alias, digest, is_word
from callsheet_conformance.wire.pointer import find, put

ASSETS = "https://asset.invalid/"


def scrubbed_answer(form: Transport, words: Vocabulary, body: bytes) -> bytes:
    """JSON again; a body that is no JSON object becomes an empty one."""
    try:
        data = json.loads(body, parse_float=Decimal)
    except ValueError:
        return b'"not an object"'
    if not isinstance(data, dict):
        return b'"not an object"'
    kept: dict[str, Any] = {}
    answers = [form.submit.answer, form.poll.answer, *([form.cancel.answer] if form.cancel else [])]
    for answer in answers:
        _keep_answer(answer, words, data, kept)
    if form.dry_run:
        _keep_answer(Answer(charge=form.dry_run.charge), words, data, kept)
    _keep(data, kept, form.errors.message, "", words.sentence)
    return encode(_listed(kept))


def _keep_answer(answer: Answer, words: Vocabulary, data: Any, kept: dict[str, Any]) -> None:
    inside = f"{answer.jobs}/0" if answer.jobs else ""
    _keep(data, kept, answer.id, inside, lambda text: alias("id", text))
    _keep(data, kept, answer.status, inside, lambda text: text if is_word(text) else alias("text", text))
    _keep(data, kept, answer.message, inside, words.sentence)
    _keep(data, kept, answer.urls, inside, _asset)
    _keep(data, kept, answer.assets, inside, lambda text: alias("id", text))
    for charge in answer.charge:
        found = find(data, [inside + charge.pointer])
        if is_number(found) and -(10**9) < found < 10**9:
            put(kept, inside + charge.pointer, found)


def _keep(
    data: Any, kept: dict[str, Any], pointers: tuple[str, ...], inside: str, scrubbed: Callable[[str], str]
) -> None:
    """Copy the first string that a pointer finds, scrubbed; another place may have claimed it before."""
    for pointer in pointers:
        place = inside + pointer.replace("*", "0")
        found = find(data, [place])
        if isinstance(found, str) and find(kept, [place]) is None:
            put(kept, place, scrubbed(found))
            return


def _asset(url: str) -> str:
    return url if url.startswith(ASSETS) else ASSETS + digest(url)


def _listed(value: Any) -> Any:
    """Objects whose only key is "0" stand for arrays."""
    if not isinstance(value, dict):
        return value
    if list(value) == ["0"]:
        return [_listed(value["0"])]
    return {key: _listed(item) for key, item in value.items()}
