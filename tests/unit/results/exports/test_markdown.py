"""A data dictionary says what the names are, whatever they hold: nothing of them becomes markup."""

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.model.names import visible
from app.model.schema import Snapshot
from app.results.exports.markdown import write
from app.results.exports.markdown_text import plain
from tests.support.everything import EVERYTHING, HOSTILE_COLUMN
from tests.support.strange_names import hostile_snapshots, names

MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def text_of(token: Token) -> str:
    return "".join(
        "\n" if child.content == "<br>" else child.content
        for child in token.children or ()
        if child.type in {"text", "text_special", "code_inline"} or child.content == "<br>"
    )


def rendered(snapshot: Snapshot) -> list[Token]:
    return MARKDOWN.parse("".join(write(snapshot, None)))


@given(names)
def test_a_name_reads_as_it_is(name: str) -> None:
    (_, inline, _) = MARKDOWN.parse(f"x {plain(name)}")
    assert text_of(inline).split() == " ".join(["x", *map(visible, name.splitlines())]).split()
    assert {child.type for child in inline.children or ()} <= {"text", "html_inline", "text_special"}


@given(hostile_snapshots())
def test_there_is_a_heading_for_each_table_and_a_row_for_each_column(snapshot: Snapshot) -> None:
    tokens = rendered(snapshot)
    headings = [token for token in tokens if token.type == "heading_open" and token.tag == "h2"]
    assert len(headings) == 1 + len(snapshot.tables) + 5  # contents, and what stands after the tables
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows > sum(len(table.columns) for table in snapshot.tables)
    html = {
        child.content for token in tokens for child in token.children or () if child.type == "html_inline"
    }
    anchors = {f'<a id="t-{table.id}">' for table in snapshot.tables}
    assert html <= {"<br>", "</a>", *anchors}


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    widths: list[list[int]] = []
    for token in rendered(EVERYTHING):
        if token.type == "table_open":
            widths.append([])
        elif token.type == "tr_open":
            widths[-1].append(0)
        elif token.type in {"th_open", "td_open"}:
            widths[-1][-1] += 1
    assert widths
    assert all(len(set(widths_of_one)) == 1 for widths_of_one in widths)


def test_a_column_with_a_hostile_name_reads_as_it_is() -> None:
    cells = [text_of(token) for token in rendered(EVERYTHING) if token.type == "inline"]
    assert HOSTILE_COLUMN in cells
