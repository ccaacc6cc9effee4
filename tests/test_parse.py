"""Claims about reading a language model's reply, however it is written."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parse import LONGEST, Unusable, parse
from assistant.reply import Claim, Passage
from tests.programme import document, passage

PASSAGES = [passage(document(("paragraph", name), name=name)) for name in ("første", "anden")]


def read(*pieces: str) -> list[Claim]:
    return list(parse(pieces, PASSAGES))


def line(**values: object) -> str:
    return json.dumps({"tekst": "Sådan.", "kilde": 1, "citat": "første", **values})


def source(claim: Claim) -> Passage | None:
    return claim.quotes[0].passage if claim.quotes else None


@given(st.integers(1, 9))
def test_a_statement_is_read_however_it_is_cut_up(size: int) -> None:
    text = line(tekst='En "sætning" med { og }.') + "\n" + line(tekst="\\", kilde=2)
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert [claim.text for claim in read(*pieces)] == ['En "sætning" med { og }.', "\\"]


def test_a_statement_comes_before_the_reply_ends() -> None:
    def pieces() -> object:
        yield line()
        raise AssertionError("read on")

    assert next(parse(pieces(), PASSAGES)).text == "Sådan."  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [2, "2", "[2]", "Kilde 2", 2.0])
def test_a_source_is_known_by_its_number(number: object) -> None:
    (claim,) = read(line(kilde=number))
    assert source(claim) is PASSAGES[1]


@pytest.mark.parametrize("number", [0, 3, None, "ingen", [], {}])
def test_a_source_that_is_not_there_leaves_no_quote(number: object) -> None:
    assert [source(claim) for claim in read(line(kilde=number))][-1] is None


def test_an_essay_behind_one_quote_leaves_no_quote() -> None:
    (claim,) = read(line(tekst="ord " * 200))
    assert claim.quotes == ()


def test_marks_round_a_quote_are_not_of_it() -> None:
    (claim,) = read(line(citat="»første«"))
    assert claim.quotes[0].text == "første"


@pytest.mark.parametrize("said", ["Ja, sådan.", "Nej: sådan.", "ja sådan. [1]", "Sådan [1][2]."])
def test_what_nobody_verified_is_taken_out(said: str) -> None:
    (claim,) = read(line(tekst=said))
    assert claim.text == "Sådan."


def test_a_line_that_cannot_be_read_costs_itself_only() -> None:
    claims = read('{"tekst": "uden slut, "kilde": 1}\n' + line())
    assert [claim.text for claim in claims] == ["Sådan.", ""]


def test_a_repeated_statement_is_read_once() -> None:
    assert len(read(line(), line(), line(tekst="Andet."))) == 2


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("Det ved jeg ikke.", "no statement in it"),
        ('{"tekst": ""}', "no statement in it"),
        ('{"a": {"b": 1}}', "no statement in it"),
        (line() * 4, "it repeats itself"),
        ("x" * (LONGEST + 1), "it does not end"),
    ],
)
def test_a_reply_that_says_nothing_is_unusable(reply: str, cause: str) -> None:
    with pytest.raises(Unusable, match=f"^{cause}$"):
        read(reply)


@given(st.text(alphabet='{}[]",:\\\n ateksilcd1', max_size=80))
def test_no_text_breaks_the_reading(reply: str) -> None:
    with suppress(Unusable):
        read(reply)
