"""What can go wrong on the way, by seed: each fault is what the wire does, whatever the gateway did."""

from __future__ import annotations

from random import Random

from callsheet.runtime.exchange import Headers, Lost, Response

RETRY_AFTER = (
    "0", "1", "3.5", "120", "86400", "-5", "NaN", "1e9", "²", "", "soon", "9" * 30, "1800000000",
    "Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan",
)  # fmt: skip

HTML = b"<!doctype html><title>Sign in</title>"

NOT_SENT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError")
MAYBE_SENT = ("ReadTimeout", "WriteTimeout", "RemoteProtocolError", "ReadError", "WriteError")


def busy(random: Random) -> Response:
    """429 with one of the ways in which servers say when to come back."""
    fields = [("Date", "Tue, 15 Nov 1994 08:12:31 GMT")] if random.random() < 0.2 else []
    names = ["Retry-After", "retry-after", "Retry-After-Ms"]
    fields += [(random.choice(names), random.choice(RETRY_AFTER)) for _ in range(random.randrange(3))]
    return Response(status=429, headers=Headers(tuple(fields)), body=b'{"error": "slow down"}')


def broken(random: Random) -> Response:
    """A success whose body is not one."""
    bodies = (
        b"", b"{", HTML, b"null", b"[]", b"{}", b'{"id": null}', b'{"job": 5, "error": {}}', b"\xff\xfe", b"[" * 3000,
        b'{"status": ["x"], "job": {"status": 3, "metadata": []}}', b'"text"', b"NaN", b"1" * 5000,
    )  # fmt: skip
    return Response(status=200, body=random.choice(bodies))


def passing(random: Random) -> Response:
    """A fault of the server or of a proxy before it."""
    status = random.choice([500, 502, 503, 504, 520, 408, 425])
    body = random.choice([HTML, b'{"error": "try later"}', b"", b'{"error": {"message": "x"}}', b"upstream"])
    return Response(status=status, body=body)


def refusing(random: Random) -> Response:
    """A refusal after which there surely is no job."""
    status = random.choice([400, 401, 402, 403, 404, 422])
    bodies = (
        b'{"error": "no"}',
        b'{"error": {"message": "policy"}}',
        b'{"message": "bad", "statusCode": "400"}',
        b"",
        HTML,
    )
    return Response(status=status, body=random.choice(bodies))


def denying(random: Random) -> Response:
    """A key that ran out, an account without credit or rights: whatever becomes of the job."""
    return Response(status=random.choice([401, 402, 403]), body=b'{"error": "no"}')


def conflict(random: Random) -> Response:
    """The key's first request is still being handled, or had another body; without a key a proxy's word."""
    return Response(status=409, body=random.choice([b'{"error": "in progress"}', b"", HTML]))


def redirecting(random: Random) -> Response:
    place = random.choice(["https://evil.example/take", "http://169.254.169.254/", "/elsewhere", ""])
    return Response(status=random.choice([301, 302, 303, 307, 308]), headers=Headers((("Location", place),)))


def lost(random: Random) -> Lost:
    return Lost(sent="maybe", reason=random.choice(MAYBE_SENT))


def not_sent(random: Random) -> Lost:
    return Lost(sent="no", reason=random.choice(NOT_SENT))
