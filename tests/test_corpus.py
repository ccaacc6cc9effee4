"""Claims about the notes that ship: registered, traceable, true to their publications' figures."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pymupdf
import pytest

from corpus import typeset, typeset_docx
from corpus.coverage import (
    CORPUS,
    COVERAGE,
    as_markdown,
    cited,
    coverage,
    note_files,
    publications,
    read_note,
)
from ingest.clean import clean
from ingest.document import Document
from ingest.sentences import sentences

pytestmark = pytest.mark.slow  # reads every document of the corpus

NOTES = note_files()
REGISTER = tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))
CONCEPTS = tomllib.loads((CORPUS / "concepts.toml").read_text(encoding="utf-8"))["concept"]
FIGURES = tomllib.loads((CORPUS / "economics.toml").read_text(encoding="utf-8"))["figure"]
PAGES = {publication.cited_as: publication.pages for publication in publications().values()}

each_note = pytest.mark.parametrize("file", NOTES, ids=lambda file: file.stem)
each_figure = pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure["id"])


def exists(citation: str) -> bool:
    """Whether an origin names a registered publication and pages that it has, in order."""
    name, pages = cited(citation)
    return name in PAGES and len(pages) > 0 and pages[0] >= 1 and pages[-1] <= PAGES[name]


def spans(document: Document) -> Iterator[tuple[int, int]]:
    """Every sentence, list item and table row; headings make no statement."""
    for block in document.blocks:
        if block.kind != "heading":
            yield from sentences(document.text, block.start, block.end)


# The register


def test_every_note_is_registered_and_every_registered_note_exists() -> None:
    assert Counter(e["id"] for e in REGISTER["document"]) == Counter(f.stem for f in NOTES)


def test_every_example_question_names_a_note_that_is_there() -> None:
    examples = tomllib.loads((CORPUS / "examples.toml").read_text(encoding="utf-8"))["example"]
    assert {example["document"] for example in examples} <= {file.stem for file in NOTES}


@pytest.mark.parametrize("entry", REGISTER["document"], ids=lambda entry: entry["id"])
def test_a_registered_note_is_of_a_known_kind_and_status(entry: dict[str, str]) -> None:
    assert entry["kind"] in {"notat", "evaluering", "vejledning"}
    assert entry["status"] in {"current", "historical"}


@each_note
def test_a_note_bears_its_registered_title(file: Path) -> None:
    titles = {entry["id"]: entry["title"] for entry in REGISTER["document"]}
    assert read_note(file).headings[0].text == titles[file.stem]


@each_note
def test_a_note_is_written_from_the_publications_that_its_origins_name(file: Path) -> None:
    key_of = {publication.cited_as: key for key, publication in publications().items()}
    named = {key_of[cited(origin.citation)[0]] for origin in read_note(file).origins}
    assert [set(e["written_from"]) for e in REGISTER["document"] if e["id"] == file.stem] == [named]


# Origins


@each_note
def test_every_origin_names_pages_that_a_registered_publication_has(file: Path) -> None:
    assert [o.citation for o in read_note(file).origins if not exists(o.citation)] == []


@each_note
def test_no_piece_of_an_origin_mark_is_left_in_the_text(file: Path) -> None:
    assert not re.search(r"\[Kilde|Kilde:", read_note(file).text)


@each_note
def test_nine_sentences_in_ten_have_an_origin(file: Path) -> None:
    document = read_note(file)
    found = [document.origin_at(start) is not None for start, _ in spans(document)]
    assert sum(found) / len(found) >= 0.9  # what is left states the note's own scope


@pytest.mark.parametrize("key", publications())
def test_every_page_of_a_publication_is_drawn_on(key: str) -> None:
    assert [page for page, notes in enumerate(coverage()[key], 1) if not notes] == []


def test_the_coverage_is_up_to_date() -> None:
    assert COVERAGE.read_text(encoding="utf-8") == as_markdown(coverage()), (
        "run python corpus/coverage.py"
    )


# Typesetting


def test_every_pdf_and_word_document_has_a_manuscript() -> None:
    manuscripts = {file.name for file in (CORPUS / "manuscripts").iterdir()}
    made_from = {".pdf": ".typ", ".docx": ".md"}
    made = {f.stem + made_from[f.suffix] for f in NOTES if f.suffix in made_from}
    assert manuscripts == made


@pytest.mark.slow
@pytest.mark.parametrize(
    "file", [f for f in NOTES if f.suffix in (".pdf", ".docx")], ids=lambda file: file.name
)
def test_typesetting_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    manuscripts = CORPUS / "manuscripts"
    if file.suffix == ".pdf":
        made = typeset.typeset(manuscripts / f"{file.stem}.typ", tmp_path)
    else:
        made = typeset_docx.typeset(manuscripts / f"{file.stem}.md", tmp_path)
    assert made.read_bytes() == file.read_bytes(), "run make corpus"


# Concepts and economic figures


def test_no_term_stands_twice() -> None:
    terms = Counter(concept["term"].casefold() for concept in CONCEPTS)
    assert [term for term, times in terms.items() if times > 1] == []


def test_every_source_of_a_definition_exists() -> None:
    sources = [concept["source"] for concept in CONCEPTS if "source" in concept]
    assert [source for source in sources if not exists(source)] == []


def test_only_a_definition_has_a_source() -> None:
    assert [c["term"] for c in CONCEPTS if "source" in c and "definition" not in c] == []


def test_no_economic_figure_stands_twice() -> None:
    ids = Counter(figure["id"] for figure in FIGURES)
    assert [name for name, times in ids.items() if times > 1] == []


@each_figure
def test_an_economic_figure_has_one_value_or_a_range(figure: dict[str, object]) -> None:
    assert {"value", "low", "high"} & figure.keys() in ({"value"}, {"low", "high"})


@each_figure
def test_an_economic_figure_is_quoted_from_its_note_and_page(figure: dict[str, str]) -> None:
    document = next(read_note(file) for file in NOTES if file.stem == figure["document"])
    cells = [re.escape(word) for word in figure["quote"].split() if word != "|"]
    places = [match.start() for match in re.finditer(r"[\s|]+".join(cells), document.text)]
    assert places, "the quote does not stand in the note"
    origins = [cited(document.origin_at(place) or ", s. 0") for place in places]
    assert any(name == figure["source"] and figure["page"] in pages for name, pages in origins)


# Every number stands in the originals

NUMBER_WORDS = "nul en to tre fire fem seks syv otte ni ti".split()
WORTH = {
    **{word: str(worth) for worth, word in enumerate(NUMBER_WORDS)},
    "et": "1",
    "én": "1",
    "ét": "1",
    "begge": "2",
}
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
PAGE_NUMBERS = re.compile(r"\bs\. \d+(?:(?:-|, | og )(?:s\. )?\d+)*")
LIST_NUMBER = re.compile(r"\d+\. ")
OWN = re.compile(r"Holdepunkts (?:egen )?(?:be|om)regning|vores egen beregning|Regnestykket")
# Our own calculations by note: the number as it stands there, and what it comes from.
CALCULATED = {
    "assens-ny-strategi": {
        "570": 1250 - 680,
        "84": (1250 - 680) / 680 * 100,
        "2,2": 35 / 16,
        "40": 80 - 35 - 5,
        "102,1": 152.2 / 149 * 100,
    },
    "fleksjob-naar-det-ikke-lykkes": {
        "1,8": 25 / 14,
        "1,1": 15 / 14,
        "2,3": 14 / 6,
        "1,5": 9 / 6,
        "5,6": 28 / 5,
        "1,6": 8 / 5,
        "2,5": 122 / 48,
        "1,3": 62 / 48,
        "86": 600 / 7,
        "67": 800 / 12,
        "83": 1000 / 12,
        "34": 1200 / 35,
        "11": 100 / 9,
    },
    "flekspilot-baggrund-og-forloeb": {"56": 8 * 5 + 16},
    "flekspilot-i-tal": {"56": 8 * 5 + 16, "100": 60 + 40},
    "hvad-kilderne-lader-staa-aabent": {
        "138,46": 1500 * 12 / 52 * 4 / 10,
        "56": 8 * 5 + 16,
        "102,1": 152.2 / 149 * 100,
    },
    "koebenhavn-jki-ansoegning": {"64": 8000 / 12500 * 100, "4": 20 / 500 * 100},
    "oekonomi-og-mentorbetaling": {
        "52": 52,  # weeks in a year
        "1700": 10 * 170,
        "2500": 10 * 250,
        "425": 10 * 170 / 4,
        "625": 10 * 250 / 4,
        "2550": 15 * 170,
        "3750": 15 * 250,
        "318,75": 15 * 170 / 8,
        "468,75": 15 * 250 / 8,
        "206,04": 375000 / 35 / 52,
        "630000": 1500 * 12 * 35,
        "346,15": 1500 * 12 / 52,
        "27,47": 50000 / 35 / 52,
        "1055000": 375000 + 1500 * 12 * 35 + 50000,
        "579,67": (375000 + 1500 * 12 * 35 + 50000) / 35 / 52,
        "579,66": 206.04 + 346.15 + 27.47,
        "520": 1100 - 580,
        "450000": 15 * 30000,
        "525000": 15 * 35000,
        "138,46": 1500 * 12 / 52 * 4 / 10,
        "1841,67": 425 * 52 / 12,
        "2708,33": 625 * 52 / 12,
    },
    "stv-formaal-og-ansoegning": {"24": 42 - 18, "29": 42 - 13},
    "spoergsmaal-om-koebenhavn": {"64": 8000 / 12500 * 100, "4": 20 / 500 * 100},
}
# The notes of questions and answers say the same calculations again.
CALCULATED["spoergsmaal-om-centre-og-oekonomi"] = CALCULATED["oekonomi-og-mentorbetaling"]
CALCULATED["spoergsmaal-om-smaa-fleksjob"] = (
    CALCULATED["fleksjob-naar-det-ikke-lykkes"] | CALCULATED["flekspilot-baggrund-og-forloeb"]
)
CALCULATED["spoergsmaal-om-assens"] = CALCULATED["assens-ny-strategi"]
CALCULATED["spoergsmaal-om-stv"] = CALCULATED["stv-formaal-og-ansoegning"]
SUMS = {"56", "100", "579,66"}  # plain to see where they stand
YEARS = {entry["published"][:4] for entry in REGISTER["publication"]} - {""}
# Where the scan's pages begin in its text, which has no pages of its own.
SCAN = "vcg2-ansoegning-koebenhavn"
SCAN_PAGES = (
    "Målgruppen for projektet",
    "placeringsprocessen og i",
    "Her vil der blive fokuseret",
    "• Jobcentrene skal sikre udplaceringen",
    "hensigtsmæssigt planlægges",
    "inddragelse af alle relevante",
)


def numbers(text: str) -> list[str]:
    """The numbers in a text: 1.250 as 1250, 102,3 whole, 31.12.2010 as three."""
    found = []
    for number in re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)*", text):
        if THOUSANDS.fullmatch(number):
            found.append(number.replace(".", ""))
        else:
            found += re.split(r"\.", number)
    return found


def numbers_said(text: str) -> set[str]:
    """The numbers that a page of a publication gives, in figures or in words."""
    text = clean(text)
    words = {WORTH[word] for word in re.findall(r"\w+", text.casefold()) if word in WORTH}
    short_years = {f"20{year}" for year in re.findall(r"\d/\d{1,2}-(\d\d)\b", text)}  # 1/1-14
    return {*numbers(text), *re.findall(r"\d+", text), *words, *short_years}


@cache
def said_on_pages(folder: Path) -> dict[str, list[set[str]]]:
    """For each publication by the name it is cited by, the numbers on each of its pages."""
    said = {}
    for key, publication in publications().items():
        if key == SCAN:
            text = (folder / "truth" / f"{SCAN}-repaired.txt").read_text(encoding="utf-8")
            begins = [text.index(words) for words in SCAN_PAGES]
            pages = [text[a:b] for a, b in zip(begins, [*begins[1:], len(text)], strict=True)]
        else:
            with pymupdf.open(folder / "pdf" / f"{key}.pdf") as pdf:
                pages = [page.get_text() for page in pdf]
        said[publication.cited_as] = [numbers_said(page) for page in pages]
    return said


def stated(document: Document) -> Iterator[tuple[str, str, str, bool]]:
    """Each number with its sentence, its origin, and whether it is said that we calculated it."""
    lead = ""  # what introduces a table says whether its figures are calculated
    for block in document.blocks:
        text = document.text[block.start : block.end]
        lead = lead if block.kind == "table_row" else text
        numbered = LIST_NUMBER.match(text)
        start = block.start + (numbered.end() if numbered else 0)
        for begin, end in sentences(document.text, start, block.end):
            sentence, citation = document.text[begin:end], document.origin_at(begin)
            if citation and block.kind != "heading":
                for number in numbers(PAGE_NUMBERS.sub(" ", sentence)):
                    yield sentence, number, citation, OWN.search(lead) is not None


def allowed(note: str) -> set[str]:
    """The numbers that need not stand in the publication."""
    return YEARS | CALCULATED.get(note, {}).keys()


@pytest.mark.parametrize("note", CALCULATED)
def test_our_own_calculations_are_right(note: str) -> None:
    for number, value in CALCULATED[note].items():
        _, _, decimals = number.partition(",")
        assert float(number.replace(",", ".")) == round(value, len(decimals)), number


@pytest.mark.parametrize("note", CALCULATED)
def test_a_note_says_which_numbers_it_has_calculated(note: str) -> None:
    document = next(read_note(file) for file in NOTES if file.stem == note)
    said_so = {number for _, number, _, calculated in stated(document) if calculated}
    assert CALCULATED[note].keys() - said_so <= SUMS


@each_note
def test_every_number_stands_in_the_publication_that_its_origin_names(
    file: Path, documents: Path
) -> None:
    said = said_on_pages(documents)
    invented = [
        (number, sentence)
        for sentence, number, citation, _ in stated(read_note(file))
        if number not in allowed(file.stem).union(*said[cited(citation)[0]])
    ]
    assert invented == []


def test_nearly_every_number_stands_on_the_pages_that_its_origin_names(documents: Path) -> None:
    said = said_on_pages(documents)
    found = [(file.stem, *row) for file in NOTES for row in stated(read_note(file))]
    elsewhere = []
    for note, sentence, number, citation, _ in found:
        name, pages = cited(citation)
        if number not in allowed(note).union(*(said[name][page - 1] for page in pages)):
            elsewhere.append((note, number, sentence))
    # Counts of the note's own, numbers of steps, and figures said before and said again.
    assert len(elsewhere) / len(found) < 0.02, elsewhere
