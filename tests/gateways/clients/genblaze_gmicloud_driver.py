"""Backblaze's connector for GMI Cloud from PyPI against a base URL: ``python … BASE_URL``.

It takes results over https only, so the emulator serves https for it; ``SSL_CERT_FILE`` names the certificate.
"""

import sys
import time

from genblaze_core.exceptions import ProviderError
from genblaze_core.models.enums import Modality
from genblaze_core.models.step import Step
from genblaze_gmicloud import GMICloudVideoProvider


def provider(key: str) -> GMICloudVideoProvider:
    return GMICloudVideoProvider(api_key=key, base_url=sys.argv[1], poll_interval=0.05)


def step(**params) -> Step:
    return Step(
        provider="gmicloud", model="luma-ray-3-2-generate", prompt="x", modality=Modality.VIDEO, params=params
    )


def refusal(call) -> str:
    try:
        call()
    except ProviderError as problem:
        return str(problem)
    raise AssertionError("ProviderError was expected")


gmi = provider("key")
gmi.preflight_auth()
print("ok sign-in check by listing")
asked = step(resolution="540p", aspect_ratio="1:1")
name = gmi.submit(asked).prediction_id
deadline = time.monotonic() + 20
while not gmi.poll(name):
    assert time.monotonic() < deadline
    time.sleep(0.05)
done = gmi.fetch_output(name, asked)
assert done.assets[0].url.startswith("https://")
print("ok submit, poll, result")
assert "Backend error (400)" in refusal(lambda: gmi.submit(step(hdr=True, resolution="540p")))
assert "Insufficient credits" in refusal(lambda: provider("k-broke").submit(step()))
assert "401" in refusal(lambda: provider("k-unknown").preflight_auth())
print("ok errors: a 500 that wraps a 400, no credit, 401")
assert "expected int" in refusal(lambda: gmi.submit(step(duration="5s")))
print(
    "note: it cannot send this model's duration; for models that it does not know, it takes whole seconds only"
)
