"""A page's facts worked into a spec: what people wrote stays to the byte, the rest is filled in or reported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from callsheet.draft import load, update
from callsheet.layers.diagnostic import CallsheetError
from callsheet.layers.facts import MediaLimit, ModelFacts, ParameterFact, PriceFact, RuleFact, Unclaimed
from callsheet.layers.place import Place, digest_of
from callsheet.layers.spec import Update

ON = date(2026, 9, 1)

RESOLUTION = digest_of("resolution row")
SPEC = f"""\
# written by a person
model: m          # the id
page: p
summary: A model.

parameters:
  resolution: {{type: string, enum: ["540p", '720p'], default: "540p", at: "P/resolution#{RESOLUTION}"}}   # keep me
  hdr:
    # and me
    type: boolean
    summary: High dynamic range.   # and me too

rules:
  - id: hdr-not-540p
    forbid: {{hdr: true, resolution: "540p"}}
    at: "C/1#{digest_of("one")}"
  # the end of the rules

open:
  - Something.
"""


def place(path: str, text: str = "") -> Place:
    return Place(path=path, digest=digest_of(text or path))


def parameter(name: str, type_: str, *, at: str = "", **more: Any) -> ParameterFact:
    return ParameterFact(name=name, type=type_, at=place(f"P/{name}", at or f"{name} row"), **more)


def run(text: str | None, **facts: Any) -> Update:
    return update(text, ModelFacts(id="m", **facts), page="p", file="specs/x/m.yaml", on=ON)


def codes(result: Update) -> list[str]:
    return [each.code for each in result.diagnostics]


KNOWN = (
    parameter("resolution", "string", enum=("540p", "720p"), default="540p"),
    parameter("hdr", "boolean"),
)


def test_nothing_new_changes_nothing() -> None:
    done = run(SPEC, parameters=KNOWN[:1])
    assert done.text == SPEC
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


# -- rules ---------------------------------------------------------------------------------------------------------


def forbid(*literals: Any, at: str, text: str = "", doubt: str = "") -> RuleFact:
    return RuleFact(kind="forbid", all=literals, at=place(at, text or at), doubt=doubt)


NEW_RULE = forbid(["hdr", "=", True], ["seed", "set"], at="C/2")


def test_new_rules_go_to_the_end_of_the_rules() -> None:
    done = run(SPEC, parameters=(*KNOWN, parameter("seed", "integer")), rules=(NEW_RULE,))
    expected = (
        f'    at: "C/1#{digest_of("one")}"\n'
        "  - id: hdr-not-seed\n"
        "    forbid: {hdr: true, seed: {sent: true}}\n"
        f'    at: "{NEW_RULE.at}"\n'
        "  # the end of the rules\n"
    )
    assert expected in done.text
    assert "rules/hdr-not-seed: added" in done.changes
    again = run(done.text, parameters=(*KNOWN, parameter("seed", "integer")), rules=(NEW_RULE,))
    assert again.text == done.text


def test_rules_that_are_said_already_are_not_added_again() -> None:
    same = forbid(["resolution", "not in", ["720p"]], ["hdr", "=", True], at="elsewhere on the page")
    done = run(SPEC, parameters=KNOWN, rules=(same,))
    assert [each.id for each in load(done.text, "f").rules] == ["hdr-not-540p"]
    assert done.diagnostics == ()


def test_settled_sentences_are_not_ruled_again_but_told() -> None:
    other = forbid(["hdr", "=", True], ["resolution", "=", "720p"], at="C/1", text="one")
    done = run(SPEC, parameters=KNOWN, rules=(other,))
    assert len(load(done.text, "f").rules) == 1
    assert codes(done) == ["CU112"]


def test_at_most_and_at_least_one_are_exactly_one() -> None:
    facts = tuple(parameter(name, "string") for name in "ab")
    rules = (
        RuleFact(kind="forbid", all=([["count", ["a", "b"]], ">", 1],), at=place("C/1")),
        RuleFact(kind="forbid", all=([["count", ["a", "b"]], "<", 1],), at=place("C/1")),
    )
    text = run(None, parameters=facts, rules=rules).text
    assert "exactly_one: [a, b]" in text
    assert "at_least_one" not in text


def test_doubtful_rules_are_inferred() -> None:
    doubtful = forbid(["hdr", "=", True], ["resolution", "=", "720p"], at="C/3", doubt="may be two")
    rule = load(run(SPEC, parameters=KNOWN, rules=(doubtful,)).text, "f").rules[-1]
    assert rule.basis == "inferred"
    assert rule.because


def test_rules_over_what_does_not_exist_are_reported() -> None:
    done = run(SPEC, parameters=KNOWN, rules=(forbid(["nope", "=", True], ["hdr", "=", True], at="C/4"),))
    assert codes(done) == ["CU104"]
    assert "no parameter 'nope'" in done.diagnostics[0].message


def test_a_changed_sentence_under_a_rule_is_told() -> None:
    done = run(
        SPEC,
        parameters=KNOWN,
        unclaimed=(Unclaimed(at=place("C/1", "another"), text="…", because="new words"),),
    )
    assert codes(done) == ["CU107", "CU105"]


def test_a_moved_sentence_is_followed() -> None:
    moved = forbid(["hdr", "=", True], ["resolution", "=", "540p"], at="Limits/7", text="one")
    done = run(SPEC, parameters=KNOWN, rules=(moved,))
    assert f'at: "Limits/7#{digest_of("one")}"' in done.text
    assert "rules/hdr-not-540p: place on the page noted" in done.changes
    assert done.diagnostics == ()


def test_a_reworded_sentence_that_still_says_it_is_followed() -> None:
    reworded = forbid(["hdr", "=", True], ["resolution", "=", "540p"], at="C/1", text="one in other words")
    done = run(SPEC, parameters=KNOWN, rules=(reworded,))
    assert f'at: "{reworded.at}"' in done.text
    assert done.diagnostics == ()


def test_a_reworded_sentence_about_accounts_is_followed() -> None:
    fact = RuleFact(kind="account", fields=("hdr",), says="needs HDR access", at=place("C/5"))
    text = run(SPEC, parameters=KNOWN, rules=(fact,)).text
    now = RuleFact(kind="account", fields=("hdr",), says="needs HDR access", at=place("C/5", "new words"))
    done = run(text, parameters=KNOWN, rules=(now,))
    assert done.changes == ("needs/hdr-access: place on the page noted",)
    assert done.diagnostics == ()


def test_accounts_become_needs_once() -> None:
    fact = RuleFact(kind="account", fields=("hdr",), says="needs HDR access", at=place("C/5"))
    done = run(SPEC, parameters=KNOWN, rules=(fact, fact))
    assert [each.id for each in load(done.text, "f").needs] == ["hdr-access"]
    assert done.text.index("needs:") > done.text.index("rules:")
    assert run(done.text, parameters=KNOWN, rules=(fact,)).changes == ()


# -- sentences -----------------------------------------------------------------------------------------------------

SENTENCE = Unclaimed(at=place("Status/1"), text="Must not be told.", because="no phrasing fits")


def test_open_sentences_are_listed_without_their_words() -> None:
    done = run(SPEC, parameters=KNOWN, unclaimed=(SENTENCE,))
    assert codes(done) == ["CU105"]
    assert "Must not be told" not in str(done.diagnostics[0]) + done.text


@pytest.mark.parametrize("at", [str(SENTENCE.at), "Status/1", f"Moved/9#{SENTENCE.at.digest}"])
def test_waived_sentences_are_quiet(at: str) -> None:
    done = run(
        f'{SPEC}\nwaivers:\n  - {{at: "{at}", because: Speaks of waiting.}}\n',
        parameters=KNOWN,
        unclaimed=(SENTENCE,),
    )
    assert codes(done) == []


def test_waivers_of_another_text_do_not_count() -> None:
    text = f'{SPEC}\nwaivers:\n  - {{at: "Status/1#{digest_of("old")}", because: Speaks of waiting.}}\n'
    assert codes(run(text, parameters=KNOWN, unclaimed=(SENTENCE,))) == ["CU105"]


# -- prices --------------------------------------------------------------------------------------------------------


def price(amount: str, unit: str = "USD", per: str = "second", **when: Any) -> PriceFact:
    return PriceFact(when=when, amount=amount, unit=unit, per=per, at=place("Pricing"))


PRICED = f"""{
    SPEC.replace(
        "open:",
        '''prices:
  - since: 2026-06-17
    unit: USD
    per: second
    rows:
      - {when: {resolution: "540p", hdr: false}, amount: "0.10"}   # refined
      - {when: {resolution: "540p", hdr: true}, amount: "0.10"}
      - {when: {resolution: "720p"}, amount: "0.20"}
    quantities:
      - {when: {hdr: true}, count: 2}

open:''',
    )
}"""


def test_first_prices_are_dated() -> None:
    done = run(
        SPEC, parameters=KNOWN, prices=(price("0.10", resolution="540p"), price("0.2", resolution="720p"))
    )
    (table,) = load(done.text, "f").prices
    assert table.since == ON
    assert [str(row.amount) for row in table.rows] == ["0.10", "0.2"]
    assert done.text.index("prices:") < done.text.index("open:")


def test_the_same_prices_add_nothing_even_where_rows_are_refined() -> None:
    done = run(
        PRICED, parameters=KNOWN, prices=(price("0.100", resolution="540p"), price("0.2", resolution="720p"))
    )
    assert (done.text, done.diagnostics) == (run(PRICED, parameters=KNOWN).text, ())


def test_new_prices_are_appended_in_the_refined_shape() -> None:
    done = run(
        PRICED, parameters=KNOWN, prices=(price("0.50", resolution="540p"), price("0.2", resolution="720p"))
    )
    old, new = load(done.text, "f").prices
    assert [str(row.amount) for row in old.rows] == ["0.10", "0.10", "0.20"]
    assert [str(row.amount) for row in new.rows] == ["0.50", "0.50", "0.2"]
    assert [row.when for row in new.rows] == [row.when for row in old.rows]
    assert [each.count for each in new.quantities] == [2]
    assert "# refined" in done.text


def test_prices_of_another_shape_are_appended_as_the_page_has_them() -> None:
    done = run(PRICED, parameters=KNOWN, prices=(price("9", unit="credits", per="video"),))
    new = load(done.text, "f").prices[-1]
    assert (new.unit, new.per, [row.when for row in new.rows]) == ("credits", "video", [{}])


def test_prices_that_the_page_now_splits_are_new() -> None:
    flat = run(SPEC, parameters=KNOWN, prices=(price("1", resolution="540p"),)).text.replace(
        "2026-09-01", "2026-06-17"
    )
    split = (price("1", resolution="540p", hdr=False), price("3", resolution="540p", hdr=True))
    assert len(load(run(flat, parameters=KNOWN, prices=split).text, "f").prices[-1].rows) == 2


def test_another_basis_is_another_price() -> None:
    before = run(SPEC, parameters=KNOWN, prices=(price("0.02", per="image"),)).text
    text = before.replace("2026-09-01", "2026-06-17")
    now = PriceFact(when={}, amount="0.02", unit="USD", per="megapixel", at=place("Pricing", "new words"))
    assert [each.per for each in load(run(text, parameters=KNOWN, prices=(now,)).text, "f").prices] == [
        "image",
        "megapixel",
    ]
    same_text = PriceFact(when={}, amount="0.02", unit="USD", per="picture", at=place("Pricing"))
    assert len(load(run(text, parameters=KNOWN, prices=(same_text,)).text, "f").prices) == 1


def test_prices_are_never_edited() -> None:
    facts = ModelFacts(id="m", parameters=KNOWN, prices=(price("7", resolution="540p"),))
    done = update(PRICED, facts, page="p", file="f", on=date(2026, 6, 17))
    assert len(load(done.text, "f").prices) == 1
    assert codes(done) == ["CU111"]


def test_prices_that_cannot_be_are_left_out() -> None:
    done = run(
        SPEC, parameters=KNOWN, prices=(price("from 3"), price("-1"), price("1", nope="x"), price("0.5"))
    )
    assert codes(done) == ["CU104"] * 3
    assert [str(row.amount) for row in load(done.text, "f").prices[0].rows] == ["0.5"]


# -- the whole -----------------------------------------------------------------------------------------------------


def test_a_new_spec_is_in_the_house_layout() -> None:
    done = run(
        None, title="Model M", parameters=(*KNOWN, parameter("model", "string", required=True, enum=("m",)))
    )
    assert done.text == (
        "model: m\ntitle: Model M\npage: p\n\nparameters:\n"
        f'  resolution: {{type: string, enum: ["540p", "720p"], default: "540p", at: "{KNOWN[0].at}"}}\n'
        f'  hdr: {{type: boolean, at: "{KNOWN[1].at}"}}\n'
        '  model: {type: string, required: true, enum: ["m"], role: model, at: "P/model#'
        f'{digest_of("model row")}"}}\n'
    )


def test_places_are_made_to_fit_a_line() -> None:
    fact = ParameterFact(name="a", type="string", at=Place(path="T/x\n y\u200b", digest="0" * 12))
    assert load(run(None, parameters=(fact,)).text, "f").parameters[0].at == f"T/x y#{'0' * 12}"


def test_a_spec_that_does_not_load_is_not_touched() -> None:
    with pytest.raises(CallsheetError):
        run(SPEC + "rulez: []\n", parameters=KNOWN)


def test_windows_line_ends_are_made_plain() -> None:
    assert run(SPEC.replace("\n", "\r\n"), parameters=KNOWN).text == run(SPEC, parameters=KNOWN).text
