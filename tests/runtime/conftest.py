"""Makes the helpers of this folder importable, and gives the five transports as clients have them."""

import asyncio
import socket
import ssl
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "simulation"))

from raw_server import RawServer
from small_client import small_client
from transports import transports as _transports


@pytest.fixture(scope="session")
def authority():
    """Issues certificates that nobody trusts who was not told to."""
    return trustme.CA()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    """A server's TLS for ``gateway.example`` and ``files.example``, trusted by way of the environment."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("gateway.example", "files.example").configure_cert(context)
    return context


@pytest.fixture
def names(monkeypatch):
    """A resolver: names and their addresses, each list as it stands when it is asked. Literals stand for themselves."""
    known: dict[str, list[str]] = {}
    asked: list[str] = []

    def getaddrinfo(host, port, *_, **__):
        text = host.decode() if isinstance(host, bytes) else host
        asked.append(text)
        # as the real one does: labels that are empty or too long are no names
        text.encode("idna")
        if text not in known and not text[0].isdigit() and ":" not in text:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return [
            (socket.AF_INET6 if ":" in each else socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port))
            for each in known.get(text, [text])
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return SimpleNamespace(known=known, asked=asked)


@pytest.fixture(scope="session")
def transports():
    return _transports()


@pytest.fixture(params=["aimlapi", "apiframe", "gmicloud", "oxen", "scenario"])
def transport(request, transports):
    return transports[request.param]


@pytest.fixture(params=["blocking", "awaiting"])
def act(request, transports):
    """``act(provider, answer, lambda client: client.upload(…))``: the result, and what the server was asked."""

    def run(provider, answer, deed, **options):
        with RawServer(answer) as server:
            if callable(getattr(answer, "at", None)):
                answer.at(server.url)
            asynchronous = request.param == "awaiting"

            async def go():
                client = small_client(transports[provider], server.url, asynchronous=asynchronous, **options)
                found = deed(client)
                return await found if hasattr(found, "__await__") else found

            try:
                return asyncio.run(go()), server.asked
            except BaseException as error:
                error.asked = server.asked
                raise

    return run


@pytest.fixture
def no_waiting(monkeypatch):
    """Polls and retries follow at once."""

    async def now(_):
        pass

    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("asyncio.sleep", now)
