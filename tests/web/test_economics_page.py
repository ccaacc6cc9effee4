"""The page Økonomi as it is drawn and taken elsewhere: nothing without its label and its source."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from assistant.ask import Assistant
from assistant.web.economics_export import as_csv, as_html, as_text
from assistant.web.economics_form import form
from assistant.web.economics_register import Register, register
from assistant.web.economics_result import query, result
from assistant.web.economics_rows import Estimate, estimate
from assistant.web.examples import Examples
from assistant.web.serve import web_app
from tests.web.conftest import serving
from tests.web.counting import accountant, shipped

EVIL = '=HYPERLINK("x")<img src=x onerror=alert(1)>${alert(1)}'


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant whose library has the calculator's figures."""
    return accountant(tmp_path_factory.mktemp("accounts"))


@pytest.fixture(scope="module")
def known(helper: Assistant) -> Register:
    return register(helper)


@pytest.fixture(scope="module")
def http(helper: Assistant) -> Iterator[httpx.Client]:
    with serving(web_app(helper, Examples())) as address, httpx.Client(base_url=address) as client:
        yield client


def typed(known: Register, **changed: str) -> Estimate:
    values = re.findall(r'name="(\w+)" type="text".*?value="([^"]*)"', drawn(known))
    return estimate(known, dict(values) | changed)


def drawn(known: Register) -> str:
    return form(known, estimate(known, None).typed, "")


def records(of: Estimate) -> list[list[str]]:
    return list(csv.reader(as_csv(of).removeprefix("\ufeff").splitlines(), delimiter=";"))


def results(of: Estimate) -> dict[str, Decimal]:
    found = [row for row in records(of) if row[0] == "Resultat"]
    return {row[1]: Decimal(row[3].replace(",", ".")) for row in found}


def test_every_default_has_its_source_beside_it(known: Register) -> None:
    rows = drawn(known).split('<div class="hp-raekke"')[1:]
    assert len(rows) == 8
    assert all('data-turn="0" data-n="' in row for row in rows)


def test_what_stands_in_one_place_has_one_number(known: Register) -> None:
    names = ("loen-jobkonsulent-skive", "kandidater-pr-jobkonsulent-skive")
    assert len({known.places[name].number for name in names}) == 1
    assert [place.number for place in known.sources] == list(range(1, len(known.sources) + 1))


def test_a_library_without_the_documents_leaves_the_fields_empty_and_says_why() -> None:
    nothing = Register({}, {})
    html = drawn(nothing)
    assert re.findall(r'name="(\w+)" type="text"[^>]* value="[^"]+"', html) == ["uger"]
    assert "Tallet står ikke i bibliotekets dokumenter. Skriv dit eget." in html
    assert "har ingen af de tal" in result(estimate(nothing, None))


def test_a_figure_that_leaves_the_register_leaves_the_form(helper: Assistant) -> None:
    figures = tuple(f for f in shipped() if f.id != "mentorkurser-skive")
    html = drawn(register(replace(helper, figures=lambda: figures)))
    assert re.search(r'name="kurser" type="text"[^>]* value=""', html)


def test_the_result_says_that_the_two_prices_do_not_cover_the_same(known: Register) -> None:
    html = result(estimate(known, None))
    assert "ca. 947.000 kr.<span>billigere end kommunalt tilbud, men dækker ikke det samme" in html
    assert "<h2>Forbehold</h2>" in html


def test_the_sources_own_price_stands_beside_the_worked_out_one(known: Register) -> None:
    html = result(typed(known, pladser="70"))
    assert "Kildens egen pris: ca. 580 kr." in html


def test_an_own_number_has_no_source_beside_it(known: Register) -> None:
    number = known.places["pris-kommunal-aktivering-skive"].number
    tile = re.compile(r"<dt>Kommunalt tilbud</dt>.*?</dd>")
    own = tile.search(result(typed(known, kommunal="900")))
    default = tile.search(result(typed(known)))
    assert own
    assert default
    assert "data-n" not in own[0]
    assert f'data-n="{number}"' in default[0]


def test_what_is_missing_is_named(known: Register) -> None:
    html = result(typed(known, loen=""))
    assert "<dt>Virksomhedscenter</dt><dd>–<span>Mangler løn til én jobkonsulent" in html


def test_a_fault_is_said_beside_its_field(known: Register) -> None:
    of = typed(known, loen="tolv")
    html = form(known, of.typed, "")
    assert 'id="hp-fejl-loen">Det er ikke et tal.' in html
    assert re.search(r'name="loen"[^>]* aria-invalid="true"', html)


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("500", "dyrere end kommunalt tilbud"),
        ("750", "ca. 166.500 kr. billigere<span>til ca. 197.500 kr. dyrere"),
    ],
)
def test_a_dearer_centre_is_called_dearer(known: Register, price: str, words: str) -> None:
    assert words in result(typed(known, kommunal=price, mentor="timer"))


def test_bars_are_drawn_to_the_longest(known: Register) -> None:
    html = result(estimate(known, None))
    widths = re.findall(r'<rect width="([\d.]+)%"', html)
    assert [Decimal(width) for width in widths] == [Decimal("52.70"), Decimal("100.00")]


def test_the_rows_of_the_file_add_up(known: Register) -> None:
    found = results(typed(known, pladser="37", uger="45"))
    items = ("Løn til jobkonsulent", "Mentorbetaling", "Mentorkurser")
    assert sum(found[item] for item in items) == found["Virksomhedscenter i alt"]
    gap = found["Kommunalt tilbud i alt"] - found["Virksomhedscenter i alt"]
    assert gap == found["Kommunalt tilbud minus virksomhedscenter"]


def test_the_file_is_as_danish_spreadsheets_have_it(known: Register) -> None:
    text = as_csv(estimate(known, None))
    assert text.startswith("\ufeffAfsnit;Post;")
    assert ";579,67;579,67;" in text
    assert "\r\n" in text


def test_the_file_says_which_numbers_are_ones_own(known: Register) -> None:
    (row,) = [
        row for row in records(typed(known, loen="400.000")) if row[1].startswith("Løn til én")
    ]
    assert row[3:] == ["400000", "400000", "kr. pr. år", "eget tal", ""]


@pytest.mark.parametrize("taken", [as_csv, as_text, as_html])
def test_what_is_taken_elsewhere_has_reservations_and_sources(
    known: Register, taken: type[str]
) -> None:
    text = taken(estimate(known, None))
    assert "ikke en ren besparelse" in text
    assert "Bygger på: Virksomhedscentre – modeller og handlingsplaner, 2013, s. 6." in text


def test_words_of_the_register_are_shown_and_not_run(helper: Assistant) -> None:
    figures = tuple(replace(f, name=EVIL, place=EVIL) for f in shipped())
    evil = register(replace(helper, figures=lambda: figures))
    of = estimate(evil, None)
    for html in (drawn(evil), result(of)):
        assert "<img" not in html
        assert "${" not in html
    assert not [row for row in records(of) for cell in row if cell.startswith("=")]


def test_the_address_of_the_file_holds_what_was_typed(known: Register, http: httpx.Client) -> None:
    of = typed(known, pladser="40", mentor="timer")
    reply = http.get(f"/oekonomi.csv?{query(of)}")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"] == 'attachment; filename="oekonomi.csv"'
    assert reply.content.decode() == as_csv(of)


def test_an_address_with_anything_else_gives_a_file_without_it(http: httpx.Client) -> None:
    reply = http.get("/oekonomi.csv", params={"loen": "<script>", "pladser": "9" * 5_000})
    assert reply.status_code == 200
    assert "script" not in reply.text
