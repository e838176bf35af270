"""``callsheet pull`` over TLS and HTTP: what servers, names and pages do to it, and what it never does."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from doc_server import DEAD, PUBLIC, Answer, Hosts, serving
from small import KITE, KITE_PAGE, project, swapped

from callsheet import disk
from callsheet import fetch as fetching
from callsheet.pulling import store

Call = Callable[..., Any]
KITE_URL = "https://docs.acme.example/kite"
BALLOON_URL = "https://docs.acme.example/balloon"
NEW = swapped(KITE_PAGE, ("1-300 characters", "1-200 characters"))
BALLOON_PAGE = KITE_PAGE.replace("Kite", "Balloon").replace("`kite`", "`balloon`")


@pytest.fixture(scope="module")
def server() -> Iterator[Hosts]:
    with serving("docs.acme.example", "files.acme.example") as hosts:
        yield hosts


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def hosts(server: Hosts, naps: list[float], monkeypatch: pytest.MonkeyPatch) -> Hosts:
    """Two pages as the specs know them; nobody waits, but what would be waited is noted."""
    server.answers.clear()
    server.seen.clear()
    server.names.clear()
    server[KITE_URL], server[BALLOON_URL] = KITE_PAGE, BALLOON_PAGE
    monkeypatch.setattr(store, "_over_the_network", server.fetch)
    monkeypatch.setattr(store.Store, "__init__", _patient(naps, store.Store.__init__))
    return server


def _patient(naps: list[float], real: Any) -> Any:
    """A store on a clock of its own: a nap takes no time, a request takes a tenth of a second."""

    def made(self: Any, *, folder: Path) -> None:
        now = [0.0]

        def nap(seconds: float) -> None:
            naps.append(seconds)
            now[0] += seconds

        def clock() -> float:
            now[0] += 0.05
            return now[0]

        real(self, folder=folder, fetching=store._over_the_network, sleep=nap, clock=clock)

    return made


@pytest.fixture
def here(hosts: Hosts, tmp_path: Path, call: Call) -> Path:
    folder = project(tmp_path / "here")
    (folder / "specs/acme/kite.yaml").write_text(swapped(KITE, ("per: video", "per: request")))
    done = call(folder, "pull", "--write", "--on", "2026-07-01")
    assert done.returncode == 0, done.stdout + done.stderr
    hosts.seen.clear()
    return folder


@pytest.fixture
def pull(here: Path, call: Call) -> Call:
    return lambda *words: call(here, "pull", "--on", "2026-07-16", *words)


def held(done: Any, code: int = 1) -> dict[str, str]:
    assert done.returncode == code, done.stdout + done.stderr
    return {each["where"]: each["message"] for each in json.loads(done.stdout)["held"]}


def test_what_is_still_the_same_is_not_sent_again(hosts: Hosts, pull: Call) -> None:
    done = pull()
    assert done.returncode == 0
    assert "2 pages read; they state nothing that the specs do not" in done.stdout
    assert hosts.asked == [KITE_URL, BALLOON_URL]
    for _, headers in hosts.seen:
        assert headers["If-None-Match"].startswith('"')
        assert headers["Accept-Encoding"] == "gzip"
        assert "callsheet" in headers["User-Agent"]
        assert not {"Cookie", "Authorization"} & headers.keys()


def test_a_page_that_changed_is_sent_read_and_written(here: Path, hosts: Hosts, pull: Call) -> None:
    hosts[KITE_URL] = NEW
    assert "greatest length is 200 now, was 300" in pull().stdout
    assert pull("--write").returncode == 0
    assert "length: [1, 200]" in (here / "specs/acme/kite.yaml").read_text()
    assert pull().returncode == 0


def test_gzip_is_read(hosts: Hosts, pull: Call) -> None:
    hosts[KITE_URL] = Answer(body=gzip.compress(NEW.encode()), headers={"Content-Encoding": "gzip"})
    assert "greatest length is 200 now, was 300" in pull().stdout


def test_a_declared_charset_is_heeded(hosts: Hosts, pull: Call) -> None:
    text = swapped(NEW, ("Adds ribbons.", "Ajoute une traîne."))
    hosts[KITE_URL] = Answer(
        body=text.encode("latin-1"), headers={"Content-Type": "text/markdown; charset=ISO-8859-1"}
    )
    assert "greatest length is 200 now, was 300" in pull().stdout


def test_one_page_that_fails_holds_the_round_and_names_itself(here: Path, hosts: Hosts, pull: Call) -> None:
    before = disk.read_specs(here / "specs")
    hosts[KITE_URL], hosts[BALLOON_URL] = NEW, Answer(status=500)
    done = pull("--write", "--json")
    assert held(done) == {"acme/balloon": "the page cannot be fetched now: CF107, the server answered 500"}
    assert disk.read_specs(here / "specs") == before
    hosts[BALLOON_URL] = BALLOON_PAGE
    assert pull("--write").returncode == 0
    assert "length: [1, 200]" in (here / "specs/acme/kite.yaml").read_text()


REDIRECTS = {
    "https://docs.acme.example/new/kite": (),
    "/new/kite": (),
    "https://evil.example.net/kite": ("CF102",),
    "http://docs.acme.example/new/kite": ("CF101",),
    "https://docs.acme.example:8443/new/kite": ("CF101",),
    "https://a:b@docs.acme.example/new/kite": ("CF101",),
    "https://127.0.0.1/kite": ("CF102",),
    "file:///etc/passwd": ("CF101",),
    "https://docs.acme.example/kite": ("CF104",),
}


@pytest.mark.parametrize("target", REDIRECTS)
def test_a_redirect_is_judged_like_the_first_address(hosts: Hosts, pull: Call, target: str) -> None:
    hosts["https://docs.acme.example/new/kite"] = KITE_PAGE
    hosts[KITE_URL] = Answer(status=302, headers={"Location": target})
    done = pull("--json")
    refused = REDIRECTS[target]
    if not refused:
        assert done.returncode == 0
    else:
        assert [code for code in refused if code in held(done)["acme/kite"]] == list(refused)
    assert {url.split("/")[2] for url in hosts.asked} == {"docs.acme.example"}
    assert not any("Cookie" in headers for _, headers in hosts.seen)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:127.0.0.1", "192.168.1.1"]
)
def test_a_private_address_is_never_connected_to(hosts: Hosts, pull: Call, address: str) -> None:
    hosts.names["docs.acme.example"] = [[address]]
    done = pull("--json")
    assert all("CF103" in message for message in held(done).values())
    assert hosts.asked == []


def test_a_name_that_turns_private_between_redirects_is_refused(hosts: Hosts, pull: Call) -> None:
    hosts["https://docs.acme.example/new/kite"] = KITE_PAGE
    hosts[KITE_URL] = Answer(status=302, headers={"Location": "/new/kite"})
    hosts.names["docs.acme.example"] = [[PUBLIC], ["10.0.0.8"]]
    assert "CF103" in held(pull("acme/kite", "--json"))["acme/kite"]
    assert hosts.asked == [KITE_URL]


def test_an_address_that_does_not_answer_is_not_the_last(hosts: Hosts, pull: Call) -> None:
    hosts.names["docs.acme.example"] = [[DEAD, PUBLIC]]
    assert pull().returncode == 0
    hosts.names["docs.acme.example"] = [[DEAD]]
    assert "CF106" in held(pull("acme/kite", "--json"), 3)["acme/kite"]


def test_without_a_network_nothing_is_said_of_pages(here: Path, hosts: Hosts, pull: Call) -> None:
    before = disk.read_specs(here / "specs")
    hosts.names["docs.acme.example"] = [[DEAD]]
    done = pull("--write")
    assert done.returncode == 3
    assert "no page could be fetched, so nothing is known of them and nothing was written." in done.stdout
    assert "gone" not in done.stdout + done.stderr
    assert "correct its address" not in done.stdout + done.stderr
    assert disk.read_specs(here / "specs") == before


def test_pages_that_were_not_fetched_are_not_counted_as_read(hosts: Hosts, pull: Call) -> None:
    hosts[BALLOON_URL] = Answer(status=503)
    done = pull()
    assert done.returncode == 1
    assert "1 pages read; 1 things look wrong: nothing was written." in done.stdout


def test_a_certificate_must_be_the_hosts_own(tmp_path: Path, hosts: Hosts, call: Call) -> None:
    folder = project(tmp_path / "other")
    path = folder / "specs/acme/provider.yaml"
    path.write_text(path.read_text().replace("docs.acme.example", "wiki.acme.example"))
    hosts["https://wiki.acme.example/kite"] = KITE_PAGE
    done = call(folder, "pull", "acme/kite", "--json")
    assert "CF106" in held(done, 3)["acme/kite"]
    assert hosts.asked == []


SWOLLEN = gzip.compress(b"\0" * 50_000_000)
BAD = {
    "swells when decoded": (Answer(body=SWOLLEN, headers={"Content-Encoding": "gzip"}), "CF109"),
    "too large": (Answer(body=b"x" * (fetching.WIRE_LIMIT + 1)), "CF109"),
    "coding nobody asked for": (Answer(body=b"x", headers={"Content-Encoding": "br"}), "CF108"),
    "cut short": (Answer(body=b"# Kite", headers={"Content-Length": "999", "Connection": "close"}), "CF106"),
    "trickles": (Answer(body=NEW.encode(), pauses=0.05), "CF110"),
    "gone": (Answer(status=410), "CF107"),
    "asks to wait": (Answer(status=429, headers={"Retry-After": "3600"}), "CF107"),
    "wants a password": (Answer(status=401), "CF107"),
    "empty": (Answer(), "CR101"),
    "no text": (Answer(body=bytes(range(256)) * 8), "CR10"),
}


@pytest.mark.parametrize("what", BAD)
def test_an_answer_that_is_no_page(
    here: Path, hosts: Hosts, pull: Call, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before = disk.read_specs(here / "specs")
    monkeypatch.setattr(fetching, "SECONDS", 1.0)
    hosts[KITE_URL], code = BAD[what]
    done = pull("--write", "--json")
    assert code in held(done)["acme/kite"], done.stdout
    assert disk.read_specs(here / "specs") == before


ANOTHER = {
    "soft 404": "<!doctype html><html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Try the start page.</p></body></html>",
    "cookie wall": "<!doctype html><html><body><h1>Before you go on</h1><p>We use cookies. You must accept them to read this page.</p><button>Accept all</button></body></html>",
    "log-in": "<!doctype html><html><body><form><h1>Sign in</h1><input name=user><input name=password type=password></form></body></html>",
    "challenge": "<!doctype html><html><body><h1>Just a moment</h1><p>Checking your browser. JavaScript must be enabled.</p></body></html>",
    "error as JSON": '{"error": {"code": 404, "message": "no such page"}}',
    "start page": "# Acme\n\nWelcome. There are kites and balloons.\n\n- [Kites](/kite)\n- [Balloons](/balloon)\n",
    "half a page": KITE_PAGE[: KITE_PAGE.index("| `size`")],
    "in maintenance": "# Maintenance\n\nWe are back soon.\n",
}


@pytest.mark.parametrize("what", ANOTHER)
def test_a_page_that_turned_into_something_else_is_held(
    here: Path, hosts: Hosts, pull: Call, what: str
) -> None:
    before = disk.read_specs(here / "specs")
    hosts[KITE_URL] = ANOTHER[what]
    done = pull("--write", "--json")
    assert "acme/kite" in held(done), done.stdout
    assert disk.read_specs(here / "specs") == before
    hosts[KITE_URL] = KITE_PAGE  # it was never taken for the page: the copy here is the good one
    hosts.seen.clear()
    assert pull().returncode == 0
    assert "If-None-Match" in dict(hosts.seen)[KITE_URL]


def test_requests_to_one_host_are_a_second_apart(
    tmp_path: Path, hosts: Hosts, naps: list[float], call: Call
) -> None:
    folder = project(tmp_path / "many")
    path = folder / "specs/acme/provider.yaml"
    more = "".join(f'  p{n}: {{url: "https://docs.acme.example/p{n}"}}\n' for n in range(6))
    more += '  far: {url: "https://files.acme.example/far"}\n'
    path.write_text(path.read_text().replace("\ntransport:", f"{more}\ntransport:"))
    naps.clear()
    call(folder, "pull")
    assert len(hosts.asked) == 9
    assert len(naps) == 7  # the first of each host waits for nobody
    assert all(0.8 <= each <= 1 for each in naps)
