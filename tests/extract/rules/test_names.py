"""A phrase names one parameter, or the parameters of one stem, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from callsheet.extract.rules import Claims, Vocabulary
from callsheet.extract.rules.names import Names, words_of
from callsheet.layers.facts import ParameterFact

Fact = Callable[..., ParameterFact]
Read = Callable[..., Claims]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("startFrame_urls", ("start", "frame", "url")),
        ("HDRMode", ("hdr", "mode")),
        ("aspect ratio", ("aspect", "ratio")),
        ("视频 list", ("视频", "list")),
    ],
)
def test_words_of_a_name(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_ids_titles_and_spoken_names(fact: Fact) -> None:
    names = Names(
        Vocabulary(parameters=(fact("startFrame", "file", title="Guide Frame"), fact("aspect_ratio")))
    )
    assert names.named("startFrame", code=True) == ("startFrame",)
    assert names.named("start frame") == ("startFrame",)
    assert names.named("Guide Frame") == ("startFrame",)
    assert names.named("Aspect Ratio") == ("aspect_ratio",)
    assert names.named("end frame") == ()


def test_a_stem_names_all_that_carry_it_where_the_id_is_absent(fact: Fact) -> None:
    both = (fact("end_frame_url"), fact("end_frame_generation_id"))
    assert Names(Vocabulary(parameters=both)).named("end_frame", code=True) == (
        "end_frame_url",
        "end_frame_generation_id",
    )
    exact = Vocabulary(parameters=(*both, fact("end_frame", "file")))
    assert Names(exact).named("end_frame", code=True) == ("end_frame",)
    other = Vocabulary(parameters=(*both, fact("end_frame_strength", "number")))
    assert "end_frame_strength" not in Names(other).named("end_frame", code=True)


def test_numbered_names_share_a_stem(fact: Fact) -> None:
    names = Names(
        Vocabulary(parameters=(fact("reference_audio_1", "file"), fact("reference_audio_2", "file")))
    )
    assert names.named("reference audio") == ("reference_audio_1", "reference_audio_2")


def test_a_nested_name_is_the_sibling_of_the_row_or_nothing(fact: Fact) -> None:
    names = Names(Vocabulary(parameters=(fact("a.type"), fact("b.type"), fact("a.url"))))
    assert names.named("type", subject="a.url") == ("a.type",)
    assert names.named("type") == ()
    assert names.named("b.type", code=True) == ("b.type",)


def test_a_member_of_items_is_spoken_of_among_the_items_alone(fact: Fact) -> None:
    names = Names(
        Vocabulary(parameters=(fact("input.prompt"), fact("shots[].prompt"), fact("shots[].seconds")))
    )
    assert names.named("prompt", subject="input.size", code=True) == ("input.prompt",)
    assert names.named("prompt", subject="shots[].seconds", code=True) == ("shots[].prompt",)


def test_one_word_names_the_only_parameter_that_ends_so(fact: Fact) -> None:
    one = (fact("input_image", "file"), fact("match_input_image", "boolean"))
    assert Names(Vocabulary(parameters=one)).named("image") == ("input_image",)
    two = (fact("start_image", "file"), fact("end_image", "file"))
    assert Names(Vocabulary(parameters=two)).named("image") == ()


def test_a_described_phrase_names_the_one_row_that_opens_with_it(fact: Fact) -> None:
    parameters = (fact("image", "file"), fact("other", "file"), fact("loop", "boolean"))
    described = {
        "image": "Picture that serves as the first frame of the clip.",
        "other": "A second picture.",
        "loop": "Joins the first frame and the last.",
    }
    names = Names(Vocabulary(parameters=parameters, described=described))
    assert names.named("first frame picture") == ("image",)
    assert names.named("first frame picture", subject="image") == ()
    assert names.named("last frame") == ()
    twice = {**described, "other": "Another first frame."}
    assert Names(Vocabulary(parameters=parameters, described=twice)).named("first frame") == ()


def test_a_row_that_forbids_describes_nothing(fact: Fact) -> None:
    parameters = (fact("image", "file"), fact("end", "file"))
    described = {"end": "Cannot go without a first frame.", "image": "A picture."}
    assert Names(Vocabulary(parameters=parameters, described=described)).named("first frame") == ()


def test_chinese_rows_name_their_parameter(fact: Fact, read: Read) -> None:
    parameters = (fact("clips", "array"), fact("photos", "array"))
    described = {"clips": "视频列表，用于参考", "photos": "图片列表"}
    given = Vocabulary(parameters=parameters, described=described)
    claims = read("有参考视频时，不支持图片", given=given)
    assert [rule.says for rule in claims.rules] == ["forbid: photos set, clips set"]


@pytest.mark.parametrize("phrase", ["anchor frames", "the storyboard", "`unheard_of`"])
def test_a_name_that_resolves_to_nothing_leaves_the_sentence_unclaimed(phrase: str, read: Read) -> None:
    claims = read(f"{phrase} cannot be combined with hdr.")
    assert claims.rules == ()
    assert len(claims.unclaimed) == 1
