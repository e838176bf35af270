"""A request of a check as something to run: curl, and Python."""

from __future__ import annotations

import json
import shlex

from callsheet_conformance.catalogue import Subject
from callsheet_conformance.gateways.transport import Transport, read
from callsheet_conformance.plain_json import encode
from callsheet_conformance.verdict import Request
from callsheet_conformance.wire.body import body_of


def as_curl(subject: Subject, request: Request) -> str:
    """Credentials stay names of environment variables."""
    form = read(dict(subject.provider["transport"]))
    body = encode(body_of(form, subject.model, request)).decode()
    lines = [
        f"curl -sS -X {form.submit.method} {shlex.quote(_url(form, subject))}",
        f'  {_sign_in(form)} -H "Content-Type: application/json"',
        f"  --data-raw {shlex.quote(body)}",
    ]
    return " \\\n".join(lines)


def as_python(subject: Subject, request: Request) -> str:
    """With httpx."""
    form = read(dict(subject.provider["transport"]))
    body = json.loads(encode(body_of(form, subject.model, request)))
    way = form.auth[0]
    names = [each.env[0] if each.env else each.argument.upper() for each in way.credentials]
    values = [f"os.environ[{name!r}]" for name in names]
    signed = {
        "basic": f"auth=({', '.join(values)})",
        "bearer": f'headers={{{way.header!r}: "Bearer " + {values[0]}}}',
        "header": f"headers={{{way.header!r}: {values[0]}}}",
    }[way.scheme]
    return (
        "import os, httpx\n"
        f"answer = httpx.request({form.submit.method!r}, {_url(form, subject)!r},\n"
        f"    {signed}, json={body!r})\n"
        "print(answer.status_code, answer.text)"
    )


def _url(form: Transport, subject: Subject) -> str:
    return form.base_url + form.submit.path.replace("{model}", subject.model["id"])


def _sign_in(form: Transport) -> str:
    way = form.auth[0]
    names = [each.env[0] if each.env else each.argument.upper() for each in way.credentials]
    if way.scheme == "basic":
        return f'-u "{":".join(f"${name}" for name in names)}"'
    return f'-H "{way.header}: {"Bearer " if way.scheme == "bearer" else ""}${names[0]}"'
