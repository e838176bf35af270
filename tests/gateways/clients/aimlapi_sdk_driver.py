"""AI/ML API's own SDK from PyPI against an origin: ``python … ORIGIN``. It drops any path of its base URL."""

import asyncio
import sys

import openai
from aimlapi import AIMLAPI, AsyncAIMLAPI

QUICK = {"poll_interval": 0.05, "poll_timeout": 20}


def client(key: str = "key") -> AIMLAPI:
    return AIMLAPI(api_key=key, base_url=f"{sys.argv[1]}/v1", max_retries=0)


def raises(kind, call) -> None:
    try:
        call()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was expected")


seen = []
done = client().videos.generate_with_polling(
    model="luma/ray-2",
    prompt="x",
    duration=5,
    status_callback=lambda told: seen.append(told["status"]),
    **QUICK,
)
assert done["status"] == "completed"
assert set(seen) <= {"queued", "generating", "completed"}
print("ok submit, poll, result; the id with its colon and slash survives the query")
film = client().videos.generate_with_polling(
    model="luma/ray-2", prompt="x", duration=9, return_bytes=True, **QUICK
)
assert film[4:8] == b"ftyp"
print("ok download")
raises(
    openai.BadRequestError,
    lambda: client().videos.generate_with_polling(model="luma/ray-2", prompt="x", duration=7),
)
raises(
    openai.AuthenticationError,
    lambda: client("k-unknown").videos.generate_with_polling(model="luma/ray-2", prompt="x"),
)
raises(
    openai.PermissionDeniedError,
    lambda: client("k-broke").videos.generate_with_polling(model="luma/ray-2", prompt="x"),
)
print("ok typed errors: 400, 401, 403 without credit")
failed = client().videos.generate_with_polling(
    model="luma/ray-2", prompt="x", extra_headers={"X-Callsheet-Fault": "job-fails"}, **QUICK
)
assert failed["status"] == "error"
print("ok a failed job comes back as a value, without an exception: the client's way")


async def main() -> None:
    there = AsyncAIMLAPI(api_key="key", base_url=f"{sys.argv[1]}/v1")
    told = await there.videos.generate_with_polling(model="luma/ray-flash-2", prompt="x", **QUICK)
    assert told["status"] == "completed"


asyncio.run(main())
print("ok async")
