"""Claims about candidates laid out: it is as if each word were held against each term by itself."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.search.rerank_texts import Laid, lay
from ingest import analyze
from tests.programme import FILES

WORDS = sorted({word for text in FILES.values() for word in analyze.words(text)})
SHORT = ["d", "den", "der", "en", "er", "ål", "aal", "by", "byer", "5", "2016", "covid2016", "x²"]
words = st.sampled_from(WORDS) | st.sampled_from(SHORT) | st.text("abæéß2", min_size=1, max_size=9)
said = st.lists(words, max_size=20).map(" ".join)
asked = st.lists(words.map(analyze.words).filter(bool).map(lambda w: w[0]), min_size=1, unique=True)
passages = st.lists(st.tuples(said, said), min_size=1, max_size=4)


def laid(terms: list[str], *texts: str) -> Laid:
    return lay(" ".join(terms), terms, [("", text) for text in texts])


def likeness(word: str, term: str) -> float:
    if analyze.stem(word) == analyze.stem(term):
        return 1.0
    own = set(analyze.word_grams(term))
    return len(own & set(analyze.word_grams(word))) / len(own)


def runs(text: str) -> set[str]:
    line = f" {analyze.fold(' '.join(analyze.words(text)))} "
    return {line[i : i + 4] for i in range(len(line) - 3)}


@settings(max_examples=300, deadline=None)
@given(asked, passages)
@example(["d"], [("", "den")])
@example(["er"], [("", "en")])
@example(["vuktik"], [("", "zoktik")])
@example(["covid2016"], [("2016", "covid")])
def test_each_word_is_as_like_each_term_as_the_two_alone(
    terms: list[str], found: list[tuple[str, str]]
) -> None:
    rows = [
        row
        for headings, text in found
        for row in (None, *analyze.words(headings), *analyze.words(text))
    ]
    expected = [[likeness(word, term) if word else 0.0 for term in terms] for word in rows]
    given = lay(" ".join(terms), terms, found).likeness
    assert given == pytest.approx(np.array(expected, dtype=np.float32))


@settings(max_examples=100, deadline=None)
@given(asked, passages)
def test_a_passage_has_the_runs_of_the_question_that_stand_in_it(
    terms: list[str], found: list[tuple[str, str]]
) -> None:
    wanted = runs(" ".join(terms))
    held = lay(" ".join(terms), terms, found).runs.sum(axis=1)
    assert held.tolist() == [len(wanted & runs(" ".join(passage))) for passage in found]


def test_grams_that_both_have_count_once_a_word() -> None:
    assert laid(["bananana"], "bananana").alike.max() == 1.0


def test_a_word_is_alike_by_the_grams_of_both() -> None:
    praktik, compound = (len(analyze.word_grams(w)) for w in ("praktik", "virksomhedspraktik"))
    shared = praktik - 1  # all but the one at the beginning
    alike = laid(["praktik"], "virksomhedspraktik").alike.max()
    assert alike == pytest.approx(2 * shared / (praktik + compound))


def test_only_words_of_one_stem_are_the_same() -> None:
    found = laid(["centret"], "centrene virksomhedscentret").same[1:, 0]
    assert found.tolist() == [1.0, 0.0]


def test_sentences_begin_where_their_first_word_stands() -> None:
    found = lay("bro", ["bro"], [("Kro", "En bro. En sø."), ("", "En ø.")])
    assert found.sentences.tolist() == [0, 2, 4, 6, 7]
    assert found.owners.tolist() == [0, 0, 0, 1, 1]
