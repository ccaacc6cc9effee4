"""Claims about the register of documents."""

from pathlib import Path

import pytest

from ingest.document import Source
from ingest.errors import SettingsError
from ingest.sources import REGISTER, Registered, read_register, registered, source_of
from tests.making import markdown

FULL = """[[document]]
id = "svaner"
title = "Om svaner"
publisher = "Fugleværnet"
published = 2013-03-01
kind = "notat"
status = "historical"
reference = "J.nr. 7"
"""


def register(folder: Path, text: str) -> Path:
    return markdown(folder / REGISTER, text)


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    assert read_register(register(tmp_path, FULL)) == {
        "svaner": Registered(
            "svaner", "Om svaner", "Fugleværnet", "2013-03-01", "notat", "historical", "J.nr. 7"
        )
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [('"2016-09"', "2016-09"), ("2016", "2016"), ("2016-09-01", "2016-09-01"), ('""', None)],
)
def test_a_date_may_be_written_with_or_without_quotes(
    tmp_path: Path, written: str, meant: str | None
) -> None:
    file = register(tmp_path, f'[[document]]\nid = "a"\npublished = {written}')
    assert read_register(file)["a"].published == meant


def test_other_keys_and_tables_are_passed_over(tmp_path: Path) -> None:
    file = register(tmp_path, '[[publication]]\nkey = "x"\n[[document]]\nid = "a"\nnew = 1')
    assert read_register(file) == {"a": Registered("a")}


@pytest.mark.parametrize(
    "text",
    ["[[document]\n", '[[document]]\ntitle = "uden id"', '[document]\nid = "a"', "document = [1]"],
)
def test_a_register_that_is_not_valid_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"sources\.toml is not a valid register .*an id"):
        read_register(register(tmp_path, text))


@pytest.mark.parametrize("place", [".", "documents"])
def test_the_register_stands_beside_the_file_or_above_it(tmp_path: Path, place: str) -> None:
    register(tmp_path, FULL)
    assert registered(tmp_path / place / "svaner.pdf").title == "Om svaner"


def test_a_file_that_is_not_registered_has_an_empty_entry(tmp_path: Path) -> None:
    register(tmp_path, FULL)
    assert registered(tmp_path / "aender.pdf") == Registered("aender")


@pytest.mark.parametrize(
    ("file", "own", "title"),
    [
        ("svaner.md", "Egen titel", "Om svaner"),
        ("aender.md", "Egen titel", "Egen titel"),
        ("om-graa_gaes.md", None, "Om graa gaes"),
    ],
)
def test_the_title_is_the_registers_then_the_files_then_its_name(
    tmp_path: Path, file: str, own: str | None, title: str
) -> None:
    register(tmp_path, FULL)
    assert source_of(tmp_path / file, document_id="x", sha256="", title=own).title == title


def test_a_source_bears_what_the_register_says(tmp_path: Path) -> None:
    register(tmp_path, FULL)
    file = tmp_path / "svaner.md"
    assert source_of(file, document_id="svaner-md", sha256="abc", title=None) == Source(
        "svaner-md", "Om svaner", "Fugleværnet", "2013-03-01", "notat", "historical", "J.nr. 7",
        str(file), "abc",
    )  # fmt: skip


@pytest.mark.parametrize(
    "left", ["SKM_scan_0001", "Microsoft Word - Notat endelig.doc", "img20130301"]
)
def test_what_a_scanner_left_as_a_title_is_none(tmp_path: Path, left: str) -> None:
    source = source_of(tmp_path / "om-svaner.pdf", document_id="x", sha256="", title=left)
    assert source.title == "Om svaner"


@pytest.mark.parametrize("title", ["Virksomhedscentre", "Om svaner i 2013", "VCG2 i København"])
def test_a_title_of_words_is_a_title(tmp_path: Path, title: str) -> None:
    source = source_of(tmp_path / "a.pdf", document_id="x", sha256="", title=title)
    assert source.title == title
