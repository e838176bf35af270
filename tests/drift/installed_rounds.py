"""Run inside a network of its own, where the one public address is this machine: pulls as a user does, and prints what came of it.

unshare --net --mount python installed_rounds.py FOLDER
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import certifi
from doc_server import PUBLIC, Answer, Hosts, serving
from small import KITE, KITE_PAGE, project, swapped

NAME = "docs.acme.example"
NEW = swapped(KITE_PAGE, ("1-300 characters", "1-200 characters"))


def main(folder: Path) -> None:
    hosts, trusted = folder / "hosts", folder / "authority.pem"
    hosts.write_text(f"127.0.0.1 localhost\n{PUBLIC} {NAME}\n10.0.0.8 private.acme.example\n")
    run("ip", "link", "set", "lo", "up")
    run("ip", "address", "add", f"{PUBLIC}/32", "dev", "lo")
    run("mount", "--bind", str(hosts), "/etc/hosts")
    with serving(NAME, at=(PUBLIC, 443), trusted=trusted) as server:
        print(json.dumps(rounds(folder, trusted, server)))


def rounds(folder: Path, trusted: Path, server: Hosts) -> list[dict[str, object]]:
    here = project(folder / "here")
    (here / "specs/acme/kite.yaml").write_text(swapped(KITE, ("per: video", "per: request")))
    server[f"https://{NAME}/kite"] = KITE_PAGE
    seen = [pulled("nobody vouches for the server", here, server, "acme/kite")]
    run("mount", "--bind", str(trusted), certifi.where())
    seen.append(pulled("places are noted", here, server, "acme/kite", "--write"))
    seen.append(pulled("nothing new", here, server, "acme/kite"))
    server[f"https://{NAME}/kite"] = NEW
    seen.append(pulled("a limit moved", here, server, "acme/kite"))
    seen.append(pulled("and is written", here, server, "acme/kite", "--write"))
    seen.append(pulled("one page is gone", here, server))
    server[f"https://{NAME}/kite"] = Answer(status=302, headers={"Location": "https://private.acme.example/"})
    seen.append(pulled("sent to another host", here, server, "acme/kite"))
    path = here / "specs/acme/provider.yaml"
    path.write_text(path.read_text().replace(f"https://{NAME}/kite", "https://private.acme.example/kite"))
    seen.append(pulled("a private address", here, server, "acme/kite"))
    return seen


def pulled(what: str, here: Path, server: Hosts, *words: str) -> dict[str, object]:
    server.seen.clear()
    program = Path(sys.executable).with_name("callsheet")
    done = subprocess.run(
        [str(program), "pull", "--on", "2026-07-16", *words],
        cwd=here,
        env={**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9", "SSL_CERT_FILE": "/none"},
        capture_output=True,
        text=True,
        check=False,
    )
    asked = [[url, headers.get("If-None-Match", "")] for url, headers in server.seen]
    return {"what": what, "code": done.returncode, "out": done.stdout, "err": done.stderr, "asked": asked}


def run(*words: str) -> None:
    subprocess.run(words, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
