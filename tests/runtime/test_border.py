"""Where connections go: an address that an answer names is judged by what it stands for, and is then the one dialled."""

from __future__ import annotations

import asyncio
import json

import httpcore
import httpx
import pytest
from raw_server import RawServer, response
from small_client import small_client

from callsheet.runtime import errors
from callsheet.runtime.async_transport import AsyncNetwork
from callsheet.runtime.border import NotFollowedError
from callsheet.runtime.context import Limits
from callsheet.runtime.httpcore_terms import border_of
from callsheet.runtime.sync_transport import Network

FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8 + b"\0\0\0\x14mdat" + b"x" * 12

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
    "168.63.129.16", "192.0.0.192", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%lo",
    "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1",
    "2001:0:5ef5:79fb:0:59d:f5ff:fffe",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    async def now(_):
        pass

    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("asyncio.sleep", now)


@pytest.fixture(params=["blocking", "awaiting"])
def shell(request):
    return request.param


@pytest.fixture
def saved(transports, trusted, names, shell, tmp_path):
    """Save what a gateway says is at an address; the gateway itself has a name that stands for loopback."""
    names.known["gateway.example"] = ["127.0.0.1"]

    def save(url, base="https://gateway.example:{port}", certificate=trusted, **options):
        def answer(asked):
            if asked.path == "/moved":
                return response(302, b"", ("Location", "https://inner.example/film.mp4"))
            place = url.replace("{port}", str(server.port))
            body = {"request_id": "r", "status": "success", "outcome": {"video_url": place}}
            return response(200, json.dumps(body).encode())

        with RawServer(answer, certificate) as server:
            limits = Limits(attempts=2, call=30.0)

            async def go():
                place = base.format(port=server.port)
                client = small_client(
                    transports["gmicloud"], place, limits=limits, asynchronous=shell == "awaiting", **options
                )
                result = await settled(client.resume("r").wait())
                return await settled(result.save(tmp_path / "film.mp4"))

            return asyncio.run(go())

    return save


async def settled(value):
    return await value if hasattr(value, "__await__") else value


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_stands_for_a_private_address(saved, names, address):
    names.known["files.example"] = [address]
    with RawServer(lambda a: response(200, FILM)) as victim:
        with pytest.raises(errors.UnsafeAddress, match="private network") as caught:
            saved(f"https://files.example:{victim.port}/film.mp4?sig=s3cret")
        assert victim.asked == []
    assert caught.value.facts.job_id == "r"
    assert "s3cret" not in str(caught.value)
    assert names.asked.count("files.example") == 1, "refused once, not tried again"


def test_a_redirect_to_such_a_name(saved, names):
    """From the gateway itself, which may be anywhere."""
    names.known["inner.example"] = ["10.0.0.1"]
    with pytest.raises(errors.UnsafeAddress, match=r"inner\.example"):
        saved("https://gateway.example:{port}/moved")


def test_a_part_of_an_upload_to_such_a_name(transports, names, shell):
    names.known["inner.example"] = ["10.0.0.1"]

    def answer(_):
        opened = {
            "upload": {
                "id": "up-1",
                "parts": [{"number": n, "url": "https://inner.example/p"} for n in (1, 2)],
            }
        }
        return response(200, json.dumps(opened).encode())

    async def go(url):
        client = small_client(transports["scenario"], url, asynchronous=shell == "awaiting")
        await settled(client.upload(b"\0\0\0\x18ftypisom" + b"x" * 6_000_000, name="film.mp4"))

    with RawServer(answer) as server, pytest.raises(errors.UnsafeAddress):
        asyncio.run(go(server.url))


def test_an_emulator_on_loopback_may_name_itself(saved, names):
    names.known["localhost"] = ["127.0.0.1"]
    with RawServer(lambda a: response(200, FILM)) as files:
        path = saved(
            f"http://localhost:{files.port}/film.mp4", base="http://127.0.0.1:{port}", certificate=None
        )
    assert path.read_bytes() == FILM


def test_an_emulator_may_not_name_the_network(saved, names):
    names.known["files.example"] = ["10.0.0.1"]
    with pytest.raises(errors.UnsafeAddress):
        saved("http://files.example/film.mp4", base="http://127.0.0.1:{port}", certificate=None)


def test_a_gateway_in_a_private_network_does_not_open_loopback(saved, names):
    """Only a gateway on loopback is an emulator."""
    names.known["gateway.example"] = ["127.0.0.1"]
    names.known["localhost"] = ["127.0.0.1"]
    with pytest.raises(errors.UnsafeAddress):
        saved("https://localhost/film.mp4")


@pytest.mark.parametrize("url", ["https://files.example:99999/x", "https://xn--/x", "https://a..b/x",
                                 "https://" + "a" * 70 + ".example/x", "https://\u2488.example/x", "https://\xad/x"])  # fmt: skip
def test_addresses_that_are_none(saved, url):
    with pytest.raises(errors.UnsafeAddress, match="malformed"):
        saved(url)


def test_a_name_that_nobody_knows_is_tried_again(saved, names):
    with pytest.raises(errors.DownloadIncomplete, match="ConnectError"):
        saved("https://nowhere.example/film.mp4")
    assert names.asked.count("nowhere.example") > 1


def bordered(base, *proxies):
    return border_of(base, {str(n): httpx.Proxy(url) for n, url in enumerate(proxies)})


def test_the_gateways_name_in_another_script():
    border = bordered("https://Bücher.example:8443/api")
    assert border.own == {("xn--bcher-kva.example", 8443)}
    assert not border.loopback
    assert bordered("http://[::1]:80").loopback


class Dialled:
    """In the place of httpcore's own backend: notes what is dialled; ``dead`` addresses do not answer."""

    def __init__(self, *dead):
        self.dead, self.tried = dead, []

    def connect_tcp(self, host, _, timeout, *__):
        self.tried.append((host, timeout))
        if host in self.dead:
            raise httpcore.ConnectTimeout
        return "a connection"


class Awaited(Dialled):
    async def connect_tcp(self, *args):
        return super().connect_tcp(*args)


def dial(shell, host, dialled=(), base="https://gateway.example", timeout=12.0):
    """The addresses that are tried for a host."""
    border = bordered(base, "http://proxy.example:8080")
    if shell == "blocking":
        network = Network(border)
        network._inner = Dialled(*dialled)
        network.connect_tcp(host, 443, timeout)
    else:
        network = AsyncNetwork(border)
        network._inner = Awaited(*dialled)
        asyncio.run(network.connect_tcp(host, 443, timeout))
    return network._inner.tried


def test_what_was_judged_is_what_is_dialled(shell, names):
    """A resolver that gives a private address the second time is not asked a second time."""
    names.known["files.example"] = ["93.184.216.34"]
    tried = dial(shell, "files.example")
    assert [host for host, _ in tried] == ["93.184.216.34"]
    assert names.asked == ["files.example"]


def test_of_several_addresses_the_public_ones(shell, names):
    names.known["files.example"] = ["10.0.0.1", *PUBLIC, "127.0.0.1"]
    assert [host for host, _ in dial(shell, "files.example", PUBLIC[:-1])] == PUBLIC


def test_a_dead_address_leaves_time_for_the_next(shell, names):
    names.known["files.example"] = PUBLIC[:2]
    (_, first), (_, second) = dial(shell, "files.example", PUBLIC[:1])
    assert first <= 6.0
    assert second > first


def test_literals_are_judged_where_they_are_dialled_too(shell):
    for address in PRIVATE:
        with pytest.raises(NotFollowedError):
            dial(shell, address)
    for address in PUBLIC:
        assert len(dial(shell, address)) == 1


def test_the_gateway_and_the_proxies_may_be_anywhere():
    border = bordered("https://Gateway.example/api", "http://10.0.0.9:3128", "socks5://127.0.0.1")
    assert border.admitted("gateway.example", 443, ["10.0.0.1", "10.0.0.1"]) == ["10.0.0.1"]
    assert border.admitted("10.0.0.9", 3128, ["10.0.0.9"]) == ["10.0.0.9"]
    assert border.admitted("127.0.0.1", 1080, ["127.0.0.1"]) == ["127.0.0.1"]
    for host, port in (("gateway.example", 444), ("10.0.0.9", 443), ("127.0.0.1", 80)):
        with pytest.raises(NotFollowedError):
            border.admitted(host, port, ["10.0.0.1"])
