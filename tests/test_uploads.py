"""Claims about the files that were given to the app: their names, and changes that are undone."""

from pathlib import Path

import pytest

from ingest.uploads import begin, finish, is_unfinished, put_back, safe_name, undo, uploads


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("notat.pdf", "notat.pdf"),
        ("Årsrapport 2013 – æøå.PDF", "Årsrapport 2013 – æøå.PDF"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\notat.txt", "notat.txt"),
        ("/etc/cron.d/notat.md", "notat.md"),
        (".skjult.md", "skjult.md"),
        ("~$notat.docx", "notat.docx"),
        ("linje\nskift\u202efdp.md", "linjeskiftfdp.md"),
        ("nul\0.txt", "nul.txt"),
        ("om 010190-1234.txt", "om [CPR fjernet].txt"),
        ("A\u030arhus.md", "Århus.md"),
        ("halv \udce5.md", "halv ?.md"),
        (f"{'a' * 300}.pdf", f"{'a' * 116}.pdf"),
    ],
)
def test_a_name_is_made_safe(given: str, name: str) -> None:
    assert safe_name(given) == name


@pytest.mark.parametrize("given", ["", "..", "/", "...", "README.md", "sources.toml"])
def test_a_name_that_cannot_be_kept_is_none(given: str) -> None:
    assert safe_name(given) is None


def test_markup_in_a_name_stays_as_it_is() -> None:
    assert safe_name("<b onclick=x>.md") == "<b onclick=x>.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index's folder with one upload, in the middle of a change that replaces and adds."""
    uploads(tmp_path).mkdir()
    (uploads(tmp_path) / "gammel.md").write_text("før")
    begin(tmp_path, ["gammel.md", "ny.md"])
    for name in ("gammel.md", "ny.md"):
        (uploads(tmp_path) / name).write_text("nu")
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in uploads(folder).glob("*.md")}


def test_an_unfinished_change_is_undone(folder: Path) -> None:
    assert {file.name for file in undo(folder)} == {"gammel.md", "ny.md"}
    assert texts(folder) == {"gammel.md": "før"}


def test_a_change_that_stopped_before_it_moved_anything_is_undone(tmp_path: Path) -> None:
    uploads(tmp_path).mkdir()
    begin(tmp_path, ["ny.md"])
    undo(tmp_path)
    assert texts(tmp_path) == {}


def test_a_finished_change_stays(folder: Path) -> None:
    finish(folder)
    assert undo(folder) == []
    assert texts(folder) == {"gammel.md": "nu", "ny.md": "nu"}


def test_one_file_of_a_change_can_be_put_back(folder: Path) -> None:
    put_back(folder, "gammel.md")
    assert texts(folder) == {"gammel.md": "før", "ny.md": "nu"}


def test_an_unfinished_change_can_be_told(folder: Path) -> None:
    assert is_unfinished(folder)
    finish(folder)
    assert not is_unfinished(folder)
