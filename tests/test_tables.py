"""Tables on paper: a row is one line, its cells parted, whatever its cells take in height."""

from ingest.document import Box
from ingest.readers.blocks import Token
from ingest.readers.lines import Line
from ingest.readers.tables import Table, with_rows


def line(text: str, x: float, y: float) -> Line:
    tokens, left = [], x
    for word in text.split():
        tokens.append(Token(word, 1, (Box(1, left, y, left + 5 * len(word), y + 10),)))
        left += 5 * len(word) + 5
    return Line(1, tuple(tokens), x, y, left - 5, y + 10, 10.0, bold=False, italic=False)


def grid(rows: int, columns: int = 2, *, ruled: tuple[float, ...] = ()) -> Table:
    """Cells of 100 by 20 points."""
    cells = tuple(
        tuple((100.0 * c, 20.0 * r, 100.0 * c + 100, 20.0 * r + 20) for c in range(columns))
        for r in range(rows)
    )
    return Table((0, 0, 100.0 * columns, 20.0 * rows), cells, ruled)


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


def test_a_cell_of_two_lines_is_one_cell_where_rules_part_the_rows() -> None:
    lines = [
        line("Fugl", 5, 5), line("Antal", 105, 5),
        line("Den hvide", 5, 25), line("7", 105, 25),
        line("Svane", 5, 45), line("Due", 5, 65), line("9", 105, 65),
    ]  # fmt: skip
    rows, _ = with_rows(lines, [grid(4, ruled=(0, 20, 60, 80))])
    assert texts(rows) == ["Fugl\tAntal", "Den hvide Svane\t7", "Due\t9"]


def test_a_row_that_goes_on_in_mid_sentence_belongs_to_the_row_above() -> None:
    lines = [
        line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25),
        line("ti eller", 105, 25), line("mindre", 105, 45),
    ]  # fmt: skip
    assert texts(with_rows(lines, [grid(3)])[0]) == ["Fugl\tAntal", "Svane\tti eller mindre"]


def test_an_empty_first_cell_keeps_its_column() -> None:
    lines = [line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25)]
    assert texts(with_rows(lines, [grid(2)])[0]) == ["\tAntal", "Svane\t7"]


def test_a_box_round_text_is_no_table() -> None:
    lines = [line("Husk at spørge", 5, 5), line("før du lover noget", 5, 25)]
    assert with_rows(lines, [grid(2, columns=1)]) == (lines, 0)


def test_prose_set_in_columns_stays_prose() -> None:
    wide = tuple(((0, y, 4_000, y + 20), (4_000, y, 8_000, y + 20)) for y in (0, 20))
    lines = [line("ord " * 120, 5, 5), line("ord " * 120, 5, 25)]
    assert with_rows(lines, [Table((0, 0, 8_000, 40), wide)]) == (lines, 0)


def test_the_number_of_tables_is_counted() -> None:
    lines = [line("Fugl", 5, 5), line("Antal", 105, 5), line("Svane", 5, 25), line("7", 105, 25)]
    assert with_rows(lines, [grid(2)])[1] == 1
