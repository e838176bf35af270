"""Parameters of a page worked into a spec: what people wrote stays to the byte, the rest is filled in or told."""

from __future__ import annotations

from typing import Any

import pytest
from update_facts import KNOWN, RESOLUTION, SPEC, codes, parameter, run

from callsheet.draft import load
from callsheet.layers.facts import MediaLimit, ParameterFact
from callsheet.layers.place import digest_of


def test_nothing_new_changes_nothing() -> None:
    done = run(SPEC, parameters=KNOWN[:1])
    assert done.text == SPEC.replace("  hdr:\n", "  hdr:  # conflict: CU103\n")
    assert done.changes == ()
    assert codes(done) == ["CU103"], "hdr is no longer on the page"


def test_places_are_filled_in_and_comments_stay() -> None:
    done = run(SPEC, parameters=KNOWN)
    added = f'    summary: High dynamic range.   # and me too\n    at: "{KNOWN[1].at}"\n'
    assert done.text == SPEC.replace("    summary: High dynamic range.   # and me too\n", added)
    assert done.changes == ("parameters/hdr: place on the page noted",)
    assert done.diagnostics == ()
    assert run(done.text, parameters=KNOWN).text == done.text


def test_new_parameters_come_after_their_neighbour() -> None:
    seed = parameter("seed", "integer", min=0, max=9, default=3.0)
    last = parameter("tags", "array", enum=("a", "b"), max_items=4)
    done = run(SPEC, parameters=(KNOWN[0], seed, KNOWN[1], last))
    lines = done.text.split("\n")
    assert lines[7] == f'  seed: {{type: integer, default: 3, range: [0, 9], at: "{seed.at}"}}'
    spec = load(done.text, "f")
    assert [each.path for each in spec.parameters] == ["resolution", "seed", "hdr", "tags"]
    assert spec.parameters[3].items is not None
    assert spec.parameters[3].items.enum == ("a", "b")
    assert "parameters/seed: added" in done.changes


def test_unchanged_page_and_another_value_is_the_people_s_affair() -> None:
    now = parameter("resolution", "string", enum=("540p", "720p"), default="720p")
    done = run(SPEC, parameters=(now, KNOWN[1]))
    assert 'default: "540p"' in done.text
    assert codes(done) == ["CU101"]
    assert str(done.diagnostics[0]).startswith("specs/x/m.yaml:7:")
    assert "'720p'" in done.diagnostics[0].message


def test_changed_page_is_followed_where_nothing_protects() -> None:
    now = parameter("resolution", "string", at="new row", enum=("540p", "720p", "1080p"), default="720p")
    done = run(SPEC, parameters=(now, KNOWN[1]))
    line = done.text.split("\n")[6]
    assert line == (
        f'  resolution: {{type: string, enum: ["540p", "720p", "1080p"], default: "720p", at: "{now.at}"}}   # keep me'
    )
    assert codes(done) == []
    assert 'parameters/resolution: default is now "720p", was "540p"' in done.changes


GUARDED = SPEC.replace('default: "540p", at', 'default: "720p", because: We know better, at')


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GUARDED, "CU101"),
        (GUARDED.replace("because: We", 'page_says: {default: "540p"}, because: We'), "CU102"),
    ],
)
@pytest.mark.parametrize("default", ["1080p", 5])
def test_changed_page_does_not_touch_what_is_protected(text: str, code: str, default: Any) -> None:
    now = parameter("resolution", "string", at="new row", enum=("540p", "720p", "1080p"), default=default)
    text = text.replace("'720p'", "'720p', \"1080p\"")
    done = run(text, parameters=(now, KNOWN[1]))
    assert 'default: "720p"' in done.text
    assert RESOLUTION in done.text, "the old digest stays until somebody has decided"
    assert codes(done) == [code]


def test_a_value_that_no_spec_can_hold_is_told_not_written() -> None:
    now = parameter("resolution", "string", at="new row", enum=("540p", "720p"), default=5)
    done = run(SPEC, parameters=(now, KNOWN[1]))
    assert codes(done) == ["CU101"]
    assert 'default: "540p"' in done.text


def test_what_a_changed_page_no_longer_states_is_told() -> None:
    now = parameter("resolution", "string", at="new row", enum=("540p", "720p"))
    done = run(SPEC, parameters=(now, KNOWN[1]))
    assert codes(done) == ["CU108"]
    assert RESOLUTION in done.text


def test_what_an_unchanged_page_does_not_state_is_noted() -> None:
    done = run(SPEC, parameters=(parameter("resolution", "string", enum=("540p", "720p")), KNOWN[1]))
    assert codes(done) == ["CU109"]


def test_what_the_spec_does_not_say_yet_is_filled_in() -> None:
    now = parameter("resolution", "string", enum=("540p", "720p"), default="540p", required=True)
    assert "{type: string, required: true, enum: [" in run(SPEC, parameters=(now, KNOWN[1])).text


def test_new_values_that_do_not_go_with_the_rest_are_told() -> None:
    text = SPEC.replace("    type: boolean\n", '    type: string\n    default: "x"\n')
    text = text.replace('forbid: {hdr: true, resolution: "540p"}', 'forbid: {hdr: "x", resolution: "540p"}')
    done = run(text, parameters=(KNOWN[0], parameter("hdr", "string", enum=("y",), default="x")))
    assert codes(done) == ["CU101"], "the page's own enum and default do not agree"


def test_known_differences_are_quiet() -> None:
    text = SPEC.replace(
        'default: "540p", at', 'default: "720p", page_says: {default: "540p"}, because: Known, at'
    )
    assert run(text, parameters=KNOWN).diagnostics == ()


def test_page_that_comes_round_makes_an_override_needless() -> None:
    text = SPEC.replace(
        'default: "540p", at', 'default: "720p", page_says: {default: "540p"}, because: Known, at'
    )
    now = parameter("resolution", "string", enum=("540p", "720p"), default="720p")
    assert codes(run(text, parameters=(now, KNOWN[1]))) == ["CU110"]


def test_sentences_that_stand_as_digests_are_compared_as_such() -> None:
    said = f'page_says: {{default: "#{digest_of("A cat in the rain")}"}}, because: An example.'
    text = SPEC.replace(
        "    type: boolean\n", f"    type: string\n    {said.replace(', because', chr(10) + '    because')}\n"
    )
    text = text.replace('forbid: {hdr: true, resolution: "540p"}', 'forbid: {hdr: "x", resolution: "540p"}')
    quiet = run(text, parameters=(KNOWN[0], parameter("hdr", "string", default="A  cat in the rain")))
    assert codes(quiet) == []
    loud = run(text, parameters=(KNOWN[0], parameter("hdr", "string", default="A dog in the rain")))
    assert codes(loud) == ["CU102"]


def test_what_is_added_after_a_folded_sentence_stands_next_to_it() -> None:
    folded = "    because: >-\n      Somebody who knows\n      said so.\n"
    text = SPEC.replace("    type: boolean\n", f"    type: boolean\n    basis: upstream\n{folded}").replace(
        "    summary: High dynamic range.   # and me too\n", ""
    )
    done = run(text, parameters=(*KNOWN, parameter("seed", "integer")))
    assert "      said so.\n  seed: {type: integer" in done.text
    assert "\n\nrules:" in done.text


def test_lines_that_grow_too_long_become_blocks() -> None:
    many = tuple(f"{n}p" for n in range(540, 560))
    done = run(
        SPEC, parameters=(parameter("resolution", "string", at="new", enum=many, default="540p"), KNOWN[1])
    )
    assert max(map(len, done.text.split("\n"))) <= 118
    assert load(done.text, "f").parameters[0].enum == many
    assert "# keep me" in done.text


def test_lost_values_are_an_open_question_not_an_empty_list() -> None:
    done = run(None, parameters=(parameter("ratio", "string", lost=("enum",)),))
    assert "page_says: {enum: null}" in done.text
    assert load(done.text, "f").parameters[0].page_says == {"enum": None}


def test_defaults_that_cannot_be_are_what_the_page_says() -> None:
    fact = parameter(
        "duration", "integer", enum=(5, 9), default="5", media=(MediaLimit(what="seconds", max=30.5),)
    )
    spec = load(run(None, parameters=(fact,)).text, "f").parameters[0]
    assert spec.default is None
    assert spec.page_says["default"] == "5"
    assert spec.because


def test_names_that_cannot_be_written_are_reported() -> None:
    facts = (parameter("a b", "string"), parameter("x", "string"), parameter("x.y", "string"))
    done = run(None, parameters=facts)
    assert codes(done) == ["CU104", "CU104"]
    assert [each.path for each in load(done.text, "f").parameters] == ["x"]


FILMED = SPEC.replace(
    "\nrules:",
    "  film:\n    type: file\n    media: [{what: bytes, max: 100}, {what: formats, values: [mp4]}]\n\nrules:",
)


def film(most: int, at: str = "") -> ParameterFact:
    return parameter("film", "file", at=at, media=(MediaLimit(what="bytes", max=most),))


def test_limits_on_media_are_followed_and_those_that_people_found_stay() -> None:
    placed = run(FILMED, parameters=(*KNOWN, film(100))).text
    assert run(placed, parameters=(*KNOWN, film(100))).diagnostics == ()
    done = run(placed, parameters=(*KNOWN, film(200, "film row, larger")))
    assert "media: [{what: formats, values: [mp4]}, {what: bytes, max: 200}]" in done.text
    assert done.diagnostics == ()
    assert codes(run(placed, parameters=(*KNOWN, film(200)))) == ["CU101"]
    gone = run(placed, parameters=(*KNOWN, parameter("film", "file", at="film row, bare")))
    assert codes(gone) == ["CU108"]
