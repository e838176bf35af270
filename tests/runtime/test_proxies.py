"""Proxies, certificates and the names of failures are as httpx has them, though the connections are our own."""

from __future__ import annotations

import asyncio
import inspect
import socket
import threading

import httpcore
import httpx
import pytest
from httpx._transports.default import map_httpcore_exceptions
from httpx._utils import get_environment_proxies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime import errors
from callsheet.runtime.context import Limits
from callsheet.runtime.httpcore_terms import told_by_httpx
from callsheet.runtime.proxies import environment_proxies

NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(params=["blocking", "awaiting"])
def listed(request, transports):
    """``listed(url)``: the jobs at a gateway, in either shell."""

    def run(url, **options):
        async def go():
            limits = Limits(call=30.0, attempts=1)
            client = small_client(
                transports["gmicloud"],
                url,
                limits=limits,
                asynchronous=request.param == "awaiting",
                **options,
            )
            found = client.jobs()
            return await found if hasattr(found, "__await__") else found

        return asyncio.run(go())

    return run


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def jobs(_):
    return response(200, b'{"requests": []}')


HOSTS = st.sampled_from(
    ["", "*", "localhost", "LOCALHOST", "example.com", ".example.com", "10.0.0.1", "10.0.0.0/8", "::1", "fe80::/10",
     "http://example.com", "all://x", " spaced.example ", "a:80"]
)  # fmt: skip
PROXIES = st.sampled_from(["", "http://proxy:3128", "proxy:3128", "socks5://proxy", "https://u:p@proxy"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(proxies=st.tuples(PROXIES, PROXIES, PROXIES), spared=st.lists(HOSTS, max_size=4), upper=st.booleans())
def test_the_environment_says_to_us_what_it_says_to_httpx(monkeypatch, proxies, spared, upper):
    with monkeypatch.context() as patch:
        for name, value in zip(NAMES, [*proxies, ",".join(spared)], strict=True):
            patch.setenv(name.upper() if upper else name, value)
        assert environment_proxies() == get_environment_proxies()


def test_failures_are_called_as_httpx_calls_them():
    kinds = [k for _, k in inspect.getmembers(httpcore, inspect.isclass) if issubclass(k, Exception)]
    known = [k for k in kinds if k is not httpcore.ConnectionNotAvailable]
    assert len(known) == 14
    for kind in known:
        with pytest.raises(httpx.TransportError) as theirs, map_httpcore_exceptions():
            raise kind("words")
        with pytest.raises(httpx.TransportError) as ours, told_by_httpx():
            raise kind("words")
        assert type(ours.value) is type(theirs.value), kind
        assert str(ours.value) == "words"
        assert isinstance(ours.value.__cause__, kind)


def test_certificates_from_the_environment(listed, trusted, names):
    names.known["gateway.example"] = ["127.0.0.1"]
    with RawServer(jobs, trusted) as server:
        assert listed(f"https://gateway.example:{server.port}") == []


def test_a_certificate_for_another_name(listed, trusted, names):
    names.known["other.example"] = ["127.0.0.1"]
    with RawServer(jobs, trusted) as server, pytest.raises(errors.NoAnswer, match="ConnectError"):
        listed(f"https://other.example:{server.port}")
    assert server.asked == []


def test_a_certificate_that_nobody_trusts(listed, trusted, names, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    names.known["gateway.example"] = ["127.0.0.1"]
    with RawServer(jobs, trusted) as server, pytest.raises(errors.NoAnswer, match="ConnectError"):
        listed(f"https://gateway.example:{server.port}")


class Tunnel:
    """A proxy that connects to where ``to`` says, whatever name it is asked for."""

    def __init__(self, to, says=b"HTTP/1.1 200 OK\r\n\r\n"):
        self.to, self.says, self.heads = to, says, []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.url = f"http://user:s3cret@127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.heads.append(connection.recv(65536).decode())
            connection.sendall(self.says)
            if b" 200 " in self.says:
                other = socket.create_connection(("127.0.0.1", self.to))
                for one, two in ((connection, other), (other, connection)):
                    threading.Thread(target=_pipe, args=(one, two), daemon=True).start()
            else:
                connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listening.close()


def _pipe(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


@pytest.mark.parametrize("how", ["argument", "HTTPS_PROXY", "all_proxy"])
def test_through_a_tunnel(listed, trusted, names, monkeypatch, how):
    """The proxy looks the name up: here nobody knows it."""
    with RawServer(jobs, trusted) as server, Tunnel(server.port) as proxy:
        if how == "argument":
            assert listed("https://gateway.example", proxy=proxy.url) == []
        else:
            monkeypatch.setenv(how, proxy.url)
            assert listed("https://gateway.example") == []
    (head,) = proxy.heads
    assert head.startswith("CONNECT gateway.example:443 HTTP/1.1\r\n")
    assert "proxy-authorization: basic " in head.lower()
    assert "key-s3cret" not in head
    assert "gateway.example" not in names.asked


def test_an_argument_comes_before_the_environment(listed, trusted, monkeypatch):
    with RawServer(jobs, trusted) as server, Tunnel(server.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "gateway.example")
        assert listed("https://gateway.example", proxy=proxy.url) == []
    assert len(proxy.heads) == 1


def test_who_is_spared_the_proxy(listed, trusted, names, monkeypatch):
    names.known["gateway.example"] = ["127.0.0.1"]
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "elsewhere.example,.example")
    with RawServer(jobs, trusted) as server:
        assert listed(f"https://gateway.example:{server.port}") == []


def test_a_proxy_for_plain_http_forwards(listed, monkeypatch):
    with RawServer(jobs) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert listed("http://127.0.0.1:9/api") == []
    (asked,) = proxy.asked
    assert asked.path.startswith("http://127.0.0.1:9/api/requests")


def test_a_proxy_that_refuses_has_delivered_nothing(transports):
    with Tunnel(0, b"HTTP/1.1 407 Who are you\r\n\r\n") as proxy:
        client = small_client(
            transports["gmicloud"], "https://gateway.example", proxy=proxy.url, limits=Limits(attempts=1)
        )
        with pytest.raises(errors.NotDelivered, match="ProxyError") as caught:
            client.make(prompt="x").submit()
    assert "s3cret" not in str(caught.value)


def test_a_result_behind_a_proxy_is_the_proxys_to_look_up(transports, trusted, names, tmp_path):
    film = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8
    film += b"\0\0\0\x14mdat" + b"x" * 12

    def answer(asked):
        done = (
            b'{"request_id": "r", "status": "success", "outcome": {"video_url": "https://files.example/f"}}'
        )
        return response(200, film if asked.path == "/f" else done)

    with RawServer(answer, trusted) as server, Tunnel(server.port) as proxy:
        client = small_client(transports["gmicloud"], "https://gateway.example", proxy=proxy.url)
        assert client.resume("r").wait().save(tmp_path / "film.mp4").read_bytes() == film
        with pytest.raises(errors.Misconfigured, match="either proxy or http"):
            small_client(
                transports["gmicloud"], "https://gateway.example", proxy=proxy.url, http=httpx.Client()
            )
    assert "files.example" not in names.asked


def test_a_socks_proxy_wants_its_package(listed):
    with pytest.raises(errors.Misconfigured, match=r"httpx\[socks\]"):
        listed("https://gateway.example", proxy="socks5://127.0.0.1:9")


@pytest.mark.parametrize("address", ["ftp://proxy:1", "http://[::1", "://"])
def test_a_proxy_of_no_address_is_told_without_its_password(listed, monkeypatch, address):
    secret = address.replace("://", "://me:pa55word@", 1)
    with pytest.raises(errors.Misconfigured, match="the proxy that was passed has no address like") as passed:
        listed("https://gateway.example", proxy=secret)
    monkeypatch.setenv("https_proxy", secret)
    with pytest.raises(
        errors.Misconfigured, match="the proxy of the environment has no address like"
    ) as found:
        listed("https://gateway.example")
    assert "pa55word" not in f"{passed.value}{found.value}"
