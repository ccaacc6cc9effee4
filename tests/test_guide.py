"""Claims about the guide for new staff: how its file is read, and what of it an index bears."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.concepts import load_concepts
from assistant.guide import Guide, Quote, Said, is_right, spot, spots
from assistant.guide_file import FILE, load_guide, watched_guide
from ingest.errors import SettingsError
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import CORPUS, PROJECT
from tests.making import HashEmbedder, indexed

STEP = """
[documents]
faerge = "Færgen"

[[step]]
id = "billet"
title = "Billetten"
about = "Hvad den koster."
ask = ["Hvad koster en billet?"]

[[step.part]]
heading = "Prisen"

[[step.part.say]]
text = "En billet til færgen koster 38 kr."
quotes = [["faerge", "En billet koster 38 kr."]]
"""
TABLE = """
[[table]]
id = "ruter"
title = "Ruterne"
about = "Side om side."
rows = ["Pris"]
columns = ["Øst"]

[[table.cell]]
row = "Pris"
column = "Øst"
text = "14 kr."
quotes = [["faerge", "Øst | 14 kr."]]
"""
QUESTION = """
[[question]]
id = "pris"
step = "billet"
kind = "number"
text = "Hvad koster en billet?"
answer = 38
unit = "kr."
why = "Den koster 38 kr."
quotes = [["faerge", "En billet koster 38 kr."]]
"""
CHOICE = QUESTION.replace('"number"', '"one"').replace(
    "answer = 38", 'options = ["14 kr.", "38 kr."]\nanswer = 2'
)
NOTE = """# Færgen

En billet koster 38 kr. for voksne.

| Rute | Pris |
|---|---|
| Øst | 14 kr. |
"""
Read = Callable[[str], Guide]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def load(text: str) -> Guide:
        (tmp_path / "guide.toml").write_text(text, encoding="utf-8")
        return load_guide(tmp_path / "guide.toml")

    return load


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """An index over the corpus that ships."""
    index = tmp_path_factory.mktemp("corpus")
    ingest([CORPUS], index, HashEmbedder(), processes=0)
    return Library(index)


@pytest.fixture(scope="module")
def shipped() -> Guide:
    return load_guide(FILE)


def all_said(guide: Guide) -> list[Said]:
    steps = [said for step in guide.steps for part in step.parts for said in part.said]
    cells = [cell for table in guide.tables for cell in table.cells.values()]
    return [*steps, *cells, *(question.why for question in guide.questions)]


def test_a_guide_is_read_as_it_is_written(read: Read) -> None:
    guide = read(STEP + TABLE + QUESTION)
    said = Said("En billet til færgen koster 38 kr.", (Quote("faerge", "En billet koster 38 kr."),))
    assert guide.steps[0].parts[0].said == (said,)
    assert guide.tables[0].cells["Pris", "Øst"].text == "14 kr."
    assert (guide.questions[0].right, guide.questions[0].unit) == ("38", "kr.")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('about = "Hvad den koster."\n', "", "the step 'billet' has no about"),
        ('quotes = [["faerge", "En billet koster 38 kr."]]', "", "has no source; it needs quotes"),
        ('"faerge", "En', '"faergen", "En', "quotes 'faergen', which [documents] does not list"),
        ('[["faerge", "En billet koster 38 kr."]]', '["En billet"]', "it must be"),
        ("text =", "tekst =", "has unknown tekst"),
        ("[[step.part.say]]", "[[step.part.sagt]]", "has unknown sagt"),
        ("[documents]", "[documents", "is not a valid guide"),
    ],
)
def test_a_faulty_step_is_refused_with_what_is_wrong(
    read: Read, old: str, new: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=r"guide\.toml is not a valid guide") as refused:
        read(STEP.replace(old, new))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (STEP + STEP.partition("\n\n")[2], "there are two steps of the id 'billet'"),
        (STEP + TABLE.replace('"ruter"', '"billet"'), "there are two pages of the id 'billet'"),
        (STEP + TABLE.replace('row = "Pris"', 'row = "Tid"'), "no such row or column"),
        (
            STEP + TABLE.replace("about", 'step = "tur"\nabout'),
            "the step 'tur', which there is not",
        ),
        (STEP + QUESTION.replace('"number"', '"tal"'), "is of the kind 'tal'"),
        ('documents = "Færgen"', "documents must be written as [documents]"),
        (STEP + QUESTION.replace("= 38", '= "38"'), "it needs a number"),
        (STEP + QUESTION.replace('"number"', '"true"'), "it needs true or false"),
        (STEP + CHOICE.replace("= 2", "= 3"), "it needs the number of an option, 1 to 2"),
        (STEP + QUESTION.replace('"billet"', '"tur"'), "the step 'tur', which there is not"),
    ],
)
def test_a_faulty_entry_is_refused_with_what_is_wrong(read: Read, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(text)
    assert told in str(refused.value)


def test_an_option_is_named_by_its_number_however_that_is_written(read: Read) -> None:
    question = read(STEP + CHOICE.replace("answer = 2", "answer = 2.0")).questions[0]
    assert is_right(question, "2")


def test_a_guide_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "guide.toml"
    file.write_text(STEP, encoding="utf-8")
    current = watched_guide(file)
    assert current() is current()
    file.write_text(STEP.replace("Billetten", "Rejsen"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert current().steps[0].title == "Rejsen"


def test_a_guide_that_is_faulty_now_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "guide.toml"
    file.write_text(STEP, encoding="utf-8")
    current = watched_guide(file)
    assert current().steps
    file.write_text("step = 1", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert current().steps


def test_a_guide_that_was_never_valid_is_an_error_each_time(tmp_path: Path) -> None:
    current = watched_guide(tmp_path / "guide.toml")
    for _ in range(2):
        with pytest.raises(SettingsError, match="is not a valid guide"):
            current()


def test_a_statement_stands_where_all_its_quotes_do(tmp_path: Path) -> None:
    library = Library(indexed(tmp_path, {"faerge.md": NOTE}))
    price, row = Quote("faerge", "En billet koster 38 kr."), Quote("faerge", "Øst | 14 kr.")
    (first, second) = spots(Said("38 og 14 kr.", (price, row)), library)
    assert first.document.text[first.start : first.end] == "En billet koster 38 kr."
    assert second.document.text[second.start : second.end] == "Øst\t14 kr."
    other = Quote("faerge", "En billet koster 40 kr.")
    assert spots(Said("Den koster noget.", (price, other)), library) == ()
    assert spots(Said("Den koster noget.", (Quote("bus", "En billet"),)), library) == ()


def test_a_number_that_no_quote_holds_does_not_stand(tmp_path: Path) -> None:
    library = Library(indexed(tmp_path, {"faerge.md": NOTE}))
    price = Quote("faerge", "En billet koster 38 kr.")
    assert spots(Said("Den koster 38 kr.", (price,)), library)
    assert spots(Said("Den koster 39 kr.", (price,)), library) == ()


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("38", True),
        ("38,0 kr.", True),
        ("ca. 39", False),
        ("", None),
        ("dyrt", None),
        ("3 8", None),
    ],
)
def test_a_number_is_judged_by_its_value(read: Read, given: str, right: bool | None) -> None:
    assert is_right(read(STEP + QUESTION).questions[0], given) is right


@pytest.mark.parametrize(("given", "right"), [("2", True), ("1", False), ("3", None), ("", None)])
def test_a_choice_is_judged_by_its_option(read: Read, given: str, right: bool | None) -> None:
    assert is_right(read(STEP + CHOICE).questions[0], given) is right


@pytest.mark.parametrize(
    ("given", "right"), [("sandt", False), ("falsk", True), ("true", None), ("", None)]
)
def test_true_or_false_is_judged_by_its_word(read: Read, given: str, right: bool | None) -> None:
    text = QUESTION.replace('"number"', '"true"').replace("= 38", "= false")
    assert is_right(read(STEP + text).questions[0], given) is right


def test_every_statement_of_the_shipped_guide_stands_in_the_shipped_corpus(
    shipped: Guide, corpus: Library
) -> None:
    assert [said.text for said in all_said(shipped) if not spots(said, corpus)] == []


def test_every_quote_of_the_shipped_guide_stands_on_a_page(shipped: Guide, corpus: Library) -> None:
    quotes = [quote for said in all_said(shipped) for quote in said.quotes]
    for quote in [*quotes, *shipped.definitions.values()]:
        found = spot(quote, corpus)
        assert found, quote
        assert found.document.page_at(found.start).number >= 1


def test_the_shipped_guide_names_the_documents_as_they_are_named(
    shipped: Guide, corpus: Library
) -> None:
    titles = {source.id: source.title for source in corpus.sources()}
    assert shipped.documents == {name: titles[name] for name in shipped.documents}


def test_the_shipped_guide_has_a_path_and_questions_of_each_kind_over_it(shipped: Guide) -> None:
    assert len(shipped.steps) == 7
    assert all(step.ask and step.parts for step in shipped.steps)
    assert {question.step for question in shipped.questions} == {step.id for step in shipped.steps}
    assert {question.kind for question in shipped.questions} == {"one", "true", "number"}
    assert len(shipped.questions) >= 12


def test_every_definition_of_the_shipped_guide_is_of_a_term_of_the_list(shipped: Guide) -> None:
    terms = {term.term for term in load_concepts(PROJECT / "corpus" / "concepts.toml").terms}
    assert shipped.definitions.keys() <= terms
