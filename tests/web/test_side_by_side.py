"""Claims about what is compared and what is worked out: set out so that the eye finds it."""

from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.reply import Answer, Statement
from assistant.web.conversation import conversation
from assistant.web.copying import as_html
from assistant.web.examples import Examples
from assistant.web.places import Place
from assistant.web.side_by_side import Side, side_by_side
from assistant.web.visit import Turn, Visit
from tests.web.building import LEAD, ROW, RULE, SCOPE, turn

ADULTS = "Voksne\t12"


def compared(helper: Assistant) -> Turn:
    shown = turn(helper.library, ("laesecirkel", ADULTS), ("laesecirkel", ROW), kind="compare")
    assert isinstance(shown.reply, Answer)
    statements = (
        Statement("Voksne – Antal medlemmer: 12", (1,), "voksne"),
        Statement("Børn – Antal medlemmer: 30", (2,), "børn"),
    )
    return replace(shown, reply=replace(shown.reply, statements=statements))


def drawn(helper: Assistant, shown: Turn) -> str:
    return conversation(Visit((shown,)), helper.library.sources(), Examples())


def sides(helper: Assistant, *quotes: str) -> list[Place]:
    return list(turn(helper.library, *(("laesecirkel", quote) for quote in quotes)).places)


def test_rows_that_are_compared_stand_beside_each_other(helper: Assistant) -> None:
    html = drawn(helper, compared(helper))
    assert '<th scope="col">Voksne</th><th scope="col">Børn</th>' in html
    row = html[html.index('<th scope="row">Antal medlemmer</th>') :].split("</tr>")[0]
    cells = row.split("<td")[1:]
    assert [cell.split(">")[1].split()[0] for cell in cells] == ["12", "30"]
    for number, cell in enumerate(cells, start=1):
        assert f'data-n="{number}"' in cell


@pytest.mark.parametrize(("names", "beside"), [("ab", True), ("abc", False), ("aab", True)])
def test_two_sides_in_prose_stand_beside_each_other(
    helper: Assistant, names: str, beside: bool
) -> None:
    quotes = ("bogbus", LEAD), ("laesecirkel", RULE), ("bogbus", SCOPE)
    shown = turn(helper.library, *quotes[: len(names)], kind="compare")
    assert isinstance(shown.reply, Answer)
    said = zip(shown.reply.statements, names, strict=True)
    labelled = tuple(replace(statement, label=name) for statement, name in said)
    html = drawn(helper, replace(shown, reply=replace(shown.reply, statements=labelled)))
    assert ('class="hp-sider hp-to"' in html) == beside
    assert html.count("<div><dt>") == len(set(names))


def test_the_table_is_copied_as_a_table(helper: Assistant) -> None:
    shown = compared(helper)
    assert isinstance(shown.reply, Answer)
    html = as_html(shown.reply, shown.places)
    assert "<table>" in html
    assert "[2]" in html.split("<tbody>")[1].split("</tbody>")[0]


@pytest.mark.parametrize("quotes", [(ROW,), (ROW, RULE), (ROW, ADULTS, ROW, ADULTS), ()])
def test_what_is_not_two_or_three_rows_of_one_table_is_no_such_table(
    helper: Assistant, quotes: tuple[str, ...]
) -> None:
    assert side_by_side([Side(place, "") for place in sides(helper, *quotes)]) == ""


def test_rows_of_tables_with_other_heads_are_not_set_beside_each_other(helper: Assistant) -> None:
    one, two = sides(helper, ADULTS, ROW)
    assert side_by_side([Side(one, ""), Side(two, "")])
    assert side_by_side([Side(one, ""), Side(replace(two, header=("Gruppe", "År")), "")]) == ""


def sum_of(helper: Assistant, text: str) -> str:
    shown = turn(helper.library, ("bogbus", LEAD), kind="calculation")
    assert isinstance(shown.reply, Answer)
    reply = replace(
        shown.reply, statements=(Statement(text, (1,)),), notes=("Med i 4.750 kr.: chauffør.",)
    )
    return drawn(helper, replace(shown, reply=reply))


def test_a_sum_is_set_out_below_its_result(helper: Assistant) -> None:
    html = sum_of(helper, "To busser koster 19.000 kr. for 2 uger: 2 busser × 4.750 kr. × 2 uger.")
    assert "<strong>19.000 kr.</strong> for <strong>2 uger</strong>:</p>" in html
    assert '<p class="hp-formel">2 busser × 4.750 kr. × 2 <span class="hp-citater">uger.' in html
    assert '<div class="hp-forbehold"><p>Med i 4.750 kr.: chauffør.</p></div>' in html


def test_a_sentence_without_a_sum_stays_whole(helper: Assistant) -> None:
    assert "hp-formel" not in sum_of(helper, "Prisen er kendt: 4.750 kr. om ugen.")
