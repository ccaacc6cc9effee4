"""Claims about Danish search terms: which words meet and which must not."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.analyze import (
    GRAM,
    base_stem,
    content_words,
    fold,
    gram_weights,
    stem,
    stem_weights,
    terms,
    word_grams,
    words,
)
from ingest.everyday import rareness

CENTRE = ("virksomhedscenter", "virksomhedscentre", "virksomhedscentret", "virksomhedscentrene",
          "virksomhedscenteret", "virksomhedscentrets")  # fmt: skip


@pytest.mark.parametrize(
    "family",
    [
        CENTRE,
        ("jobcenter", "jobcentret", "jobcentre", "jobcentrene"),
        ("ledig", "ledige"),
        ("leder", "ledere", "lederen"),
        ("ledelse", "ledelsen"),
        ("plads", "pladser", "pladsen", "pladserne"),
        ("indsats", "indsatser", "indsatsen"),
        ("uge", "uger", "ugen"),
        ("kommune", "kommuner", "kommunens"),
        ("mentor", "mentorer", "mentoren"),
        ("borger", "borgere", "borgeren"),
        ("mål", "maal"),
    ],
    ids=lambda family: family[0],
)
def test_a_family_of_words_has_one_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [*combinations(("ledig", "leder", "ledelse"), 2), ("mål", "mal"), ("plads", "pleje")],
)
def test_other_words_have_other_stems(left: str, right: str) -> None:
    assert stem(left) != stem(right)


def test_the_stem_of_the_key_word_is_pinned() -> None:
    assert stem("virksomhedscentrene") == "virksomhedscent"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.100 kr.", ["1100", "kr"]),
        ("1.000,50", ["1000,50"]),
        ("2,5 pct.", ["2,5", "pct"]),
        ("Fra 12.05.2013", ["fra", "12.05.2013"]),
        ("ÆRØ-færgen", ["ærø", "færgen"]),
        ("§ 7", ["7"]),
        ("", []),
    ],
)
def test_words_and_figures_are_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("word", "typed"),
    [("småbørn", "smaaboern"), ("ærø", "aeroe"), ("café", "cafe"), ("uge", "uge")],
)
def test_a_word_is_folded_as_one_types_it_without_danish_letters(word: str, typed: str) -> None:
    assert fold(word) == typed


def test_everyday_words_carry_no_subject() -> None:
    assert content_words("Hvor mange svaner er der på søen?") == ["svaner", "søen"]


def test_where_all_words_are_everyday_they_are_kept() -> None:
    assert content_words("Hvor er det?") == ["hvor", "er", "det"]


def test_a_compound_shares_grams_with_its_part() -> None:
    shared = set(word_grams("virksomhedspraktik")) & set(word_grams("praktik"))
    assert shared == {"prakt", "rakti", "aktik", "ktik_"}


@pytest.mark.parametrize(
    ("word", "expected"), [("ø", ("_oe_",)), ("2013", ("_2013_",)), ("hus", ("_hus_",))]
)
def test_a_short_word_or_a_figure_is_one_gram(word: str, expected: tuple[str, ...]) -> None:
    assert word_grams(word) == expected


def test_a_rare_word_weighs_more_than_an_everyday_one() -> None:
    weights = stem_weights("penge flisehugger")
    assert weights[stem("flisehugger")] == 1.0 > weights[stem("penge")]


def test_without_rarity_all_words_weigh_the_same() -> None:
    assert set(stem_weights("penge flisehugger", 0.0).values()) == {1.0}


def test_the_grams_of_a_word_weigh_the_root_of_their_number() -> None:
    weight = rareness("kaffe") * 3**-0.5
    assert gram_weights("kaffe") == {"_kaff": weight, "kaffe": weight, "affe_": weight}


def test_a_repeated_word_of_a_question_weighs_once() -> None:
    assert gram_weights("kaffe kaffe") == gram_weights("kaffe")
    assert stem_weights("kaffe kaffe") == {"kaff": rareness("kaffe")}


@given(st.text())
def test_terms_hold_no_white_space(text: str) -> None:
    assert not [term for term in chain(*terms(text)) if len(term.split()) != 1]


@given(st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=1))
def test_no_gram_is_longer_than_five_unless_the_word_is_one_gram(word: str) -> None:
    pieces = word_grams(word)
    assert max(map(len, pieces)) <= GRAM
    assert pieces[0].startswith("_")
    assert pieces[-1].endswith("_")


@pytest.mark.parametrize(
    ("form", "base"), [("taget", "tage"), ("slap", "slippe"), ("mænd", "mand")]
)
def test_irregular_forms_have_the_stem_of_their_base_form(form: str, base: str) -> None:
    assert base_stem(form) == base_stem(base)


def test_a_word_that_bends_as_it_should_keeps_its_stem() -> None:
    assert base_stem("virksomhedscentrene") == stem("virksomhedscenter")
