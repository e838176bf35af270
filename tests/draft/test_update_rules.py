"""Rules, needs and sentences of a page worked into a spec: said once, followed where they move, told where they change."""

from __future__ import annotations

from typing import Any

import pytest
from update_facts import KNOWN, SPEC, codes, parameter, place, run

from callsheet.draft import load
from callsheet.draft.marks import unmarked
from callsheet.layers.facts import RuleFact, Unclaimed
from callsheet.layers.place import digest_of


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
        stands=False,
        parameters=KNOWN,
        unclaimed=(Unclaimed(at=place("C/1", "another"), text="…", because="new words"),),
    )
    assert codes(done) == ["CU107", "CU105"]
    assert "has changed" in done.diagnostics[0].message


def test_a_sentence_that_is_gone_from_under_a_rule_is_told() -> None:
    done = run(SPEC, stands=False, parameters=KNOWN)
    assert codes(done) == ["CU107"]
    assert "hdr-not-540p stands on is gone" in done.diagnostics[0].message
    assert f'at: "C/1#{digest_of("one")}"  # conflict: CU107\n' in done.text
    assert unmarked(done.text) == run(done.text, parameters=KNOWN).text == run(SPEC, parameters=KNOWN).text


def test_a_sentence_of_another_page_is_not_sought_on_this_one() -> None:
    text = SPEC.replace(
        '"\n  # the end', '"\n    basis: elsewhere\n    because: A blog says so.\n  # the end'
    )
    assert "basis: elsewhere" in text
    assert run(text, stands=False, parameters=KNOWN).diagnostics == ()


def test_a_moved_sentence_is_followed() -> None:
    moved = forbid(["hdr", "=", True], ["resolution", "=", "540p"], at="Limits/7", text="one")
    done = run(SPEC, stands=False, parameters=KNOWN, rules=(moved,))
    assert f'at: "Limits/7#{digest_of("one")}"' in done.text
    assert "rules/hdr-not-540p: place on the page noted" in done.changes
    assert done.diagnostics == ()


def test_a_reworded_sentence_that_still_says_it_is_followed() -> None:
    reworded = forbid(["hdr", "=", True], ["resolution", "=", "540p"], at="C/1", text="one in other words")
    done = run(SPEC, stands=False, parameters=KNOWN, rules=(reworded,))
    assert f'at: "{reworded.at}"' in done.text
    assert done.diagnostics == ()


def test_a_sentence_that_is_said_at_another_place_in_other_words_is_followed() -> None:
    elsewhere = forbid(["hdr", "=", True], ["resolution", "!=", "720p"], at="Notes/2")
    done = run(SPEC, stands=False, parameters=KNOWN, rules=(elsewhere,))
    assert f'at: "{elsewhere.at}"' in done.text
    assert done.diagnostics == ()


def test_a_reworded_sentence_that_says_less_is_told_not_followed() -> None:
    narrower = forbid(["hdr", "=", True], ["resolution", "=", "540p"], ["seed", "set"], at="C/1", text="less")
    done = run(SPEC, stands=False, parameters=(*KNOWN, parameter("seed", "integer")), rules=(narrower,))
    assert codes(done) == ["CU107"]
    assert f'at: "C/1#{digest_of("one")}"' in done.text
    assert [each.id for each in load(done.text, "f").rules] == ["hdr-not-540p"]


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
