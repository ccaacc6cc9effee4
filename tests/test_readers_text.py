"""Claims about plain text files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.text import decode, read_text


def blocks(path: Path, raw: bytes) -> list[tuple[str, str]]:
    path.write_bytes(raw)
    return [(b.kind, " ".join(t.text for t in b.tokens)) for b in read_text(path).blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_danish_letters_are_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode("Blåbær på ½ m² i §7".encode(encoding)) == "Blåbær på ½ m² i §7"


def test_the_euro_sign_of_windows_is_read() -> None:
    assert decode("5 € – på bøger".encode("cp1252")) == "5 € – på bøger"


@given(st.binary())
def test_no_bytes_are_too_odd_to_decode(raw: bytes) -> None:
    assert isinstance(decode(raw), str)


def test_blank_lines_part_paragraphs(tmp_path: Path) -> None:
    assert blocks(tmp_path / "a.txt", b"En linje\r\nog en til.\r\n \r\nNyt afsnit.") == [
        ("paragraph", "En linje og en til."),
        ("paragraph", "Nyt afsnit."),
    ]


def test_a_form_feed_parts_paragraphs(tmp_path: Path) -> None:
    assert len(blocks(tmp_path / "a.txt", b"En.\fTo.")) == 2


def test_bulleted_lines_are_list_items_with_the_lines_below_them(tmp_path: Path) -> None:
    assert blocks(tmp_path / "a.txt", b"Vi har:\n- svaner\n  og gaes\n2) ender") == [
        ("paragraph", "Vi har:"),
        ("list_item", "- svaner og gaes"),
        ("list_item", "2) ender"),
    ]


def test_a_soft_hyphen_parts_no_word(tmp_path: Path) -> None:
    assert blocks(tmp_path / "a.txt", "sam\u00adarbejde".encode()) == [("paragraph", "samarbejde")]
