"""CS16x: what can be wrong with the transport section of a provider.yaml."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

TRANSPORT: Final[dict[str, Code]] = {
    "CS160": Code(
        title="transport entry of the wrong shape",
        text="An entry has the wrong type, is missing, or has a key that the format does not know.",
        example="submit: {method: POST, route: /requests}",
    ),
    "CS161": Code(
        title="base URL that is not plain https",
        text="Keys are sent there, so it must be an https address with no user name, query or fragment.",
        example="base_url: http://api.example.com",
    ),
    "CS162": Code(
        title="path that leads elsewhere",
        text="Paths are written /segments with {model} and {id} as the only placeholders; no host, no query, no climbing.",
        example="path: //other.example.com/{id}",
    ),
    "CS163": Code(
        title="malformed JSON pointer",
        text="Where a value sits in an answer is said by a JSON pointer: empty, or parts that each begin with a slash.",
        example="id: request_id",
    ),
    "CS164": Code(
        title="header or query name that cannot be sent",
        text="Names are plain tokens, and the ones that the HTTP layer sets are not for a spec to set.",
        example="headers: {Content-Length: …}",
    ),
    "CS165": Code(
        title="ambiguous status words",
        text="A word stands for two states, or there is none for success or for failure: a client could wait for ever.",
        example="statuses: {succeeded: [done], failed: [done]}",
    ),
    "CS166": Code(
        title="authentication that cannot be done",
        text="Bearer and header schemes take one credential, Basic takes two; each is named by an environment variable.",
        example="auth: [{scheme: basic, env: [API_KEY]}]",
    ),
    "CS167": Code(
        title="transport that contradicts itself",
        text="Two parts of the section cannot both hold; the message names them.",
        example="model: {in: path} with a path that has no {model}",
    ),
}
