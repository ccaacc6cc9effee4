"""Rules drawn on a page make grids, however they are drawn."""

from typing import Any

import pytest

from ingest.readers.rules import Drawn, drawn_on, grids

Drawing = dict[str, Any]


def stroke(x0: float, y0: float, x1: float, y1: float) -> Drawing:
    return {"type": "s", "items": [("l", (x0, y0), (x1, y1))], "rect": (x0, y0, x1, y1)}


def area(x0: float, y0: float, x1: float, y1: float, fill: float = 0.5) -> Drawing:
    box = (x0, y0, x1, y1)
    return {"type": "f", "items": [("re", box, 1)], "rect": box, "fill": (fill, fill, fill)}


def lattice(*, across: int = 3, upright: int = 3) -> list[Drawing]:
    """Rules 100 points long each way, evenly parted."""
    rows = [stroke(0, 100 * n / (across - 1), 100, 100 * n / (across - 1)) for n in range(across)]
    posts = [
        stroke(100 * n / (upright - 1), 0, 100 * n / (upright - 1), 100) for n in range(upright)
    ]
    return rows + posts


def shape(drawings: list[Drawing]) -> list[list[int]]:
    """Of each grid, the number of cells in each row."""
    return [[len(row) for row in grid.rows] for grid in grids(drawn_on(drawings))]


def test_rules_that_cross_are_a_grid() -> None:
    assert shape(lattice(across=4, upright=3)) == [[2, 2, 2]]


def test_thin_areas_are_rules() -> None:
    rules = [area(0, 50 * n, 100, 50 * n + 1) for n in range(3)]
    posts = [area(50 * n, 0, 50 * n + 1, 100) for n in range(3)]
    assert shape(rules + posts) == [[2, 2]]


def test_shaded_cells_side_by_side_are_a_grid() -> None:
    assert shape([area(50 * c, 20 * r, 50 * c + 50, 20 * r + 20)
                  for c in range(2) for r in range(2)]) == [[2, 2]]  # fmt: skip


def test_white_areas_are_no_cells() -> None:
    assert shape([area(50 * c, 0, 50 * c + 50, 20, fill=1.0) for c in range(2)]) == []


def test_rules_in_pieces_are_one_rule() -> None:
    pieces = [stroke(x, y, x + 50, y) for x in (0, 50) for y in (0, 50, 100)]
    assert shape([*pieces, *lattice(across=2, upright=3)[2:]]) == [[2, 2]]


def test_a_cell_without_a_rule_in_it_reaches_over_two_columns() -> None:
    half = [stroke(50, 50, 50, 100), *lattice(across=3, upright=2)]
    assert shape(half) == [[1, 2]]


def test_a_cell_without_a_rule_under_it_reaches_over_two_rows() -> None:
    drawings = [*lattice(across=2, upright=3), stroke(50, 50, 100, 50)]
    (grid,) = grids(drawn_on(drawings))
    assert [grid.rows[0][0], grid.rows[0][1]] == [(0, 0, 50, 100), (50, 0, 100, 50)]


def test_the_outer_sides_of_a_grid_may_be_open() -> None:
    inner = [stroke(0, y, 100, y) for y in (0, 50, 100)] + [stroke(60, 0, 60, 100)]
    assert shape(inner) == [[2, 2]]


def test_rules_of_one_width_are_a_grid_of_open_columns() -> None:
    (grid,) = grids(drawn_on([stroke(0, y, 200, y) for y in (0, 20, 90)]))
    assert (grid.open_columns, grid.box) == (True, (0, 0, 200, 90))


@pytest.mark.parametrize("count", [1, 2])
def test_one_rule_or_two_part_text_and_no_table(count: int) -> None:
    assert shape([stroke(0, 20 * n, 200, 20 * n) for n in range(count)]) == []


def test_a_map_is_no_grid() -> None:
    assert grids(Drawn(across=[(3.0 * n, 0, 100) for n in range(600)])) == []


def test_a_page_turned_by_a_quarter_has_its_rules_turned() -> None:
    drawn = drawn_on([stroke(10, 20, 110, 20)], 1, (300, 200))
    assert (drawn.across, drawn.upright) == ([], [(180, 10, 110)])
