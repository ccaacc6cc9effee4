"""Claims about the lexical index."""

import math
from pathlib import Path

import pytest

from ingest.analyze import gram_weights, stem, stem_weights
from ingest.errors import LibraryError
from ingest.lexical import IndexText, LexicalIndex

TEXTS = {
    "a": "Virksomhedspraktik i et virksomhedscenter",
    "b": "Svanen svømmer på søen",
    "c": "Svaner og ænder på søen ved skoven om vinteren",
}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path)
    made.write([IndexText(*item) for item in TEXTS.items()], [])
    return made


def found(index: LexicalIndex, question: str) -> list[str]:
    return [chunk_id for chunk_id, _ in index.search("stem", stem_weights(question), 10)]


def test_a_word_is_found_in_another_form(index: LexicalIndex) -> None:
    assert found(index, "virksomhedscentrene") == ["a"]


def test_the_part_of_a_compound_is_found_by_its_grams(index: LexicalIndex) -> None:
    hits = index.search("gram", gram_weights("praktik"), 10)
    assert [chunk_id for chunk_id, _ in hits] == ["a"]


def test_the_part_of_a_compound_is_not_found_by_its_stem(index: LexicalIndex) -> None:
    assert found(index, "praktik") == []


def test_a_word_typed_without_danish_letters_is_found_by_its_grams(index: LexicalIndex) -> None:
    assert [hit for hit, _ in index.search("gram", gram_weights("svoemmer"), 1)] == ["b"]


def test_the_better_match_comes_first(index: LexicalIndex) -> None:
    hits = index.search("stem", stem_weights("ænder søen"), 10)
    assert [chunk_id for chunk_id, _ in hits] == ["c", "b"]
    assert hits[0][1] > hits[1][1] > 0


def test_no_more_than_the_limit_is_found(index: LexicalIndex) -> None:
    assert len(index.search("stem", stem_weights("søen"), 1)) == 1


@pytest.mark.parametrize("weights", [{}, {"rabarber": 1.0}])
def test_what_stands_nowhere_finds_nothing(index: LexicalIndex, weights: dict[str, float]) -> None:
    assert index.search("stem", weights, 10) == []


def test_a_heavier_term_scores_in_proportion(index: LexicalIndex) -> None:
    ((_, once),) = index.search("stem", {"virksomhedscent": 1.0}, 1)
    ((_, twice),) = index.search("stem", {"virksomhedscent": 2.0}, 1)
    assert twice == pytest.approx(2 * once)


def test_a_chunk_holds_one_piece_at_least_of_each(index: LexicalIndex) -> None:
    lake, wood = [("stem", (stem("søen"),))], [("stem", (stem("skoven"),)), ("stem", ("hest",))]
    assert {chunk_id for chunk_id, _ in index.holding([lake], 10)} == {"b", "c"}
    assert [chunk_id for chunk_id, _ in index.holding([lake, wood], 10)] == ["c"]


def test_a_piece_is_held_where_all_of_it_is(index: LexicalIndex) -> None:
    assert index.holding([[("stem", (stem("skoven"), "hest"))]], 10) == []


def test_rarity_is_worked_out_by_hand(index: LexicalIndex) -> None:
    assert index.rarity("stem", "virksomhedscent") == pytest.approx(math.log(4 / 1.5))
    assert index.rarity("stem", "rabarber") == pytest.approx(math.log(4 / 0.5))


def test_what_is_removed_is_not_found(index: LexicalIndex) -> None:
    index.write([], ["b"])
    assert found(index, "søen") == ["c"]
    assert index.ids() == {"a", "c"}


def test_an_id_that_is_added_again_replaces_the_old(index: LexicalIndex) -> None:
    index.write([IndexText("b", "Rabarber")], [])
    assert (found(index, "rabarber"), found(index, "svømmer")) == (["b"], [])


def test_an_index_is_there_when_it_is_opened_again(index: LexicalIndex, tmp_path: Path) -> None:
    assert LexicalIndex(tmp_path).ids() == set(TEXTS)


def test_a_new_index_is_empty(tmp_path: Path) -> None:
    assert LexicalIndex(tmp_path / "new").ids() == set()


def test_a_broken_folder_says_what_to_do(index: LexicalIndex, tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"cannot be opened .*--rebuild"):
        LexicalIndex(tmp_path)
