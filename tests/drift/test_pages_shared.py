"""Real pages of two dates: the change that is known is told, and where only layout or wording changed, nothing is.

The pages are other people's work and not part of this repository; without them there is nothing to compare.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from callsheet import drift, pipeline
from callsheet.cli.pages import open_page
from callsheet.layers.change import Change

PAGES = Path(__file__).parents[2] / "../shared/pages"
pytestmark = pytest.mark.skipif(
    not (PAGES / "drift").is_dir(), reason="the stored pages are not in ../shared/pages"
)

NOOP = {
    "comfy__built-in-nodes-LumaRay32ImageToVideoNode_2026-08-12",
    "comfy__built-in-nodes-LumaRay32TextToVideoNode_2026-08-03",
    "eachlabs__audio-music-elevenlabs-tts_2026-03-05",
}

STATED: dict[str, list[tuple[str, str]]] = {
    "aimlapi__Google-gemini-3-pro-image-preview-edit_2026-07-21": [
        ("CP116", 'aspect_ratio: no longer takes "21:9", "3:2", "2:3", "5:4", "4:5"'),
        ("CP115", 'now, was "1:1"'),
        ("CP114", "image_urls: is optional now"),
        ("CP117", "image_urls: greatest item count is 5 now"),
        ("CP116", "model: no longer takes"),
    ],
    "comfy__built-in-nodes-ByteDanceSeedAudio_2026-07-26": [
        ("CP110", "model is new"),
        ("CP150", "not understood"),
    ],
    "comfy__built-in-nodes-LumaImageToVideoNode_2026-05-31": [
        ("CP116", "resolution: values are listed now"),
        ("CP120", "ignored resolution: model=ray-1-6"),
        ("CP120", "ignored duration: model=ray-1-6"),
    ],
    "comfy__built-in-nodes-LumaRay32KeyframesToVideoNode_2026-08-12": [("CP150", "not understood")],
    "comfy__built-in-nodes-LumaVideoNode_2026-05-31": [
        ("CP116", "aspect_ratio: values are listed now"),
        ("CP120", "ignored resolution: model=ray_1_6"),
    ],
    "eachlabs__video-capabilities_2026-07-27": [("CP161", "X-API-Key"), ("CP160", "Authorization: Bearer")],
    "eachlabs__video-capabilities_2026-08-13": [("CP151", "not understood is gone")],
    "magichour__ai_image_editor-README_2026-03-24": [
        ("CP110", "resolution is new"),
        ("CP120", "account: resolution"),
    ],
    "magichour__ai_image_editor-README_2026-04-12": [
        ("CP116", 'resolution: takes "640px", "1k" too'),
        ("CP115", "resolution: default is nothing now"),
        ("CP160", "from 10 credits/image"),
    ],
    "modelslab__video-api-openapi_2025-09-16": [("CP115", "default is 25 now, was 20")],
    "modelslab__voice-cloning-openapi_2026-03-25": [("CP114", "init_audio: is required now")],
    "oxen__models-kling-video-v3-pro-motion-control_2026-07-27": [
        ("CP118", "input_video: limits on the media"),
        ("CP150", "not understood"),
    ],
    "oxen__models-luma-ray-v3-2-reframe_2026-07-01": [("CP115", "prompt: default is nothing now")],
    "oxen__models-luma-ray-v3-2-text-to-video_2026-07-01": [("CP115", "prompt: default is nothing now")],
    "oxen__models-luma-ray-v3-2-video-to-video_2026-07-01": [("CP115", "prompt: default is nothing now")],
    "runpod__models-flux-dev_2026-02-10": [("CP132", "0.02 USD per megapixel now, was 0.02 USD per image")],
    "runpod__public-endpoints-overview_2026-06-16": [("CP165", "Whisper V3"), ("CP164", "Chatterbox Turbo")],
    "scenario-skills__scenario-consistency-SKILL_2026-08-14": [("CP151", "is gone"), ("CP150", "is new")],
    "scenario__luma-labs_2026-06-15": [
        ("CP101", "model_luma-ray-3-2 is new"),
        ("CP101", "model_luma-ray-3-2-edit is new"),
        ("CP101", "model_luma-ray-3-2-reframe is new"),
    ],
    "ucloud-modelverse__audio_api-minimax-speech_2026-02-12": [
        ("CP116", "model: takes"),
        ("CP122", "speech-2.8-turbo"),
    ],
    "ucloud-modelverse__image_api-black-forest-labs-flux-kontext-pro_2025-12-29": [
        ("CP117", "guidance_scale: greatest value is 20 now, was 10")
    ],
    "venice__media-image-editing_2026-07-16": [
        ("CP110", "enhance_prompt is new"),
        ("CP160", "$0.04 per applied"),
    ],
}
"""What must be told of each pair: a code, and words of its message."""

TOLD = {
    "comfy__built-in-nodes-ByteDanceSeedAudio_2026-07-26": 3,
    "comfy__built-in-nodes-LumaRay32KeyframesToVideoNode_2026-08-12": 1,
    "modelslab__video-api-openapi_2025-09-16": 1,
    "modelslab__voice-cloning-openapi_2026-03-25": 1,
    "eachlabs__video-capabilities_2026-07-27": 2,
    "eachlabs__video-capabilities_2026-08-13": 1,
    "oxen__models-luma-ray-v3-2-reframe_2026-07-01": 1,
    "oxen__models-luma-ray-v3-2-text-to-video_2026-07-01": 1,
    "oxen__models-luma-ray-v3-2-video-to-video_2026-07-01": 1,
    "ucloud-modelverse__image_api-black-forest-labs-flux-kontext-pro_2025-12-29": 1,
}
"""How much is told of pairs in which one thing changed."""


@cache
def changes(pair: str, old: str = "old", new: str = "new") -> tuple[Change, ...]:
    folder = PAGES / "drift" / pair
    before, now = (open_page(str(next(folder.glob(f"{side}.*")))) for side in (old, new))
    return pipeline.page_changes(before, now)


def pairs() -> list[str]:
    return sorted(path.name for path in (PAGES / "drift").glob("*/"))


def test_every_pair_is_listed() -> None:
    assert set(pairs()) == NOOP | STATED.keys()


@pytest.mark.parametrize("pair", sorted(NOOP))
def test_layout_and_wording_give_nothing(pair: str) -> None:
    assert changes(pair) == ()


@pytest.mark.parametrize("pair", sorted(STATED))
def test_what_changed_is_told(pair: str) -> None:
    found = [(each.code, each.message) for each in changes(pair)]
    missed = [
        want for want in STATED[pair] if not any(want[0] == code and want[1] in text for code, text in found)
    ]
    assert missed == [], found


@pytest.mark.parametrize("pair", sorted(TOLD))
def test_and_nothing_else_is(pair: str) -> None:
    assert len(changes(pair)) == TOLD[pair], changes(pair)


@pytest.mark.parametrize("pair", sorted(NOOP | STATED.keys()))
def test_a_page_beside_itself_gives_nothing(pair: str) -> None:
    assert changes(pair, "new", "new") == ()


def test_no_sentence_of_a_page_is_in_what_is_written() -> None:
    for pair in STATED:
        found = changes(pair)
        written = drift.markdown(found) + json.dumps(
            [drift.as_json(each) for each in found], ensure_ascii=False
        )
        assert [each.text for each in found if each.text and each.text in written] == []


def test_defaults_appear_that_a_rendered_page_had_lost() -> None:
    before = open_page(str(PAGES / "seeds/aimlapi-luma-ray-2.txt"))
    now = open_page(str(PAGES / "dev/aimlapi__schema-ray-2.openapi.json"))
    found = {
        (each.path, each.new): each.effect
        for each in pipeline.page_changes(before, now)
        if each.code == "CP115"
    }
    assert found[("parameters/resolution/default", "1080p")] == "additive"
    assert found[("parameters/aspect_ratio/default", "16:9")] == "additive"
    assert ("parameters/duration/default", "5") in found or ("parameters/duration/default", 5) in found
