"""Claims about sources that do not agree: shown where they do not, and never where they do."""

from pathlib import Path

import pytest

from assistant.reply import Answer
from tests.making import indexed
from tests.programme import assistant_over

ONE = "Kantinen i Sandbjerg serverer 120 måltider om dagen til skolens elever."
ASKED = "Hvor mange måltider serverer kantinen i Sandbjerg om dagen?"


def introduction(tmp_path: Path, question: str, one: str, other: str) -> str | None:
    files = {"kantine.md": f"# Årsskrift\n\n{one}\n", "avis.md": f"# Avisen\n\n{other}\n"}
    reply = assistant_over(indexed(tmp_path, files)).ask(question)
    return reply.introduction if isinstance(reply, Answer) else "no answer"


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        pytest.param(ASKED, ONE, ONE.replace("120", "180"), id="a count"),
        pytest.param(
            "Hvornår åbnede kantinen i Sandbjerg?",
            "Kantinen i Sandbjerg åbnede i foråret 2009 for skolens elever.",
            "Kantinen i Sandbjerg åbnede i efteråret 2009 for skolens elever.",
            id="a season",
        ),
        pytest.param(
            "Hvornår åbnede kantinen i Sandbjerg?",
            "Kantinen i Sandbjerg åbnede den 3. marts 2009 for skolens elever.",
            "Kantinen i Sandbjerg åbnede den 9. marts 2009 for skolens elever.",
            id="a day",
        ),
        pytest.param(
            "Hvad koster et måltid i kantinen?",
            "Et måltid i kantinen koster 30 kr. for skolens elever.",
            "Et måltid i kantinen koster 45 kr. for skolens elever.",
            id="a price",
        ),
    ],
)
def test_two_values_of_the_same_are_both_shown(
    tmp_path: Path, question: str, one: str, other: str
) -> None:
    assert introduction(tmp_path, question, one, other) == "Kilderne er ikke enige:"


@pytest.mark.parametrize(
    ("question", "other"),
    [
        pytest.param(ASKED, ONE, id="the same value"),
        pytest.param(ASKED, ONE.replace("120", "122"), id="a rounded value"),
        pytest.param(ASKED, ONE.replace("120", "ca. 180"), id="another reservation"),
        pytest.param(ASKED, ONE.replace("Sandbjerg", "Nordhavn"), id="another place"),
        pytest.param(ASKED, ONE.replace("120", "i 2012 180"), id="another year"),
        pytest.param(
            ASKED,
            ONE.replace("120", "180").replace("elever", "elever i 2012"),
            id="a year that one has",
        ),
        pytest.param(
            ASKED,
            ONE.replace("120", "180").replace("elever", "elever i Nordhavn"),
            id="a place more",
        ),
        pytest.param(ASKED, ONE.replace("måltider", "elever"), id="another noun"),
        pytest.param(ASKED, ONE.replace("Kantinen", "Kantinen skal efter målet"), id="a plan"),
        pytest.param(ASKED, ONE.replace("120", "120 til 180"), id="two values"),
        pytest.param(
            ASKED,
            "Kantinen i Sandbjerg serverer 180 måltider om dagen til havnens arbejdere.",
            id="another population",
        ),
        pytest.param(ASKED, "I Sandbjerg blev der spist 180 måltider.", id="other words"),
    ],
)
def test_two_that_differ_in_more_than_the_value_are_no_conflict(
    tmp_path: Path, question: str, other: str
) -> None:
    one = ONE if other != ONE.replace("120", "120 til 180") else ONE.replace("120", "200")
    assert introduction(tmp_path, question, one, other) is None


def test_a_time_within_another_is_no_conflict(tmp_path: Path) -> None:
    one = "Kantinen i Sandbjerg åbnede i foråret 2010 for skolens elever."
    other = one.replace("foråret 2010", "første kvartal 2010")
    asked = "Hvornår åbnede kantinen i Sandbjerg?"
    assert introduction(tmp_path, asked, one, other) is None


def test_each_value_stands_under_its_document(tmp_path: Path) -> None:
    files = {
        "kantine.md": f"# Årsskrift\n\n{ONE}\n",
        "avis.md": f"# Avisen\n\n{ONE.replace('120', '180')}\n",
    }
    reply = assistant_over(indexed(tmp_path, files)).ask(ASKED)
    assert isinstance(reply, Answer)
    assert {s.label for s in reply.statements} == {"Årsskrift", "Avisen"}


def test_a_document_against_itself_says_where_each_stands(tmp_path: Path) -> None:
    text = f"# Tal\n{ONE}\n\f# Mere\n{ONE.replace('120', '180')}\n"
    reply = assistant_over(indexed(tmp_path, {"skrift.pdf": text})).ask(ASKED)
    assert isinstance(reply, Answer)
    assert reply.introduction == "Kilden er ikke enig med sig selv:"
    assert {(s.label or "")[-4:] for s in reply.statements} == {"s. 1", "s. 2"}
