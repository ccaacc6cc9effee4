"""Tables on paper: a row is one line, its cells parted, whatever its cells take in height."""

from itertools import pairwise

from ingest.document import Box
from ingest.readers.blocks import Token
from ingest.readers.lines import Line
from ingest.readers.open_tables import with_open_tables
from ingest.readers.pages import with_whole_tables
from ingest.readers.rules import Grid
from ingest.readers.tables import with_rows


def line(text: str, x: float, y: float) -> Line:
    tokens, left = [], x
    for word in text.split():
        tokens.append(Token(word, 1, (Box(1, left, y, left + 5 * len(word), y + 10),)))
        left += 5 * len(word) + 5
    return Line(1, tuple(tokens), x, y, left - 5, y + 10, 10.0, bold=False, italic=False)


def grid(rows: int, columns: int = 2) -> Grid:
    """Cells of 100 by 20 points."""
    cells = tuple(
        tuple((100.0 * c, 20.0 * r, 100.0 * c + 100, 20.0 * r + 20) for c in range(columns))
        for r in range(rows)
    )
    return Grid((0, 0, 100.0 * columns, 20.0 * rows), cells)


def ruled(*heights: float) -> Grid:
    """Rules of 300 points at these heights, and none upright."""
    rows = tuple(((0.0, a, 300.0, b),) for a, b in pairwise(heights))
    return Grid((0, heights[0], 300, heights[-1]), rows, open_columns=True)


def texts(lines: list[Line]) -> list[str]:
    return ["".join(t.before + t.text for t in line.tokens).strip(" ") for line in lines]


def test_a_row_is_one_line_with_its_cells_parted_by_a_tab() -> None:
    lines = [line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25)]
    assert texts(with_rows(lines, [grid(2)])[0]) == ["Fugl\tAntal", "Svane\t7"]


def test_text_round_a_table_keeps_its_place() -> None:
    lines = [
        line("Før", 5, -20), line("Fugl", 5, 5), line("Antal", 105, 5),
        line("Svane", 5, 25), line("7", 105, 25), line("Efter", 5, 60),
    ]  # fmt: skip
    assert texts(with_rows(lines, [grid(2)])[0]) == ["Før", "Fugl\tAntal", "Svane\t7", "Efter"]


def test_a_cell_of_two_lines_is_one_cell() -> None:
    tall = Grid((0, 0, 200, 60), (*grid(1).rows, ((0, 20, 100, 60), (100, 20, 200, 60))))
    lines = [
        line("Fugl", 5, 5), line("Antal", 105, 5),
        line("Den hvide", 5, 25), line("7", 105, 25), line("Svane", 5, 40),
    ]  # fmt: skip
    assert texts(with_rows(lines, [tall])[0]) == ["Fugl\tAntal", "Den hvide Svane\t7"]


def test_figures_under_one_another_in_a_cell_are_rows() -> None:
    tall = Grid((0, 0, 200, 60), (*grid(1).rows, ((0, 20, 100, 60), (100, 20, 200, 60))))
    lines = [
        line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25),
        line("And", 5, 40), line("9", 105, 40),
    ]  # fmt: skip
    assert texts(with_rows(lines, [tall])[0]) == ["Fugl\tAntal", "Svane\t7", "And\t9"]


def test_rules_alone_make_a_table_of_the_columns_between_them() -> None:
    lines = [
        line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25),
        line("And", 5, 45), line("9", 105, 45),
    ]  # fmt: skip
    rows, _ = with_rows(lines, [ruled(0, 20, 60)])
    assert texts(rows) == ["Fugl\tAntal", "Svane\t7", "And\t9"]


def test_prose_between_rules_parts_two_tables() -> None:
    lines = [
        line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25),
        line("Her står prose", 5, 55),
        line("Fisk", 5, 105), line("Antal", 105, 105), line("Torsk", 5, 125), line("8", 105, 125),
    ]  # fmt: skip
    rows, count = with_rows(lines, [ruled(0, 20, 40, 100, 120, 140)])
    assert (texts(rows)[2], count) == ("Her står prose", 2)


def test_words_in_columns_are_a_table_without_rules() -> None:
    lines = [
        line(text, x, 20.0 * n) for n in range(3) for text, x in (("Svane her", 5), ("7", 150))
    ]
    rows, count = with_open_tables(lines)
    assert (texts(rows), count) == (["Svane her\t7"] * 3, 1)


def test_a_list_is_no_table() -> None:
    lines = [line(text, x, 20.0 * n) for n in range(3) for text, x in (("•", 5), ("Svane her", 25))]
    assert with_open_tables(lines) == (lines, 0)


def test_a_heading_row_that_is_printed_again_on_the_next_page_is_left_out() -> None:
    first = with_rows([line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25),
                       line("7", 105, 25)], [grid(2)])[0]  # fmt: skip
    second = with_rows([line("Fugl", 5, 5), line("Antal", 105, 5), line("And", 5, 25),
                        line("9", 105, 25)], [grid(2)])[0]  # fmt: skip
    pages, breaks = with_whole_tables([first, second])
    assert ([texts(page) for page in pages], breaks) == (
        [["Fugl\tAntal", "Svane\t7"], ["And\t9"]], 1,
    )  # fmt: skip


def test_a_table_of_other_columns_on_the_next_page_is_another() -> None:
    lines = [line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25)]
    first, _ = with_rows(lines, [grid(2)])
    second, _ = with_rows([*lines, line("Vægt", 205, 5)], [grid(2, columns=3)])
    assert with_whole_tables([first, second])[1] == 0


def test_an_empty_first_cell_keeps_its_column() -> None:
    lines = [line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25)]
    assert texts(with_rows(lines, [grid(2)])[0]) == ["\tAntal", "Svane\t7"]


def test_a_line_that_runs_up_over_rows_stands_in_each_row_with_its_words() -> None:
    words = tuple(Token(word, 1, (Box(1, 5, y, 15, y + 8),)) for word, y in
                  (("op", 45), ("og", 25), ("ned", 5)))  # fmt: skip
    up = Line(1, words, 5, 5, 15, 53, 10.0, bold=False, italic=False, turned=True)
    figures = [line(str(n), 105, 5 + 20.0 * n) for n in range(3)]
    rows, _ = with_rows([up, *figures], [grid(3)])
    assert texts(rows) == ["ned\t0", "og\t1", "op\t2"]


def test_a_box_round_text_is_no_table() -> None:
    lines = [line("Husk at spørge", 5, 5), line("før du lover noget", 5, 25)]
    assert with_rows(lines, [grid(2, columns=1)]) == (lines, 0)


def test_prose_set_in_a_grid_is_read_cell_by_cell() -> None:
    wide = Grid((0, 0, 8_000, 40), tuple(
        ((0, y, 4_000, y + 20), (4_000, y, 8_000, y + 20)) for y in (0.0, 20.0)
    ))  # fmt: skip
    lines = [line(f"{word} " * 60, x, y) for word, x, y in
             (("et", 5, 5), ("to", 4_005, 5), ("tre", 5, 25), ("fire", 4_005, 25))]  # fmt: skip
    rows, count = with_rows(lines, [wide])
    assert ([row.tokens[0].text for row in rows], count) == (["et", "to", "tre", "fire"], 0)


def test_the_number_of_tables_is_counted() -> None:
    lines = [line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25)]
    assert with_rows(lines, [grid(2)])[1] == 1
