"""Conflicts stand in the file, at the line that they are about, until they are settled; and never change what it says."""

from __future__ import annotations

import pytest
from update_facts import KNOWN, SPEC, codes, parameter, run

from callsheet.draft import load
from callsheet.draft.marks import marked, unmarked
from callsheet.draft.node import data_of
from callsheet.draft.tree import compose
from callsheet.layers.diagnostic import Diagnostic, Severity
from callsheet.layers.place import Position

OTHER = (parameter("resolution", "string", enum=("540p", "720p"), default="720p"), KNOWN[1])


def conflict(line: int, code: str = "CU101") -> Diagnostic:
    where = Position(file="f", line=line, column=1)
    return Diagnostic(code=code, severity=Severity.WARNING, where=where, message="differs")


def test_a_conflict_stands_at_its_line_until_it_is_settled() -> None:
    done = run(SPEC, parameters=OTHER)
    assert codes(done) == ["CU101"]
    (line,) = [each for each in done.text.splitlines() if "# conflict" in each]
    assert line.strip().startswith("resolution:")
    assert line.endswith("# keep me  # conflict: CU101")
    assert run(done.text, parameters=OTHER).text == done.text
    assert "# conflict" not in run(done.text, parameters=KNOWN).text
    settled = done.text.replace('default: "540p"', 'default: "720p"')
    assert "# conflict" not in run(settled, parameters=OTHER).text


def test_two_conflicts_of_one_line_are_one_mark() -> None:
    text = "a: 1\nb: 2   # mine\n"
    both = marked(text, [conflict(2, "CU108"), conflict(2), conflict(2)], "f")
    assert both == "a: 1\nb: 2   # mine  # conflict: CU101, CU108\n"
    assert unmarked(both) == text


@pytest.mark.parametrize("text", ['a: "one\n  two"\n', "a: >-\n  one\n  two\n", "a: |\n  one\n"])
def test_a_mark_is_never_read_as_a_value(text: str) -> None:
    for line in range(1, text.count("\n") + 1):
        found = marked(text, [conflict(line)], "f")
        assert data_of(compose(found, "f")) == data_of(compose(text, "f"))
        assert unmarked(found) == text


def test_the_marked_spec_says_the_same_to_the_digest() -> None:
    done = run(SPEC, parameters=OTHER)
    assert done.text != unmarked(done.text)
    marked_, plain = load(done.text, "f"), load(unmarked(done.text), "f")
    assert (marked_.parameters, marked_.digest) == (plain.parameters, plain.digest)


def test_what_a_person_writes_behind_a_mark_stays_a_comment() -> None:
    before = "a: one  # conflict: CU101 we measured it\nb: 2  # conflict: CU101, CU108\t(mine)  # more\n"
    assert unmarked(before) == "a: one  # we measured it\nb: 2  #\t(mine)  # more\n"
    assert unmarked("a: one  # conflict: CU101  # mine\n") == "a: one  # mine\n"
