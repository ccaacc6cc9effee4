"""Claims about compounds: which words are one, and what they are put together from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.compounds import parts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mentorstøtte", "mentor støtte"),
        ("løntilskud", "løn tilskud"),
        ("jobcenter", "job center"),
        ("fleksjob", "fleks job"),
        ("nøgleperson", "nøgle person"),
        ("virksomhedscentertilbud", "virksomhed center tilbud"),
        ("indsatsgruppe", "indsats gruppe"),
    ],
)
def test_a_compound_is_known_by_its_parts(word: str, expected: str) -> None:
    assert parts(word) == tuple(expected.split())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("virksomhedspraktik", "virksomhed praktik"),
        ("kontanthjælpsmodtager", "kontanthjælp modtager"),
        ("virksomhedskonsulent", "virksomhed konsulent"),
        ("opfølgningssamtale", "opfølgning samtale"),
        ("mandejob", "mand job"),
    ],
)
def test_what_links_two_parts_is_of_neither(word: str, expected: str) -> None:
    assert parts(word) == tuple(expected.split())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("virksomhedspraktikken", "virksomhed praktikken"),
        ("kontanthjælpsmodtagernes", "kontanthjælp modtagernes"),
        ("jobcentrene", "job centrene"),
        ("mentortimerne", "mentor timerne"),
    ],
)
def test_the_last_part_keeps_its_ending(word: str, expected: str) -> None:
    assert parts(word) == tuple(expected.split())


@pytest.mark.parametrize(
    "word",
    "centrene centre jobmuligheder ledelse fleksibel fleksible borgeren deltagerne".split(),
)
def test_a_plain_word_is_whole_in_every_form(word: str) -> None:
    assert parts(word) == ()


@pytest.mark.parametrize(
    "word", "besparelse sparring tilstræbe intensiverede gennem systematikken".split()
)
def test_a_word_that_only_looks_like_two_is_whole(word: str) -> None:
    assert parts(word) == ()


@pytest.mark.parametrize("word", ["", "2014", "covid19", "xqzvwklmn", "og"])
def test_what_no_words_make_up_is_whole(word: str) -> None:
    assert parts(word) == ()


@given(st.text("abdefgiklmnoprstuvyæøå", min_size=1, max_size=24))
def test_the_parts_with_their_links_are_the_word(word: str) -> None:
    rest = word
    for part in parts(word):
        rest = rest[rest.find(part, 0, len(part) + 1) :].removeprefix(part)
    assert rest in ("", word)
