"""Scenario's own SDK from PyPI, strict about every answer, against a base URL: ``python … BASE_URL``."""

import base64
import sys
import time

import httpx
from scenario_sdk import AuthenticationError, BadRequestError, Scenario

RAY = "model_luma-ray-3-2"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


def client(secret: str) -> Scenario:
    return Scenario(api_key="key", api_secret=secret, base_url=sys.argv[1], _strict_response_validation=True)


def raises(kind, call) -> None:
    try:
        call()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was expected")


scenario = client("secret")
made = scenario.generate.run_model(model_id=RAY, body={"prompt": "x", "resolution": "540p"})
assert made.job.status == "pending"
deadline = time.monotonic() + 20
while (job := scenario.jobs.retrieve(job_id=made.job.job_id).job).status not in (
    "success",
    "failure",
    "canceled",
):
    assert time.monotonic() < deadline
    time.sleep(0.02)
assert job.status == "success"
asset = scenario.assets.retrieve(asset_id=job.metadata.asset_ids[0]).asset
assert httpx.get(asset.url).content[4:8] == b"ftyp"
print("ok submit, poll, asset, download")
listed = [each.job_id for each in scenario.jobs.list(page_size=1)]
assert listed[0] == job.job_id
print("ok list, all pages")
assert {each.name for each in scenario.models.retrieve(model_id=RAY).model.inputs} >= {"prompt", "startFrame"}
print("ok model inputs")
dry = scenario.generate.with_raw_response.run_model(model_id=RAY, body={"prompt": "x"}, dry_run="true")
assert dry.status_code == 269
print("ok dry run 269")
raises(
    BadRequestError, lambda: scenario.generate.run_model(model_id=RAY, body={"prompt": "x", "duration": "7s"})
)
raises(BadRequestError, lambda: scenario.jobs.trigger_action(job_id=job.job_id, action="cancel"))
raises(AuthenticationError, lambda: client("secret-unknown").jobs.retrieve(job_id="x"))
print("ok typed errors: 400 of a rule, 400 of cancel, 401")
image = scenario.assets.upload(name="a.png", image=base64.b64encode(PNG).decode()).asset
assert image.kind == "image"
upload = scenario.uploads.create(
    kind="video", file_name="a.mp4", content_type="video/mp4", file_size=12, parts=2
).upload
for part in upload.parts or []:
    assert httpx.put(part.url, content=b"sixsix").status_code == 200
assert scenario.uploads.trigger_action(upload_id=upload.id, action="complete").upload.status == "imported"
print("ok uploads: inline, in parts")
