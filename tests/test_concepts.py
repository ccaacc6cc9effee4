"""The field's language: a person's words lead to the documents' words."""

from pathlib import Path

import pytest

from assistant.concepts import Concepts, load_concepts, no_concepts, watched_concepts
from ingest.errors import SettingsError

FERRY = """
[[concept]]
term = "færge"
inflections = ["færgerne"]
synonyms = ["overfartsskib"]
everyday = ["båd", "stor båd"]
narrower = ["bilfærge"]
related = ["havn"]
english = ["ferry"]
"""


@pytest.fixture
def concepts(tmp_path: Path) -> Concepts:
    (tmp_path / "concepts.toml").write_text(FERRY, encoding="utf-8")
    return load_concepts(tmp_path / "concepts.toml")


@pytest.mark.parametrize("said", ["båd", "overfartsskib", "ferry"])
def test_an_everyday_word_leads_to_the_term(concepts: Concepts, said: str) -> None:
    assert concepts.alternatives(f"Hvad koster en {said}?")[said]["færge"] == 1.0


def test_a_kind_of_it_lends_less(concepts: Concepts) -> None:
    assert concepts.alternatives("Hvor er færgen?")["færgen"]["bilfærge"] == 0.6


def test_what_is_only_related_is_not_looked_for(concepts: Concepts) -> None:
    assert "havn" not in concepts.alternatives("Hvor er en båd?")["båd"]


def test_an_everyday_word_is_not_looked_for_in_the_documents(concepts: Concepts) -> None:
    assert "båd" not in concepts.alternatives("Hvor er færgen?")["færgen"]


def test_a_phrase_needs_all_its_words(tmp_path: Path) -> None:
    phrase = '[[concept]]\nterm = "færge"\neveryday = ["skib med biler"]\n'
    (tmp_path / "c.toml").write_text(phrase, encoding="utf-8")
    concepts = load_concepts(tmp_path / "c.toml")
    assert concepts.alternatives("Er der biler?") == {}
    assert "færge" in concepts.alternatives("Et skib med mange biler?")["biler"]


def test_a_word_that_is_already_asked_for_is_not_added(concepts: Concepts) -> None:
    assert "færge" not in concepts.alternatives("Er færgen en båd?")["båd"]


def test_a_question_about_something_else_stays_as_it_is(concepts: Concepts) -> None:
    assert concepts.alternatives("Hvad koster en is?") == {}


def test_without_a_list_nothing_is_added() -> None:
    assert no_concepts().alternatives("Hvor er en båd?") == {}


@pytest.mark.parametrize("content", ["[[concept]\n", '[[concept]]\nsynonyms = ["båd"]\n'])
def test_an_invalid_list_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "concepts.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"concepts\.toml"):
        load_concepts(tmp_path / "concepts.toml")


def test_a_list_that_staff_edit_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "concepts.toml"
    file.write_text('[[concept]]\nterm = "mentor"\nsynonyms = ["støtteperson"]\n', encoding="utf-8")
    current = watched_concepts(file)
    assert "cykel" not in current().alternatives("cykel")
    file.write_text('[[concept]]\nterm = "cykel"\nsynonyms = ["tohjuler"]\n', encoding="utf-8")
    assert current().alternatives("cykel") == {"cykel": {"tohjuler": 1.0}}


def test_a_list_that_breaks_leaves_the_entries_that_were_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "concepts.toml"
    file.write_text('[[concept]]\nterm = "cykel"\nsynonyms = ["tohjuler"]\n', encoding="utf-8")
    current = watched_concepts(file)
    file.write_text("[[concept", encoding="utf-8")
    assert current().alternatives("cykel") == {"cykel": {"tohjuler": 1.0}}
    assert "stays as it was" in caplog.text


def test_a_term_keeps_its_other_words_and_its_definition(tmp_path: Path) -> None:
    file = tmp_path / "concepts.toml"
    file.write_text(
        '[[concept]]\nterm = "mentor"\ndefinition = "En, der støtter."\nsource = "Notatet, s. 2"\n'
        'abbreviations = ["m."]\nsynonyms = ["støtteperson"]\neveryday = ["makker"]\n'
        'narrower = ["central mentor"]\n\n[[concept]]\nterm = "uge"\n',
        encoding="utf-8",
    )
    mentor, week = load_concepts(file).terms
    assert mentor.other_words == ("m.", "støtteperson", "makker")
    assert (mentor.definition, mentor.source) == ("En, der støtter.", "Notatet, s. 2")
    assert (week.other_words, week.definition) == ((), None)
