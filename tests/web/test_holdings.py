"""Claims about what the page says of the library's files, and about a document's passages."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.retrieve import Retriever
from assistant.web.document_list import document_list
from assistant.web.document_view import document_view, passages_on
from assistant.web.holdings import Holding, holdings, problems
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.snapshot import Snapshot
from tests.making import HashEmbedder, indexed

SWANS = "# Svaner\n\nSvanen er hvid."
PAGES = "# Kajen\n\nKajen er lang.\f\f# Molen\n\nMolen er kort."


def assistant(index: Path) -> Assistant:
    library = Library(index)
    return Assistant(library, Retriever(Snapshot.open(library), HashEmbedder()))


def held(index: Path) -> dict[str, Holding]:
    return {there.name: there for there in holdings(assistant(index))}


def again(index: Path) -> None:
    ingest([index.parent / "documents"], index, HashEmbedder(), processes=0)


def test_a_document_that_was_read_is_ready(tmp_path: Path) -> None:
    assert held(indexed(tmp_path, {"svaner.md": SWANS}))["svaner.md"].state == "ready"


def test_pages_without_text_are_to_be_checked(tmp_path: Path) -> None:
    there = held(indexed(tmp_path, {"kaj.pdf": PAGES}))["kaj.pdf"]
    assert (there.state, problems(there)) == ("check", ["1 side har ingen tekst"])


def test_a_newer_file_that_cannot_be_read_is_told_of_its_document(tmp_path: Path) -> None:
    index = indexed(tmp_path, {"svaner.md": SWANS})
    (tmp_path / "documents" / "svaner.md").write_text("")
    again(index)
    there = held(index)["svaner.md"]
    assert (there.state, there.title, there.report.pages) == ("old", "Svaner", 1)
    assert "den tidligere bruges" in problems(there)[0]


def test_a_repetition_names_what_it_repeats(tmp_path: Path) -> None:
    index = indexed(tmp_path, {"a.md": SWANS, "b.md": f"{SWANS}!"})
    assert "Teksten findes allerede som »Svaner«." in document_list(holdings(assistant(index)))


def test_the_head_of_the_list_counts_one_and_several(tmp_path: Path) -> None:
    one = held(indexed(tmp_path, {"kaj.pdf": "# Kajen\n\nKajen er lang."}))["kaj.pdf"]
    scanned = replace(one, report=replace(one.report, pages_ocr=1))
    assert "1 dokument, 1 side. 1 side er læst fra et skannet billede." in document_list([scanned])
    several = replace(one, report=replace(one.report, pages=9, pages_ocr=2))
    said = "2 dokumenter, 18 sider. 4 sider er læst fra skannede billeder."
    assert said in document_list([several, several])


def test_no_folder_of_the_machine_is_told(tmp_path: Path) -> None:
    index = indexed(tmp_path, {"svaner.md": SWANS, "tom.md": ""})
    assert str(tmp_path) not in document_list(holdings(assistant(index)))


def test_a_note_bears_its_own_date_and_how_old_its_knowledge_is(tmp_path: Path) -> None:
    entry = """[[document]]
id = "svaner"
title = "Om svaner"
publisher = "Parken"
published = "2026-11-22"
status = "historical"
"""
    note = f"{SWANS} [Kilde: Svanetælling, Parken 2011, s. 2]\n\nDen er stor. [Kilde: Fugle, 2013]"
    duck = "# Ænder\n\nAnden er brun. [Kilde: Andebogen, s. 2]"
    files = {"svaner.md": note, "aender.md": duck, "g.md": "# Gæs\n\nGåsen er grå."}
    files["sources.toml"] = entry
    index = indexed(tmp_path, files)
    listed = document_list(holdings(assistant(index)))
    assert "Parken · dateret 22. november 2026 · bygger på viden fra 2011–2013<" in listed
    assert ">bygger på en kilde uden årstal<" in listed
    assert listed.count("bygger på") == 2
    library = Library(index)
    view = document_view(library.document("svaner"), library.chunks_of("svaner"), 1, 0)
    assert view
    assert "Historisk: bygger på viden fra 2011–2013<" in view


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    assert "Biblioteket er tomt." in document_list(())


@pytest.mark.parametrize(("page", "passages"), [(1, {1}), (2, set()), (3, {2})])
def test_the_passages_of_a_page_are_those_with_words_on_it(
    tmp_path: Path, page: int, passages: set[int]
) -> None:
    library = Library(indexed(tmp_path, {"kaj.pdf": PAGES}))
    document, chunks = library.document("kaj"), library.chunks_of("kaj")
    assert set(passages_on(document, chunks, document.pages[page - 1])) == passages


@pytest.mark.parametrize(("page", "passage"), [(0, 0), (4, 0), (-1, 0), (1, 99), (1, -1)])
def test_a_page_that_is_not_there_is_not_shown(tmp_path: Path, page: int, passage: int) -> None:
    library = Library(indexed(tmp_path, {"kaj.pdf": PAGES}))
    document, chunks = library.document("kaj"), library.chunks_of("kaj")
    assert document_view(document, chunks, page, passage) is None


def test_a_page_without_text_is_shown_and_said_to_have_none(tmp_path: Path) -> None:
    library = Library(indexed(tmp_path, {"kaj.pdf": PAGES}))
    view = document_view(library.document("kaj"), library.chunks_of("kaj"), 2, 0)
    assert view
    assert "Der er ingen tekst på siden." in view
    assert "/side/kaj/2.png" in view
