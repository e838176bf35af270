"""CS1xx: text, YAML and shape."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

READING: Final[dict[str, Code]] = {
    "CS101": Code(
        title="not UTF-8",
        text="Specs are UTF-8. The position is that of the first byte that is none. Save the file again as UTF-8.",
        example="a file saved as Latin-1 or UTF-16",
    ),
    "CS102": Code(
        title="a character that cannot be seen for what it is",
        text=(
            "Control characters, tabs, byte order marks, odd spaces, zero-width and bidirectional characters make a "
            "line look like something else than it is. In a quoted string a line feed may be written as \\n and a "
            "tab as \\t; the others have no place in a spec at all."
        ),
        example='enum: ["540p\u00a0"]  (a no-break space)',
    ),
    "CS103": Code(
        title="not YAML",
        text="The parser cannot read on from here. Usually a bracket or a quote is not closed, or an indentation is off.",
        example='enum: ["540p", "720p"',
    ),
    "CS104": Code(
        title="duplicate key",
        text="Most readers of YAML let the last one win, silently. Here a key stands once; the first one's line is told.",
        example="hdr: {type: boolean}  twice under parameters",
    ),
    "CS105": Code(
        title="anchor, alias, tag or directive",
        text="They make a node mean what is written elsewhere, and small files huge. Write each value where it is needed.",
        example="default: &d 5",
    ),
    "CS106": Code(
        title="readers of YAML disagree about this word",
        text=(
            "To some readers of YAML 16:9 is 969, no is false, 010 is 8 and 1e3 a string. An unquoted word is taken "
            "here only if all of them would read the same. Quote it where it is text; write true, false, null or a "
            "plain number where it is not. Plain dates are dates, and only since: takes one."
        ),
        example="enum: [16:9]",
    ),
    "CS107": Code(
        title="too large or too deep",
        text="A spec has at most 1 MiB, lines of 10,000 characters, 32 levels and 30,000 elements: far more than people review.",
        example="[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ …",
    ),
    "CS108": Code(
        title="not one mapping",
        text="A file holds one YAML document, and that is a mapping: keys with values.",
        example="- a list at the top",
    ),
    "CS109": Code(
        title="a key that is no word",
        text="Keys are words. Quote a key that looks like a number or like true; lists and mappings cannot be keys.",
        example="5: {type: string}",
    ),
    "CS110": Code(
        title="unknown key",
        text="The key means nothing at this place, so what it says would be lost. specs/README.md lists all keys.",
        example='{type: string, enmu: ["a"]}',
    ),
    "CS111": Code(
        title="missing key",
        text="The entry cannot do without it. Of keys that exclude each other, one has to be there.",
        example="- {id: hdr-not-540p}  (no kind of rule)",
    ),
    "CS112": Code(
        title="a value of the wrong type",
        text="A list where a mapping is needed, a number where a string is, and the like. Prices are quoted strings.",
        example="amount: 0.15",
    ),
    "CS113": Code(
        title="unknown word",
        text="The key takes one of a few words, and this is none of them.",
        example="type: sting",
    ),
    "CS114": Code(
        title="keys that cannot stand together",
        text="A rule is of one kind; a price table has rows, or a reason why there is no price.",
        example="{id: a, forbid: {hdr: true}, at_most_one: [a, b]}",
    ),
    "CS115": Code(
        title="text of the wrong form",
        text=(
            "Ids are kebab-case, parameter paths and model ids ASCII from a short list of characters, amounts exact "
            "decimals, summaries one line. What a path or id may be is that narrow because it becomes a name in "
            "code and on disks."
        ),
        example='amount: "1,000"',
    ),
    "CS116": Code(
        title="too few, too many, too long or too small",
        text="An empty enum allows nothing: if the page lost its values, leave enum out and put null under page_says.",
        example="enum: []",
    ),
    "CS117": Code(
        title="look-alike letters",
        text="A word mixes alphabets, or has full-width or styled letters: it looks like another word and is none.",
        example='enum: ["720р"]  (the last letter is Cyrillic)',
    ),
}
