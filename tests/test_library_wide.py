"""Claims about answers over the whole library: which documents say it, and which were looked at."""

from pathlib import Path

import pytest

from assistant.across.library_topic import topic_of
from assistant.across.library_wide import library_wide
from assistant.question import understand
from assistant.reply import Answer, Draft, NoAnswer
from tests.making import indexed
from tests.programme import assistant_over

FILES = {
    "havn.md": "# Havnen\n\nLodsen sejler ud fra molen. Havnen har et fyrtårn af granit.\n",
    "kro.md": "# Kroen\n\nKroen ligger ved et fyrtårn. Gæsterne spiser ål.\n",
    "mose.md": "# Mosen\n\nFyrtårnsvogteren går tur i mosen. Mosen er fuld af tranebær.\n",
    "skov.md": "# Skoven\n\nSkoven har mange ege. Et savværk ligger ved åen.\n",
    "eng.md": "# Engen\n\nEngen slås i juli. Lodskutteren er malet grøn.\n",
    "tom.pdf": "",
}
WHICH = "Hvilke dokumenter nævner fyrtårn?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wide")
    (folder / "documents").mkdir()
    (folder / "documents" / "knust.pdf").write_bytes(b"no pdf")
    return indexed(folder, {name: text for name, text in FILES.items() if text})


def draft(index: Path, question: str) -> Draft | None:
    return library_wide(understand(question), assistant_over(index).retriever.snapshot)


def quoted(index: Path, question: str) -> set[str | None]:
    found = draft(index, question)
    return {claim.label for claim in found.claims} if found else set()


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke dokumenter nævner fyrtårn?",
        "Hvor mange af kilderne omtaler fyrtårnet?",
        "I hvilke notater står der noget om fyrtårne?",
        "Står der noget om fyrtårnet i alle dokumenterne?",
        "Nævner alle kilder fyrtårnet?",
        "Hvem skriver om fyrtårne?",
        "Er der nogen af dokumenterne, der nævner et fyrtårn?",
        "find alle steder hvor fyrtårnet er nævnt",
        "Hvor nævnes fyrtårnet?",
        "Står fyrtårnet nævnt i flere af dokumenterne?",
        "Hvad siger alle kilderne om fyrtårnet?",
    ],
)
def test_a_question_of_all_documents_is_answered_from_each_that_says_it(
    index: Path, question: str
) -> None:
    assert {"Havnen", "Kroen"} <= quoted(index, question)


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke dokumenter skal gæsten medbringe?",
        "Hvilke kilder nævner notatet?",
        "Hvad er et fyrtårn?",
        "Hvor mange fyrtårne er der?",
        "Hvad siger notatet om fyrtårnet?",
        "Hvem skriver under på kontrakten?",
        "Er alle ege fældet?",
    ],
)
def test_a_question_of_something_else_is_left_alone(question: str) -> None:
    assert topic_of(question) == ""


def test_what_is_said_of_each_document_is_its_own_words(index: Path) -> None:
    found = draft(index, WHICH)
    assert found
    assert {c.label: c.text for c in found.claims}["Kroen"] == "Kroen ligger ved et fyrtårn."


def test_it_is_said_how_many_documents_name_it(index: Path) -> None:
    found = draft(index, "Hvor mange dokumenter nævner lodsen?")
    assert found
    assert found.introduction == "1 af 5 dokumenter nævner »lodsen«:"


def test_the_documents_that_do_not_name_it_are_named(index: Path) -> None:
    found = draft(index, "Hvilke dokumenter nævner tranebær?")
    assert found
    note = next(note for note in found.notes if note.startswith("Der er søgt i 5 dokumenter"))
    assert all(title in note for title in ("Havnen", "Kroen", "Skoven", "Engen"))


def test_a_file_that_could_not_be_read_is_named(index: Path) -> None:
    found = draft(index, WHICH)
    assert found
    assert any(n.startswith("Kunne ikke læses:") and "knust.pdf" in n for n in found.notes)


def test_a_cpr_number_in_the_name_of_a_file_that_could_not_be_read_is_not_said(
    tmp_path: Path,
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "010190-1234.pdf").write_bytes(b"no pdf")
    found = draft(indexed(tmp_path, {"havn.md": FILES["havn.md"]}), WHICH)
    assert found
    note = next(note for note in found.notes if note.startswith("Kunne ikke læses:"))
    assert note == "Kunne ikke læses: [CPR fjernet].pdf."


def test_a_heading_with_nothing_under_it_is_named_and_not_quoted(tmp_path: Path) -> None:
    files = {"havn.md": "# Havnen\n\nHavnen har et fyrtårn.\n", "vrag.md": "# Fyrtårn i vraget\n"}
    found = draft(indexed(tmp_path, files), WHICH)
    assert found
    assert [claim.label for claim in found.claims] == ["Havnen"]
    assert found.introduction == "2 af 2 dokumenter nævner »fyrtårn«:"
    assert "Også nævnt i »Fyrtårn i vraget«." in found.notes


def test_a_short_word_in_the_front_of_another_is_told_apart(index: Path) -> None:
    assert quoted(index, "Hvilke dokumenter nævner lodsen?") == {"Havnen"}


def test_what_a_compound_is_a_kind_of_is_a_hit(tmp_path: Path) -> None:
    files = {
        "a.md": "# Kajen\n\nFærgekaptajnen bor ved kajen.\n",
        "b.md": "# Byen\n\nByen er lille.\n",
    }
    assert quoted(indexed(tmp_path, files), "Hvilke dokumenter nævner en kaptajn?") == {"Kajen"}


def test_a_word_that_a_short_one_begins_is_no_hit(tmp_path: Path) -> None:
    files = {
        "a.md": "# Kajen\n\nKaptajnen bor ved kajen.\n",
        "b.md": "# Byen\n\nKaptajnsboligen er rød.\n",
    }
    assert quoted(indexed(tmp_path, files), "Hvilke dokumenter nævner en kaptajn?") == {"Kajen"}


def test_a_word_that_stands_nowhere_leaves_nothing_to_say(index: Path) -> None:
    assert draft(index, "Hvilke dokumenter nævner kænguruer?") == Draft()


def test_all_words_must_stand_in_one_place(index: Path) -> None:
    assert quoted(index, "Hvilke dokumenter nævner et fyrtårn af granit?") == {"Havnen"}


def test_a_word_that_the_library_lacks_is_answered_with_nothing(index: Path) -> None:
    reply = assistant_over(index).ask("Hvilke dokumenter nævner kænguruer?")
    assert isinstance(reply, NoAnswer)


def test_everyday_words_alone_are_no_matter(index: Path) -> None:
    assert draft(index, "Hvilke dokumenter siger noget om det der?") is None


def test_at_most_eight_documents_are_quoted_and_the_others_named(tmp_path: Path) -> None:
    files = {f"{n}.md": f"# Ø {n}\n\nPå ø nummer {n} står et fyrtårn.\n" for n in range(1, 12)}
    found = draft(indexed(tmp_path, files), WHICH)
    assert found
    assert len(found.claims) == 8
    assert sum("Også nævnt i" in note for note in found.notes) == 1


def test_every_document_stands_as_a_verified_statement(index: Path) -> None:
    reply = assistant_over(index).ask(WHICH)
    assert isinstance(reply, Answer)
    assert {s.label for s in reply.statements} >= {"Havnen", "Kroen"}
