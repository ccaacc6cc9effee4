"""Claims about the quoting writer: what it says to which question, and in how many words."""

from pathlib import Path

import pytest

from assistant.reply import Answer
from assistant.selection.extent import LONG, SHORT
from tests.making import indexed
from tests.programme import FILES, assistant_over, said

PRICE = "Hvad koster en plads i Fyrtårnet om ugen?"
TASKS = "Hvilke opgaver har værkstedslederen?"
ITEMS = [
    "tage imod nye deltagere",
    "lægge en ugeplan for hver deltager",
    "føre logbog over fremmødet",
    "tale med forældrene hver måned",
]
SAILING = " ".join(f"Lodsen på fjorden sejler fartøj nummer {n} ind i havnen." for n in range(60))
BERRIES = "\n".join(f"- bærsort nummer {n}, som plukkes i lunden om sommeren" for n in range(60))
LONG_NOTE = f"# Lodsen\n\n{SAILING}\n\n# Lunden\n\nLunden har disse bærsorter:\n\n{BERRIES}\n"
BAKING = """# Bageriet

## Sådan bages et brød

Først vejer bageren melet af. Derefter hviler dejen i kælderen. Til sidst bages brødet i ovnen.

## Priser

Et brød koster 30 kr. i bageriet.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {**FILES, "lang.md": LONG_NOTE, "brod.md": BAKING, "titel.md": "# Kun en overskrift\n"}
    return indexed(tmp_path_factory.mktemp("compose"), files)


def statements(index: Path, question: str) -> list[str]:
    reply = assistant_over(index).ask(question)
    return [s.text for s in reply.statements] if isinstance(reply, Answer) else []


def test_a_price_is_answered_with_its_sentence(index: Path) -> None:
    assert "En plads i Fyrtårnet koster 745 kr. om ugen" in statements(index, PRICE)[0]


def test_neighbouring_sentences_are_one_statement(index: Path) -> None:
    said = statements(index, "Hvordan foregår det, når bageren bager et brød?")
    assert any("melet af. Derefter hviler" in statement for statement in said)


def test_a_list_comes_whole_with_its_introduction(index: Path) -> None:
    assert statements(index, TASKS) == ["Værkstedslederen har fire opgaver:", *ITEMS]


def test_a_list_that_is_asked_for_by_name_comes_whole_too(index: Path) -> None:
    assert statements(index, "Nævn værkstedslederens fire opgaver")[-4:] == ITEMS


def test_a_definition_is_answered_with_what_the_word_means(index: Path) -> None:
    assert "En mentor er en ældre håndværker" in statements(index, "Hvad er en mentor?")[0]


def test_a_why_is_answered_with_the_reason(index: Path) -> None:
    assert "fordi ordningen bygger på frivillighed" in " ".join(
        statements(index, "Hvorfor lønnes mentoren ikke?")
    )


def test_a_when_is_answered_with_the_date(index: Path) -> None:
    assert "3. marts 2014" in " ".join(statements(index, "Hvornår åbnede Fyrtårnet?"))


def test_a_table_is_answered_with_its_row(index: Path) -> None:
    assert "Østkajen\t14" in statements(index, "Hvor mange afgange om dagen har Østkajen?")


def test_a_procedure_is_answered_with_its_steps_in_order(index: Path) -> None:
    answer = " ".join(statements(index, "Hvordan foregår det, når bageren bager et brød?"))
    first, then, last = (answer.find(word) for word in ("Først", "Derefter", "Til sidst"))
    assert 0 <= first < then < last


def test_both_parts_of_a_question_are_answered(index: Path) -> None:
    answer = " ".join(statements(index, f"{PRICE} Hvor mange måltider serverer kantinen?"))
    assert all(figure in answer for figure in ("745", "120"))


def test_a_part_that_nothing_bears_leaves_the_other_answered(index: Path) -> None:
    answer = " ".join(statements(index, f"{PRICE} Hvor mange heste har Roskilde?"))
    assert "745" in answer


def test_a_short_answer_is_within_its_room(index: Path) -> None:
    answer = " ".join(statements(index, "Hvor mange fartøjer sejler lodsen ind i havnen?"))
    assert 0 < len(answer) <= SHORT


def test_a_long_answer_is_within_its_room(index: Path) -> None:
    answer = "".join(statements(index, "Hvilke bærsorter har lunden?"))
    assert SHORT < len(answer) <= LONG


def test_nothing_is_said_twice(index: Path) -> None:
    said = statements(index, f"{PRICE} {PRICE}")
    assert sorted(said) == sorted(set(said))


def test_every_statement_is_the_documents_own_words(index: Path) -> None:
    helper = assistant_over(index)
    texts = " ".join(" ".join(d.text.split()) for d in map(helper.library.document, DOCUMENTS))
    replies = [helper.ask(q) for q in (PRICE, TASKS, "Hvad er en mentor?")]
    assert all(s.text in texts for r in replies if isinstance(r, Answer) for s in r.statements)


DOCUMENTS = ("fyrtaarnet", "kantine", "faerge")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Hvad koster en plads i Roskilde?", id="a name not in the documents"),
        pytest.param("Hvad koster en plads i Fyrtårnet i 2019?", id="another year"),
        pytest.param("Hvor mange penge tjener mentoren på frivillighed i kr.?", id="no figure"),
        pytest.param("Hvem vandt slaget ved Hastings?", id="off topic"),
        pytest.param("Hvad er mentorens telefonnummer?", id="no telephone number"),
        pytest.param("???", id="no words"),
    ],
)
def test_what_the_documents_do_not_say_is_not_said(index: Path, question: str) -> None:
    assert statements(index, question) == []


def test_a_document_of_headings_alone_is_not_answered_from(tmp_path: Path) -> None:
    helper = assistant_over(indexed(tmp_path, {"titel.md": "# Kun en overskrift\n"}))
    assert said(helper.ask("Hvad er kun en overskrift?")) == ""


def test_an_item_is_cited_where_it_stands_not_where_its_word_stands_first(tmp_path: Path) -> None:
    text = (
        "# Hegn og heste\nOrdet hegn nævnes her. Hestene går frit.\n"
        "\f# Opgaver\nStaldmesteren har disse opgaver:\n- hegn\n- foder\n- vand\n"
    )
    helper = assistant_over(indexed(tmp_path, {"stald.pdf": text}))
    reply = helper.ask("Hvilke opgaver har staldmesteren?")
    assert isinstance(reply, Answer)
    assert {c.page for c in reply.citations} == {2}


def test_a_list_that_half_is_said_of_is_said_whole(index: Path) -> None:
    reply = assistant_over(index).ask(
        "Hvem tager imod nye deltagere og fører logbog på værkstedet?"
    )
    assert all(item in said(reply) for item in ITEMS)


def test_what_two_documents_say_alike_is_said_once(tmp_path: Path) -> None:
    files = {
        "a.md": "# Færgen\n\nFærgen til Endelave sejler fire gange om dagen i sommertiden.\n",
        "b.md": "# Havnen\n\nI sommertiden sejler færgen til Endelave fire gange om dagen.\n",
    }
    assert len(statements(indexed(tmp_path, files), "Hvor tit sejler færgen til Endelave?")) == 1
