from __future__ import annotations

import base64
import hashlib
import hmac
import json

import pytest

from callsheet.runtime import ed25519
from callsheet.runtime.deliveries import Deliveries
from callsheet.runtime.errors import WebhookRejected
from callsheet.runtime.standard_webhook import sign_v1, verify_standard
from callsheet.runtime.webhook import verify

KEY = "afk_key"
BODY = json.dumps(
    {"event": "completed", "jobId": "j-1", "status": "COMPLETED", "result": {"videoUrl": "https://c/v"}}
).encode()


def signature(body=BODY, key=KEY):
    """By hand: HMAC-SHA256 over the body, keyed by the bytes of the key's SHA-256."""
    return "sha256=" + hmac.new(hashlib.sha256(key.encode()).digest(), body, "sha256").hexdigest()


def test_apiframe(transports):
    found = verify(transports["apiframe"], KEY, {"x-WEBHOOK-signature": signature()}, BODY)
    assert (found.id, found.means, found.urls) == ("j-1", "succeeded", ("https://c/v",))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, BODY),
        ({"X-Webhook-Signature": ""}, BODY),
        ({"X-Webhook-Signature": signature(key="another")}, BODY),
        ({"X-Webhook-Signature": signature()}, BODY + b" "),
        ({"X-Webhook-Signature": signature()}, json.dumps(json.loads(BODY), indent=1).encode()),
        ({"X-Webhook-Signature": signature().removeprefix("sha256=")}, BODY),
        ({"X-Webhook-Signature": signature().upper()}, BODY),
        ({"X-Webhook-Signature": signature(), "x-webhook-signature": signature()}, BODY),
        ({"X-Webhook-Signature": "sha256=é"}, BODY),
        ({"X-Webhook-Signature": "sha256=\udcff"}, BODY),
        ({"X-Webhook-Signature": signature(b"no json")}, b"no json"),
        ({"X-Webhook-Signature": signature(b"x" * (1 << 21))}, b"x" * (1 << 21)),
    ],
)
def test_what_is_not_authentic_is_rejected(transports, headers, body):
    with pytest.raises(WebhookRejected) as caught:
        verify(transports["apiframe"], KEY, headers, body)
    assert KEY not in str(caught.value)


def test_no_documented_signature_is_never_believed(transports):
    for provider in ("scenario", "oxen", "aimlapi", "gmicloud"):
        with pytest.raises(WebhookRejected, match="no signature"):
            verify(transports[provider], KEY, {"X-Webhook-Signature": signature()}, BODY)


SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SPEC = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
"""The example of the Standard Webhooks libraries, for the body ``{"test": 2432232314}``."""
SPEC_BODY = b'{"test": 2432232314}'


def test_the_example_of_the_standard():
    found = verify_standard([SECRET], SPEC, SPEC_BODY, now=1614265330.0)
    assert found.id == SPEC["webhook-id"]
    assert sign_v1(SECRET, SPEC["webhook-id"], 1614265330, SPEC_BODY) == SPEC["webhook-signature"]


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ({}, 1614265330.0 + 301),
        ({}, 1614265330.0 - 301),
        ({"webhook-timestamp": "1614265331"}, 1614265330.0),
        ({"webhook-timestamp": "²"}, 1614265330.0),
        ({"webhook-timestamp": ""}, 1614265330.0),
        ({"webhook-id": "with.dot"}, 1614265330.0),
        ({"webhook-id": ""}, 1614265330.0),
        ({"webhook-id": "\udcff"}, 1614265330.0),
        ({"webhook-signature": "v1,\udcff"}, 1614265330.0),
        ({"webhook-signature": "v1,AAAA"}, 1614265330.0),
        ({"webhook-signature": "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}, 1614265330.0),
        ({"webhook-signature": "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}, 1614265330.0),
        ({"webhook-signature": "!"}, 1614265330.0),
    ],
)
def test_standard_call_backs_that_are_rejected(change, now):
    with pytest.raises(WebhookRejected):
        verify_standard([SECRET], {**SPEC, **change}, SPEC_BODY, now=now)


def test_two_signatures_while_keys_change():
    old = "whsec_" + base64.b64encode(b"old secret").decode()
    headers = {**SPEC, "webhook-signature": f"v1,AAAA {SPEC['webhook-signature']}"}
    assert verify_standard([old, SECRET], headers, SPEC_BODY, now=1614265330.0)
    with pytest.raises(WebhookRejected):
        verify_standard([old], headers, SPEC_BODY, now=1614265330.0)


RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("public", "message", "signed"), RFC_8032)
def test_ed25519_by_the_vectors_of_the_rfc(public, message, signed):
    key, text, given = (bytes.fromhex(part) for part in (public, message, signed))
    assert ed25519.verify(key, text, given)
    assert not ed25519.verify(key, text + b"x", given)
    for index in range(0, 64, 7):
        changed = bytearray(given)
        changed[index] ^= 1
        assert not ed25519.verify(key, text, bytes(changed))
    # the same signature with its scalar moved by the group's order is another spelling, and refused
    moved = (int.from_bytes(given[32:], "little") + ed25519._L).to_bytes(32, "little")
    assert not ed25519.verify(key, text, given[:32] + moved)


def test_ed25519_of_nonsense():
    assert not ed25519.verify(b"", b"", b"")
    assert not ed25519.verify(b"\xff" * 32, b"", b"\xff" * 64)


def signed_by(seed: bytes, message: bytes) -> tuple[bytes, bytes]:
    """RFC 8032, 5.1.5 and 5.1.6: public key and signature. The runtime has no need to sign."""
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & ~7 & ~(1 << 255) | (1 << 254)
    public = encoded(ed25519._times(scalar, ed25519._BASE))
    once = int.from_bytes(hashlib.sha512(digest[32:] + message).digest(), "little") % ed25519._L
    nonce = encoded(ed25519._times(once, ed25519._BASE))
    challenge = int.from_bytes(hashlib.sha512(nonce + public + message).digest(), "little") % ed25519._L
    return public, nonce + ((once + challenge * scalar) % ed25519._L).to_bytes(32, "little")


def encoded(point) -> bytes:
    inverse = pow(point[2], ed25519._P - 2, ed25519._P)
    x, y = point[0] * inverse % ed25519._P, point[1] * inverse % ed25519._P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def test_v1a():
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert [part.hex() for part in signed_by(seed, b"")] == [RFC_8032[0][0], RFC_8032[0][2]]
    public, given = signed_by(seed, b"msg_1.1614265330." + BODY)
    key = "whpk_" + base64.b64encode(public).decode()
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": "1614265330",
        "webhook-signature": f"v1a,{base64.b64encode(given).decode()}",
    }
    assert verify_standard([key], headers, BODY, now=1614265330.0).body == BODY
    with pytest.raises(WebhookRejected):
        verify_standard([key], headers, BODY + b" ", now=1614265330.0)


def test_a_delivery_is_handled_once():
    deliveries = Deliveries(seconds=10)
    with deliveries.once("a", 0.0) as fresh:
        assert fresh
        with deliveries.once("a", 0.0) as again:
            assert not again
    with deliveries.once("a", 5.0) as again:
        assert not again
    with deliveries.once("a", 11.0) as later:
        assert later


def test_a_delivery_whose_handler_failed_is_handled_again():
    deliveries = Deliveries()
    with pytest.raises(ZeroDivisionError), deliveries.once("a", 0.0):
        _ = 1 / 0
    with deliveries.once("a", 0.0) as fresh:
        assert fresh


def test_deliveries_do_not_grow_without_end():
    deliveries = Deliveries(most=100)
    for n in range(1000):
        with deliveries.once(str(n), float(n)):
            pass
    assert len(deliveries._done) <= 101
