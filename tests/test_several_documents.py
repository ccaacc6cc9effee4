"""Claims about questions of several documents: a part for each, and lists compared."""

from functools import partial
from pathlib import Path

import pytest

from assistant.across.enumerations import folded
from assistant.across.several_documents import several_documents
from assistant.across.sides import Side, sides_of
from assistant.compose import QuotingWriter
from assistant.question import understand
from assistant.reply import Answer, Draft, NoAnswer
from tests.making import indexed
from tests.programme import assistant_over

RACES = """# Kapsejladser

## Fjordløbet

Fjordløbet blev sejlet i 1990 med 48 både. I Fjordløbet deltog 5 havne, men ikke alle er nævnt. \
De deltagende havne var: Århus, Skagen, Hundested og Korsør.

## Bæltløbet

Bæltløbet blev sejlet i 1995 med 30 både. De deltagende havne var: Korsør, Nyborg, Aarhus og \
Kerteminde.
"""
SANDBJERG = """# Sandbjerg Kommune

Sandbjerg har en kutter med 12 køjer. Kutteren ligger ved kajen i Sandbjerg.
"""
NORDHAVN = """# Nordhavn Kommune

Nordhavn har en kutter med 20 køjer. Kutteren i Nordhavn er ny.
"""
FILES = {"kapsejlads.md": RACES, "sandbjerg.md": SANDBJERG, "nordhavn.md": NORDHAVN}
BOTH = "Hvilke havne var med i både Fjordløbet og Bæltløbet?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("several"), FILES)


def draft(index: Path, question: str) -> Draft | None:
    assistant = assistant_over(index)
    rarity = partial(assistant.retriever.snapshot.lexical.rarity, "stem")
    writer = QuotingWriter(assistant.library, rarity, assistant.retriever)
    return several_documents(understand(question), assistant.retriever, writer.alone)


def texts(found: Draft | None) -> list[tuple[str | None, str]]:
    return [(claim.label, claim.text) for claim in found.claims] if found else []


def test_each_side_is_answered_by_itself_under_its_name(index: Path) -> None:
    assert texts(draft(index, "Hvor mange køjer har kutteren i Sandbjerg og i Nordhavn?")) == [
        ("Sandbjerg", "Sandbjerg har en kutter med 12 køjer."),
        ("Nordhavn", "Nordhavn har en kutter med 20 køjer."),
    ]


def test_a_side_that_nothing_is_said_of_is_said_so(index: Path) -> None:
    found = draft(index, "Hvor mange køjer har kutteren i Sandbjerg og i Gedser?")
    assert found
    assert [claim.label for claim in found.claims] == ["Sandbjerg"]
    assert found.notes == ("Om Gedser er der ikke fundet noget svar.",)


def test_what_was_there_is_said_before_what_was_planned(tmp_path: Path) -> None:
    planned = "Målet i Sandbjerg var en kutter med 40 køjer. Sandbjerg fik en kutter med 12 køjer."
    files = {"s.md": f"# Sandbjerg\n\n{planned}\n", "n.md": NORDHAVN}
    found = draft(
        indexed(tmp_path, files), "Hvor mange køjer fik kutteren i Sandbjerg og i Nordhavn?"
    )
    assert "12 køjer" in " ".join(text for _, text in texts(found))


def test_sides_that_nothing_is_said_of_are_not_found(index: Path) -> None:
    asked = "Hvad koster billetterne til operaen i Sandbjerg og i Nordhavn?"
    assert isinstance(assistant_over(index).ask(asked), NoAnswer)


def test_which_of_two_has_the_most_is_a_shown_difference(index: Path) -> None:
    reply = assistant_over(index).ask("Hvor er der flest køjer, i Sandbjerg eller i Nordhavn?")
    assert isinstance(reply, Answer)
    assert reply.statements[0].text == "Flest: Nordhavn, 20 mod 12 (20 − 12 = 8)."


def test_a_side_is_told_once_with_the_other_where_one_sentence_answers_both(tmp_path: Path) -> None:
    text = "# Havne\n\nKutteren i Gedser har 9 køjer, og kutteren i Skagen har 7 køjer.\n"
    found = draft(
        indexed(tmp_path, {"h.md": text}), "Hvor mange køjer har kutteren i Gedser og i Skagen?"
    )
    assert [label for label, _ in texts(found)] == ["Gedser og Skagen"]


def test_what_one_alone_has_is_told_against_the_other_list_of_its_document(index: Path) -> None:
    found = draft(index, "Hvilke havne var kun med i Fjordløbet?")
    assert texts(found) == [(None, "Skagen og Hundested.")]


def test_what_the_sources_say_is_told_of_each_under_its_title(index: Path) -> None:
    found = draft(index, "Hvad siger kilderne om køjer i kutteren?")
    assert {label for label, _ in texts(found)} == {"Sandbjerg Kommune", "Nordhavn Kommune"}


def test_a_matter_that_no_source_has_is_asked_of_none(index: Path) -> None:
    assert draft(index, "Hvad siger kilderne om operaen i Sandbjerg?") is None


def test_one_place_does_not_answer_for_another(index: Path) -> None:
    found = draft(index, "Hvor mange både havde kutteren i Sandbjerg og i Nordhavn?")
    assert not found or all("både" in text for _, text in texts(found))


def test_what_two_lists_have_in_common_is_found_whatever_the_spelling(index: Path) -> None:
    assert texts(draft(index, BOTH)) == [(None, "Århus og Korsør.")]


def test_what_only_the_first_list_has_is_found(index: Path) -> None:
    found = draft(index, "Hvilke havne var kun med i Fjordløbet og ikke i Bæltløbet?")
    assert texts(found) == [(None, "Skagen og Hundested.")]


def test_the_names_of_both_lists_are_counted_once_each(index: Path) -> None:
    found = draft(index, "Hvor mange havne var i alt med i Fjordløbet og Bæltløbet?")
    assert found
    assert found.claims[0].text.startswith("6: ")


def test_a_list_that_is_said_to_be_longer_is_said_so(index: Path) -> None:
    files = {"k.md": RACES.replace("De deltagende havne var: Århus", "De 5 havne var: Århus")}
    found = draft(indexed(index.parent / "longer", files), BOTH)
    assert found
    assert found.notes == ("Under »Fjordløbet« er der 5 ifølge kilden, men kun 4 er nævnt.",)


def test_a_computed_list_stands_on_both_lists(index: Path) -> None:
    reply = assistant_over(index).ask("Hvor mange havne var i alt med i Fjordløbet og Bæltløbet?")
    assert isinstance(reply, Answer)
    assert [statement.citations for statement in reply.statements] == [(1, 2)]


def test_a_list_of_something_else_is_not_compared(index: Path) -> None:
    assert draft(index, "Hvilke kokke var med i både Fjordløbet og Bæltløbet?") is None


def test_a_list_of_another_race_is_not_taken_for_one_that_has_none(tmp_path: Path) -> None:
    files = {
        "a.md": "# Fjordløbet og Bæltløbet\n\nDe 3 havne i Bæltløbet var Korsør, Nybo og Skagen.\n",
        "b.md": "# Sundløbet\n\nDe 3 havne i Sundløbet var Korsør, Nyborg og Dragør.\n",
    }
    index = indexed(tmp_path, files)
    assert texts(draft(index, "Hvilke havne var med i både Sundløbet og Bæltløbet?"))
    assert draft(index, "Hvilke havne var med i både Sundløbet og Fjordløbet?") is None


def test_what_is_counted_up_is_the_noun_next_to_the_list(tmp_path: Path) -> None:
    text = "# Ruter\n\nSejlskibet besøgte 3 havne: Korsør, Nyborg og Skagen.\n"
    files = {"a.md": text, "b.md": text.replace("Ruter", "Rejser").replace("Skagen", "Rudkøbing")}
    reply = assistant_over(indexed(tmp_path, files)).ask(ALL)
    assert getattr(reply, "introduction", None) is None


def test_aarhus_is_one_town_however_it_is_written() -> None:
    assert folded("Århus") == folded("»Aarhus«")


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Hvad koster en plads i Assens og i Skive?", ["Assens", "Skive"]),
        ("Hvordan bruger både Assens og Skive mentorer?", ["Assens", "Skive"]),
        ("Hvad siger A-notatet og B-notatet om praktik?", ["A-notatet", "B-notatet"]),
        ("Hvor mange kom i Skagen og i kapsejladsen?", ["Skagen", "kapsejladsen"]),
        ("Hvad siger Skives notat og Assens' notat om løn?", ["Skives notat", "Assens' notat"]),
        ("Hvem fik flest pladser, Assens eller Skive?", ["Assens", "Skive"]),
        ("Assens og Skive: hvem fik flest pladser?", ["Assens", "Skive"]),
        ("Hvor længe varer det i Assens sammenlignet med Skive?", ["Assens", "Skive"]),
        (
            "Hvor mange pladser er der? Gerne både Assens, Skive og bynotatet.",
            ["Assens", "Skive", "bynotatet"],
        ),
        ("Er der flest både eller flest havne i løbet?", ["både", "havne"]),
    ],
)
def test_the_sides_of_a_question_are_its_names(question: str, labels: list[str]) -> None:
    sides = sides_of(question, lambda words: 0)
    assert sides
    assert [side.label for side in sides.sides] == labels


def test_a_double_question_asks_the_same_of_another() -> None:
    parts = ("Hvor mange pladser var der i Assens", "hvor mange i Skive?")
    sides = sides_of(" og ".join(parts), lambda words: 0, parts)
    assert sides
    assert [side.question for side in sides.sides] == [
        "Hvor mange pladser var der i Assens",
        "Hvor mange pladser var der i Skive",
    ]


def test_so_many_and_so_many_are_no_sides() -> None:
    parts = ("Hvor meget koster det ved fire pladser", "hvor meget ved otte?")
    assert sides_of(", og ".join(parts), lambda words: 0, parts) is None


def test_what_kind_of_text_a_side_is_is_no_part_of_its_name() -> None:
    assert Side("Assens-notatet", "").name == "Assens"


def test_each_side_is_asked_the_question_alone() -> None:
    sides = sides_of("Hvad koster en plads i Assens og i Skive i 2013?", lambda words: 0)
    assert sides
    assert [side.question for side in sides.sides] == [
        "Hvad koster en plads i Assens i 2013?",
        "Hvad koster en plads i Skive i 2013?",
    ]


def test_a_name_with_and_in_it_is_parted_where_the_library_knows_both() -> None:
    known = {"indsats": 2, "centre og aktivering": 2, "indsats og centre": 0, "aktivering": 2}
    sides = sides_of(
        "Hvilke havne var med i både indsats og centre og aktivering?", lambda w: known.get(w, 0)
    )
    assert sides
    assert [side.label for side in sides.sides] == ["indsats", "centre og aktivering"]


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster en plads i Assens?",
        "Hvad er Job- og Kompetencecentret?",
        "Hvad er mål og midler?",
        "Hvor mange store og små virksomheder deltog?",
    ],
)
def test_a_question_of_one_thing_has_no_sides(question: str) -> None:
    assert sides_of(question, lambda words: 2) is None


def test_a_firm_with_and_in_its_name_is_one(index: Path) -> None:
    assert draft(index, "Hvad laver Johns VVS og Ejendomsservice?") is None


NOVELS = "# Romaner\n\nSejlskibene i romanen er Thetis, Havfruen og Rota.\n"
ROUTES = "# Ruter\n\nPå fjorden ses tre sejlskibe: Havfruen, Diana og Freja. Diana er ældst.\n"
ALL = "Nævn alle sejlskibe i dokumenterne"


def test_all_of_a_kind_is_every_documents_list_of_them(tmp_path: Path) -> None:
    reply = assistant_over(indexed(tmp_path, {"a.md": NOVELS, "b.md": ROUTES, **FILES})).ask(ALL)
    assert isinstance(reply, Answer)
    assert {s.label for s in reply.statements} == {"Romaner", "Ruter"}
    assert reply.introduction == "2 af 5 dokumenter opregner sejlskibe:"


def test_a_list_that_only_one_document_has_is_left_to_the_search(tmp_path: Path) -> None:
    reply = assistant_over(indexed(tmp_path, {"a.md": NOVELS, **FILES})).ask(ALL)
    assert getattr(reply, "introduction", None) is None


def test_a_document_that_only_says_what_another_said_is_left_out(tmp_path: Path) -> None:
    ferry = "Færgen til Endelave har to styrmænd om bord på hver eneste tur i sommertiden."
    files = {
        "havn.md": f"# Havnen\n\n{ferry}\n",
        "sejlplan.md": f"# Sejlplanen\n\n{ferry}\n",
        "aarsskrift.md": "# Årsskriftet\n\nFærgen til Endelave har tre styrmænd om vinteren.\n",
    }
    question = "Hvor mange styrmænd har færgen til Endelave ifølge de forskellige dokumenter?"
    reply = assistant_over(indexed(tmp_path, files)).ask(question)
    labels = [statement.label for statement in reply.statements]
    assert sorted(filter(None, labels)) in (
        ["Havnen", "Årsskriftet"],
        ["Sejlplanen", "Årsskriftet"],
    )
