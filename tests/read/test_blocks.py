"""Formats to blocks: what stays, what goes, and where it stands."""

import pytest

from callsheet.layers.document import Code, Data, Field, Heading, Page, Table, Text
from callsheet.read import READERS, read


def blocks(text, name="x", **more):
    data = text if isinstance(text, bytes) else text.encode()
    return read(Page(name=name, data=data, **more)).blocks


def only(kind, text, **more):
    return [block for block in blocks(text, **more) if isinstance(block, kind)]


def test_readers_are_tried_in_order():
    assert [reader.name for reader in READERS] == ["schema", "html", "markdown"]


def test_cells_keep_code_and_breaks():
    (table,) = only(Table, '| A | B |\n|---|---|\n| `x` | `"a"`<br />`"b"<br>**c** \\| d [e](http://f) |\n')
    assert table.rows[0].cells == ("`x`", '`"a"`\n"b"\nc | d e')


def test_blanks_that_do_not_break_are_plain_behind_words_and_indent_in_front_of_them():
    rows = "| A\u00a0 | B |\n|---|---|\n| a\u00a0 | not\u202fb |\n|\u00a0c | d |\n"
    html = "<table><tr><th>A&nbsp;<th>B<tr><td>a&nbsp;<td>not&nbsp;b<tr><td>&nbsp;c<td>d</table>"
    for text in (rows, f"<html><body>{html}</body></html>"):
        (table,) = only(Table, text)
        assert table.header == ("A", "B")
        assert table.rows[0].cells == ("a", "not b")
    (table,) = only(Table, rows)
    assert table.rows[1].cells == ("\u00a0c", "d")


def test_a_row_keeps_pipes_in_code_and_spare_cells():
    (table,) = only(Table, "| A | B |\n|---|---|\n| a | `x | y` |\n| b | c | d |\n")
    assert [row.cells for row in table.rows] == [("a", "`x | y`"), ("b", "c\nd")]


def test_type_arguments_are_no_tags():
    (table,) = only(Table, "| A | B |\n|---|---|\n| a | array<string> |\n| b | enum<integer> <b>x</b> |\n")
    assert [row.cells[1] for row in table.rows] == ["array<string>", "enum<integer> x"]


def test_items_have_depth_and_keep_their_paragraphs():
    items = only(Text, "- `a` (int)\n\n  says more\n  - Default: 1\n- b\n")
    assert [(item.text, item.depth, item.kind) for item in items] == [
        ("`a` (int)\nsays more", 0, "item"),
        ("Default: 1", 1, "item"),
        ("b", 0, "item"),
    ]


def test_a_bold_line_is_a_title_but_no_place():
    document = blocks("# T\n\n## S\n\n**Body**\n\n| A | B |\n|---|---|\n| a | b |\n")
    assert [(block.level, block.text) for block in document if isinstance(block, Heading)] == [
        (1, "T"),
        (2, "S"),
        (7, "Body"),
    ]
    assert document[-1].rows[0].at.path == "S/a"


def test_bullets_are_numbered_below_their_heading():
    assert [text.at.path for text in only(Text, "# T\n\n## Constraints\n\n- a\n- b\n\n## Next\n\nc\n")] == [
        "Constraints/1",
        "Constraints/2",
        "Next/1",
    ]


def test_components_become_fields_with_parents():
    page = '<ParamField\n  body="a"\n  type="object"\n  required\n>\n  What.\n  <Expandable title="x">\n    <ParamField body="b" default={0}>\n      - one\n    </ParamField>\n  </Expandable>\n</ParamField>\n<ResponseField name="c" type="string">x</ResponseField>\n'
    fields = only(Field, page)
    assert [(field.name, field.text) for field in fields] == [("a", "What."), ("b", "- one"), ("c", "x")]
    assert fields[0].attributes == {"type": "object", "required": "true", "in": "body"}
    assert (fields[1].attributes["parent"], fields[1].attributes["default"]) == ("a", "0")
    assert fields[2].attributes["in"] == "response"


def test_components_in_code_stay_code():
    (code,) = only(
        Code,
        '# T\n\n<Tabs>\n  <Tab title="A">\n    ```mdx\n    <ParamField body="a" />\n    ```\n  </Tab>\n</Tabs>\n',
    )
    assert "<ParamField" in code.text
    assert not only(Field, 'Use `<ParamField body="a" />` so.\n')


def test_call_outs_are_notes_and_cards_go():
    texts = only(
        Text,
        '<Card title="Go" href="/x">\n  Elsewhere\n</Card>\n\n<Warning>\nMind this.\n</Warning>\n\n> Quoted.\n',
    )
    assert [(text.text, text.kind) for text in texts] == [("Mind this.", "note"), ("Quoted.", "note")]


def test_an_operation_is_read_from_its_sibling():
    page = '# T\n\n{% openapi-operation spec="clip-2" path="/b" method="post" %}\n[x](https://h.test/clip-2.json)\n{% endopenapi-operation %}\n'
    sibling = (
        b'{"openapi": "3.0.0", "paths": {"/a": {"get": {}}, "/b": {"get": {}, "post": {"summary": "s"}}}}'
    )
    (data,) = only(Data, page, siblings={"https://h.test/clip-2.json": sibling})
    assert data.value["paths"] == {"/b": {"post": {"summary": "s"}}}
    document = read(Page(name="x", data=page.encode()))
    assert document.notes == ("the schema of POST /b is not at hand",)


def test_a_fenced_schema_is_data():
    (data,) = only(Data, '# T\n\n```json\n{"type": "object", "properties": {"a": {"type": "string"}}}\n```\n')
    assert data.kind == "json-schema"


def test_front_matter_also_on_one_line():
    assert (
        read(Page(name="x", data=b'---\ntitle: "A: b"\nopenapi: POST /x\n---\n\n# T\n\nwords\n')).front[
            "title"
        ]
        == "A: b"
    )
    assert read(Page(name="x", data=b"--- title: A | Docs --- > words here.")).front == {"title": "A | Docs"}


def test_html_drops_chrome_and_repeats_spans():
    page = (
        "<!doctype html><html><body><nav>menu</nav><h2>S</h2><p>One<br>two <code>x</code></p>"
        '<table><tr><th>A</th><th>B</th></tr><tr><td rowspan="2">a</td><td>1</td></tr><tr><td>2</td></tr>'
        '<tr><td colspan="1000000000">w</td></tr></table><ul><li>i<ul><li>j</li></ul></li></ul></body></html>'
    )
    document = blocks(page)
    (table,) = [block for block in document if isinstance(block, Table)]
    assert [row.cells for row in table.rows][:2] == [("a", "1"), ("a", "2")]
    assert [(text.text, text.depth) for text in document if isinstance(text, Text)] == [
        ("One\ntwo `x`", 0),
        ("i", 0),
        ("j", 1),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Acme\nModes\na | string | No |\n|---|---|---|\nhdr | boolean | No |\n\nConstraints\nhdris not allowed with10s.", None),
        ("T\n| Name | Type | Default |\n|---|---|---|\nend_frame | string | - |\nhdr | boolean | `5s` |\n\nRules\nend_frameis not supported withhdr, or5s.hdrrequiresend_frame.\n", ["`end_frame` is not supported with `hdr`, or `5s`.", "`hdr` requires `end_frame`."]),
    ],
)  # fmt: skip
def test_glued_words_are_parted_by_the_pages_own_names(text, wanted):
    texts = [text.text for text in only(Text, text)]
    if wanted:
        assert texts == wanted
    else:
        assert texts == ["`hdr` is not allowed with10s."]


def test_prose_is_parted_from_the_header_it_ran_into():
    (text,) = only(Text, "T\nPricing\nOne block.| Quality | 540p |\n|---|---|\n| SDR | $1 |\n")
    (table,) = only(Table, "T\nPricing\nOne block.| Quality | 540p |\n|---|---|\n| SDR | $1 |\n")
    assert (text.text, table.header) == ("One block.", ("Quality", "540p"))


def test_utf16_and_declared_latin_are_decoded():
    assert only(Text, "# T\n\nwörter sind hier".encode("utf-16"))[0].text == "wörter sind hier"
    document = read(
        Page(name="x", data="# T\n\ncafé".encode("cp1252"), media_type="text/markdown; charset=iso-8859-1")
    )
    assert document.notes == ("decoded as cp1252, as declared",)


def test_a_heading_without_words_takes_those_of_the_line_below():
    document = read(
        Page(name="x.md", data=b"# Clip\n\n## \nBody\n\nwords.\n\n## \nA whole sentence. And more.\n")
    )
    headings = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [(1, "Clip"), (2, ""), (2, "Body"), (2, "")]
