"""Schemas that a page only points at: fetched under the rules of pages, and told when they alone change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from doc_server import Answer, Hosts, serving
from small import PROVIDER, swapped

from callsheet import disk, pipeline
from callsheet.cli.pages import open_page
from callsheet.layers.document import Page
from callsheet.pulling import store
from callsheet.pulling.siblings import MOST

Call = Callable[..., Any]
PAGE_URL = "https://docs.acme.example/kite"
SCHEMA_URL = "https://files.acme.example/api/kite.json"
PAGE = f"""\
# Kite

A kite that flies.

{{% openapi-operation spec="kite-one" path="/jobs" method="post" %}}
[OpenAPI kite-one]({SCHEMA_URL})
{{% endopenapi-operation %}}
"""
SPEC = """\
model: acme/kite-1
page: kite
summary: Draws a kite.

parameters:
  prompt: {type: string, required: true, length: [1, 300]}
  size: {type: string, enum: ["small", "large"], default: "small"}
  seconds: {type: integer, range: [1, 9], default: 5}

prices:
  - {since: 2026-01-01, unknown: Nobody says.}
"""


def schema(longest: int = 300) -> str:
    properties = {
        "model": {"type": "string", "enum": ["acme/kite-1"]},
        "prompt": {"type": "string", "minLength": 1, "maxLength": longest},
        "size": {"type": "string", "enum": ["small", "large"], "default": "small"},
        "seconds": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5},
    }
    body = {"type": "object", "required": ["model", "prompt"], "properties": properties}
    operation = {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": {}}
    return json.dumps({"openapi": "3.0.0", "paths": {"/jobs": {"post": operation}}})


@pytest.fixture(scope="module")
def server() -> Iterator[Hosts]:
    with serving("docs.acme.example", "files.acme.example", "other.example") as hosts:
        yield hosts


@pytest.fixture
def hosts(server: Hosts, monkeypatch: pytest.MonkeyPatch) -> Hosts:
    server.answers.clear()
    server[PAGE_URL], server[SCHEMA_URL] = PAGE, schema()
    monkeypatch.setattr(store, "_over_the_network", server.fetch)
    real = store.Store.__init__

    def made(self: Any, *, folder: Path) -> None:
        real(self, folder=folder, fetching=server.fetch, sleep=lambda _: None)

    monkeypatch.setattr(store.Store, "__init__", made)
    return server


@pytest.fixture
def here(hosts: Hosts, tmp_path: Path, call: Call) -> Path:
    """A provider whose page is on one host and whose schema is on another that it names too."""
    folder = tmp_path / "here"
    (folder / "specs/acme").mkdir(parents=True)
    rows = '  other: {url: "https://files.acme.example/readme"}\n'
    text = swapped(PROVIDER, ('  balloon: {url: "https://docs.acme.example/balloon"}\n', rows))
    (folder / "specs/acme/provider.yaml").write_text(text)
    (folder / "specs/acme/kite.yaml").write_text(SPEC)
    hosts["https://files.acme.example/readme"] = "# Files\n\nKites and balloons, as files.\n"
    done = call(folder, "pull", "--write", "--on", "2026-07-01")
    assert done.returncode == 0, done.stdout + done.stderr
    hosts.seen.clear()
    return folder


@pytest.fixture
def pull(here: Path, call: Call) -> Call:
    return lambda *words: call(here, "pull", "--on", "2026-07-16", *words)


def held(done: Any) -> dict[str, tuple[str, str]]:
    assert done.returncode == 1, done.stdout + done.stderr
    return {each["where"]: (each["code"], each["message"]) for each in json.loads(done.stdout)["held"]}


def test_parameters_come_from_the_schema(here: Path) -> None:
    (spec,) = pipeline.load(disk.read_specs(here / "specs"))[0].models
    assert "#" in next(each for each in spec.parameters if each.path == "seconds").at


def test_page_and_schema_are_asked_for_with_what_is_known(hosts: Hosts, pull: Call) -> None:
    assert pull().returncode == 0
    assert [url for url in hosts.asked if "readme" not in url] == [PAGE_URL, SCHEMA_URL]
    assert all(headers["If-None-Match"] for _, headers in hosts.seen)


def test_a_schema_that_changes_alone_is_told_and_written(here: Path, hosts: Hosts, pull: Call) -> None:
    hosts[SCHEMA_URL] = schema(200)
    assert "greatest length is 200 now, was 300" in pull("acme/kite").stdout
    assert pull("acme/kite", "--write").returncode == 0
    assert "length: [1, 200]" in (here / "specs/acme/kite.yaml").read_text()
    assert pull().returncode == 0


def test_a_page_that_points_elsewhere_is_followed_there(hosts: Hosts, pull: Call) -> None:
    hosts[PAGE_URL] = swapped(PAGE, (SCHEMA_URL, "../schemas/kite.json"))
    hosts["https://docs.acme.example/schemas/kite.json"] = schema(200)
    assert "greatest length is 200 now, was 300" in pull().stdout
    assert dict(hosts.seen)["https://docs.acme.example/schemas/kite.json"].get("If-None-Match") is None


LOST = {
    "another host": ("https://other.example/kite.json", None, "CF102"),
    "no https": ("http://files.acme.example/kite.json", None, "CF101"),
    "gone": ("https://files.acme.example/none.json", None, "CF107"),
    "fails": (SCHEMA_URL, Answer(status=500), "CF107"),
    "swells": (SCHEMA_URL, Answer(body=b"x" * (6 << 20)), "CF109"),
    "redirects away": (
        SCHEMA_URL,
        Answer(status=302, headers={"Location": "https://other.example/kite.json"}),
        "CF102",
    ),
}


@pytest.mark.parametrize("what", LOST)
def test_a_schema_that_cannot_be_had_holds_its_page(here: Path, hosts: Hosts, pull: Call, what: str) -> None:
    url, answer, code = LOST[what]
    before = disk.read_specs(here / "specs")
    hosts["https://other.example/kite.json"] = schema(200)
    hosts[PAGE_URL] = swapped(PAGE, (SCHEMA_URL, url))
    if answer is not None:
        hosts[url] = answer
    done = pull("--write", "--json")
    found = held(done)["acme/kite"]
    codes = {each["code"] for each in json.loads(done.stdout)["held"]}
    assert "CH106" in codes
    assert any(code in each["message"] for each in json.loads(done.stdout)["held"]), found
    assert disk.read_specs(here / "specs") == before
    assert "https://other.example/kite.json" not in hosts.asked


def test_a_schema_of_an_operation_that_matters_to_nobody_can_be_let_go(
    here: Path, hosts: Hosts, pull: Call
) -> None:
    more = '\n{% openapi-operation spec="wind" path="/wind" method="get" %}\n[OpenAPI wind](https://other.example/wind.json)\n{% endopenapi-operation %}\n'
    hosts[PAGE_URL] = PAGE + more
    assert held(pull("--json"))["acme/kite"][0] == "CH106"
    before = (here / "specs/acme/kite.yaml").read_text()
    pull("--write", "--confirm", "acme/kite")
    assert (here / "specs/acme/kite.yaml").read_text() == before


def test_schemas_of_one_page_are_few(hosts: Hosts, pull: Call) -> None:
    more = "".join(
        f'\n{{% openapi-operation spec="s{n}" path="/s{n}" method="get" %}}\n[x](https://files.acme.example/s{n}.json)\n{{% endopenapi-operation %}}\n'
        for n in range(30)
    )
    hosts[PAGE_URL] = PAGE + more
    pull("acme/kite")
    assert len([url for url in hosts.asked if url.endswith(".json")]) == MOST


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PAGE, {"kite-one": SCHEMA_URL}),
        (
            '{% swagger src="../.gitbook/assets/a.yaml" path="/a" method="get" %}\n[a.yaml](../.gitbook/assets/a.yaml)\n{% endswagger %}\n',
            {"../.gitbook/assets/a.yaml": "../.gitbook/assets/a.yaml"},
        ),
        (
            '{% openapi src="./a.json" path="/a" %}\n[a](https://h.example/a.json)\n{% endopenapi %}\n',
            {"./a.json": "https://h.example/a.json"},
        ),
        (
            '{% openapi-operation spec="a" path="/a" %}\n[why](https://h.example/why)\n{% endopenapi-operation %}\n[b](https://h.example/b.json)\n',
            {},
        ),
        ('```\n{% openapi-operation spec="a" %}\n[a](https://h.example/a.json)\n```\n', {}),
        ("See [our openapi file](https://h.example/a.json).\n", {}),
        ("\x00\x01\x02\x03" * 99, {}),
    ],
)
def test_only_what_an_operation_embeds_is_a_sibling(text: str, found: dict[str, str]) -> None:
    assert pipeline.embedded(Page(name="x", data=text.encode())) == found


def test_a_page_that_somebody_names_has_its_schemas_of_the_same_host(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callsheet.fetch.fetch", hosts.fetch)
    hosts[PAGE_URL] = swapped(PAGE, (SCHEMA_URL, "/kite.json"))
    hosts["https://docs.acme.example/kite.json"] = schema()
    assert set(open_page(PAGE_URL).siblings) == {"kite-one"}
    hosts[PAGE_URL] = PAGE
    assert set(open_page(PAGE_URL).siblings) == set()
