"""Claims about ranking candidates anew: what moves a score, what cannot, and what it costs."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.search.rerank import evaluate, rerank, weights
from assistant.search.rerank_features import Candidate, Features, features
from tests.programme import FILES

QUESTION = "Hvornår åbnede broen over fjorden?"
SAID = "Broen over fjorden åbnede i 1934. Den er lang."
PARTED = "Broen er lang. Fisk trives her. Vandet er koldt. Fjorden er dyb. Kroen åbnede i 1934."
OTHER = "Kantinen serverer suppe hver mandag. Alle kan spise med."
WORDS = sorted({word for text in FILES.values() for word in text.split()})
texts = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text()
scores = st.floats(0, 2)
candidates = st.lists(st.builds(Candidate, texts, texts, scores), max_size=8)


def candidate(text: str, score: float = 1.0, headings: str = "") -> Candidate:
    return Candidate(text, headings, score)


def said(question: str, text: str, headings: str = "") -> list[float]:
    """How well the text says each of the question's content words."""
    return features(question, [candidate(text, headings=headings)]).matches[0, :, 0].tolist()


def in_window(question: str, text: str, headings: str = "") -> list[float]:
    found = [candidate(text, headings=headings)]
    return features(question, found).matches[0, :, 4].tolist()


def nearness(question: str, text: str) -> list[float]:
    return features(question, [candidate(text)]).matches[0, :, 6].tolist()


@settings(max_examples=100, deadline=None)
@given(texts, candidates)
def test_scores_are_one_for_each_between_nothing_and_the_best(
    question: str, found: list[Candidate]
) -> None:
    given = rerank(question, found)
    assert len(given) == len(found)
    assert all(0 <= score <= 1 for score in given)
    assert not found or max(given) == 1


@settings(max_examples=50, deadline=None)
@given(st.permutations([candidate(t, s) for t, s in ((SAID, 0.9), (PARTED, 1.0), (OTHER, 0.4))]))
def test_the_order_of_candidates_changes_no_score(found: list[Candidate]) -> None:
    by_text = dict(zip([c.text for c in found], rerank(QUESTION, found), strict=True))
    usual = sorted(found, key=lambda c: c.text)
    assert [by_text[c.text] for c in usual] == pytest.approx(rerank(QUESTION, usual), rel=1e-4)


def test_the_passage_that_says_it_beats_one_that_search_put_a_little_higher() -> None:
    told, scattered, other = rerank(
        QUESTION, [candidate(SAID, 0.97), candidate(PARTED, 1.0), candidate(OTHER, 0.2)]
    )
    assert told > scattered > other


def test_of_two_equal_passages_the_one_that_search_prefers_comes_first() -> None:
    first, second = rerank(QUESTION, [candidate(SAID, 1.0), candidate(SAID, 0.6)])
    assert first > second


def test_only_the_proportion_of_search_scores_counts() -> None:
    found = [candidate(SAID, 0.9), candidate(PARTED, 0.8), candidate(OTHER, 0.2)]
    doubled = [replace(c, score=2 * c.score) for c in found]
    assert rerank(QUESTION, doubled) == pytest.approx(rerank(QUESTION, found), rel=1e-4)


@pytest.mark.parametrize("question", ["", "?!"])
def test_a_question_without_words_tells_no_candidates_apart(question: str) -> None:
    assert rerank(question, [candidate(SAID), candidate(OTHER, 0.1)]) == [1.0, 1.0]


def test_no_candidates_have_no_scores() -> None:
    assert rerank(QUESTION, []) == []


def test_a_word_that_stands_there_is_said_in_full() -> None:
    assert said("fjorden", SAID) == [1.0]


def test_a_compound_says_its_part_in_part() -> None:
    (value,) = said("praktik", "En virksomhedspraktik varer fire uger.")
    assert 0 < value < 1


def test_a_word_that_stands_nowhere_is_not_said() -> None:
    assert said("mandag", SAID) == [0.0]


def test_what_a_heading_says_is_said() -> None:
    assert said("havnen", OTHER, headings="Havnen") == [1.0]


def test_two_sentences_that_follow_each_other_count_together() -> None:
    assert in_window("bro kro", "En bro. En kro. En sø. En ø.") == [1.0, 1.0]


def test_sentences_far_apart_do_not_count_together() -> None:
    assert sorted(in_window("bro kro", "En bro. En sø. En ø. En kro.")) == [0.0, 1.0]


def test_two_sentences_of_different_candidates_do_not_count_together() -> None:
    found = [candidate("En sø. En bro."), candidate("En ø.", headings="Kro")]
    assert features("bro kro", found).matches[:, :, 4].tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_a_heading_counts_with_every_sentence() -> None:
    assert in_window("bro kro", "En sø. En ø. En kro.", headings="Bro") == [1.0, 1.0]


def test_of_many_thousand_other_words_none_says_a_word() -> None:
    words = "virksomhedscentrenes arbejdsmarkedsafdelinger fjordkommunerne"
    assert said(words, " ".join(map(str, range(20_000)))) == [0.0, 0.0, 0.0]


def test_neighbours_in_the_question_are_near_where_they_follow_each_other() -> None:
    assert nearness("gamle broer", "De gamle broer er lange.") == [1.0, 1.0]


def test_neighbours_in_the_question_are_less_near_with_words_between() -> None:
    assert nearness("gamle broer", "De gamle og lange broer.") == pytest.approx([1 / 3, 1 / 3])


def test_the_capital_that_begins_a_question_marks_no_name() -> None:
    assert features("Broen ved Kronen?", [candidate(SAID)]).terms[:, 5].tolist() == [0.0, 1.0]


def test_runs_of_letters_are_found_across_words() -> None:
    found = [candidate("den røde bro"), candidate("bro den røde")]
    together, apart = features("røde bro", found).passages[:, 9]
    assert together > apart


def test_a_capital_inside_a_question_marks_a_name() -> None:
    assert features("Hvor ligger Kronen?", [candidate(SAID)]).terms[:, 5].tolist() == [0.0, 1.0]


def test_the_network_does_as_it_did_in_training() -> None:
    torch = pytest.importorskip("torch")
    from evals.fit.rerank import Network

    found = [candidate(SAID, 0.9), candidate(PARTED, 1.0), candidate(OTHER, 0.2)]
    seen = features(QUESTION, found)
    matches, terms, passages = (
        torch.from_numpy(a)[None] for a in (seen.matches, seen.terms, seen.passages)
    )
    network = Network(seen.matches.shape[2], seen.terms.shape[1], seen.passages.shape[1])
    state = {name: torch.from_numpy(as_shipped(name)) for name in network.state_dict()}
    network.load_state_dict(state)
    asked = torch.ones(1, len(seen.terms), dtype=torch.bool)
    trained = network(matches, terms, passages, asked)[0].detach().numpy()
    assert evaluate(seen, weights()) == pytest.approx(trained, abs=1e-3)


def as_shipped(name: str) -> np.ndarray:
    return weights()[name.replace(".weight", "").replace(".bias", "_bias")].T


def test_the_weights_are_small_and_stand_with_their_card() -> None:
    folder = Path("assistant/data")
    assert (folder / "rerank.json").stat().st_size < 200_000
    assert "CC BY-SA 4.0" in (folder / "rerank.md").read_text(encoding="utf-8")


def test_nothing_that_the_network_sees_is_without_bounds() -> None:
    seen: Features = features(QUESTION, [candidate(SAID * 50, 1e6), candidate("", 0.0)])
    assert all(np.abs(part).max() < 10 for part in (seen.matches, seen.terms, seen.passages))


@pytest.mark.slow
def test_thirty_passages_take_a_few_milliseconds() -> None:
    words = [WORDS[i % len(WORDS)] for i in range(3_000)]
    found = [candidate(" ".join(words[i * 97 : i * 97 + 90]), 1 / (i + 1)) for i in range(30)]
    rerank(QUESTION, found)
    started = time.process_time()
    for _ in range(50):
        rerank(QUESTION, found)
    assert (time.process_time() - started) / 50 < 0.02  # 4 ms on an idle core
