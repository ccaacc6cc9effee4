"""Claims about plain text files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.blocks import ReadFile
from ingest.readers.encoding import decode
from ingest.readers.text import read_text

PROSE = "Svanerne bygger rede i sivene, og de bliver der, til ungerne kan flyve. "
PAGE = PROSE * 8  # a page of text copied as one paragraph
TITLES = [f"Beretning om svaner {year}" for year in range(1990, 2010)]
DANISH = "Blåbær på Øen i Århus, § 3 – 5 kr."


def read(tmp_path: Path, text: str) -> ReadFile:
    (tmp_path / "a.txt").write_bytes(text.encode())
    return read_text(tmp_path / "a.txt")


def blocks(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    return [
        (b.kind, b.level, "".join(t.before + t.text for t in b.tokens).strip(" "))
        for b in read(tmp_path, text).blocks
    ]


def words(tmp_path: Path, *pieces: str) -> str:
    return " ".join(text for _, _, text in blocks(tmp_path, "\n\n".join(pieces)))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "mac_roman"],
)
def test_danish_letters_are_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(DANISH.encode(encoding)) == DANISH


def test_danish_letters_of_dos_are_read() -> None:
    assert decode("Blåbær på Øen".encode("cp865")) == "Blåbær på Øen"


def test_the_euro_sign_of_windows_is_read() -> None:
    assert decode("5 € – på bøger".encode("cp1252")) == "5 € – på bøger"


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_letters_encoded_twice_are_letters_again(wrong: str) -> None:
    assert decode("blåbær på Øen".encode().decode(wrong).encode()) == "blåbær på Øen"


@pytest.mark.parametrize("text", ["SÃO PAULO", "Å–Ø", "«â»", "Citroën"])
def test_foreign_letters_stay(text: str) -> None:
    assert decode(text.encode()) == text


def test_one_wrong_byte_does_not_spoil_the_others() -> None:
    assert decode("Æble ".encode() * 9 + "på".encode("latin-1")) == "Æble " * 9 + "på"


@given(st.binary())
def test_no_bytes_are_too_odd_to_decode(raw: bytes) -> None:
    assert isinstance(decode(raw), str)


def test_a_null_within_a_word_parts_nothing(tmp_path: Path) -> None:
    assert words(tmp_path, "23 frem\0mødte") == "23 fremmødte"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_part_paragraphs(tmp_path: Path, end: str) -> None:
    assert blocks(tmp_path, end.join(["En linje", "og en til.", " ", "Nyt afsnit."])) == [
        ("paragraph", 0, "En linje og en til."),
        ("paragraph", 0, "Nyt afsnit."),
    ]


def test_a_form_feed_parts_paragraphs(tmp_path: Path) -> None:
    assert len(blocks(tmp_path, "En.\fTo.")) == 2


def test_bulleted_lines_are_list_items_with_the_lines_below_them(tmp_path: Path) -> None:
    assert blocks(tmp_path, "Vi har:\n- svaner\n  og gæs\n2) ender") == [
        ("paragraph", 0, "Vi har:"),
        ("list_item", 1, "- svaner og gæs"),
        ("list_item", 1, "2) ender"),
    ]


def test_short_lines_under_a_colon_are_list_items(tmp_path: Path) -> None:
    assert [kind for kind, _, _ in blocks(tmp_path, "Priser:\nDæk: 95 kr.\nGear: 60 kr.")] == [
        "paragraph", "list_item", "list_item",
    ]  # fmt: skip


def test_lines_that_run_on_under_a_colon_are_a_paragraph(tmp_path: Path) -> None:
    assert len(blocks(tmp_path, "Det gælder:\nsvanerne i havnen\nog gæssene i mosen.")) == 1


@pytest.mark.parametrize(
    "line", ["Vi har: - svaner - ænder - gæs", "Vi har: • svaner • ænder • gæs"]
)
def test_a_list_run_together_in_a_line_is_parted(tmp_path: Path, line: str) -> None:
    kinds = [kind for kind, _, _ in blocks(tmp_path, line)]
    assert kinds == ["paragraph", "list_item", "list_item", "list_item"]


def test_a_dash_within_a_sentence_parts_nothing(tmp_path: Path) -> None:
    assert len(blocks(tmp_path, "Der var 16 små - og 22 store - svaner i havnen.")) == 1


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"Formål\n======\n{PROSE}", 1),
        (f"Formål\n------\n{PROSE}", 2),
        (f"HAVNENS SVANER\n\n{PROSE}", 1),
        (f"{PROSE}\n\nHAVNENS SVANER\n\n{PROSE}", 2),
        (f"{PROSE}\n\n3.2 Udgifter til foder\n\n{PROSE}", 3),
    ],
)
def test_a_line_set_as_a_heading_is_one(tmp_path: Path, text: str, level: int) -> None:
    assert [n for kind, n, _ in blocks(tmp_path, text) if kind == "heading"] == [level]


def test_numbered_lines_in_a_row_are_a_list(tmp_path: Path) -> None:
    kinds = {kind for kind, _, _ in blocks(tmp_path, "1. Svaner\n\n2. Ænder\n\n3. Gæs")}
    assert kinds == {"list_item"}


def test_lines_of_tabs_are_table_rows(tmp_path: Path) -> None:
    assert blocks(tmp_path, "Fugl\tAntal\nSvane\t7") == [
        ("table_row", 0, "Fugl\tAntal"),
        ("table_row", 0, "Svane\t7"),
    ]


def test_lines_that_lead_to_page_numbers_are_contents(tmp_path: Path) -> None:
    kinds = {kind for kind, _, _ in blocks(tmp_path, "Indledning ..... 1\nSvaner ....... 2")}
    assert kinds == {"contents"}


def test_a_page_of_contents_run_together_is_contents(tmp_path: Path) -> None:
    page = "Indhold 1 Indledning 3 1.1 Hvad er svaner? 4 2 Optælling 7"
    assert [kind for kind, _, _ in blocks(tmp_path, page)] == ["contents"]


def test_a_paragraph_about_contents_is_none(tmp_path: Path) -> None:
    text = "Indhold i foderet er 3 dele korn, 2 dele frø og 1 del majs. Det er tørt."
    assert [kind for kind, _, _ in blocks(tmp_path, text)] == ["paragraph"]


def test_a_soft_hyphen_parts_no_word(tmp_path: Path) -> None:
    assert words(tmp_path, "sam\u00adarbejde") == "samarbejde"


def test_a_word_hyphenated_at_a_lines_end_is_whole(tmp_path: Path) -> None:
    assert words(tmp_path, "Det er kompe-\ntencen, nord- og\nsydpå.") == (
        "Det er kompetencen, nord- og sydpå."
    )


# Pages


def test_feet_that_count_the_pages_are_left_out(tmp_path: Path) -> None:
    pages = [f"Svaner er hvide. Side {n} af 3" for n in (1, 2, 3)]
    assert words(tmp_path, *pages) == " ".join(["Svaner er hvide."] * 3)


def test_a_word_parted_by_a_foot_is_whole(tmp_path: Path) -> None:
    assert words(tmp_path, "Der er statis- Side 1 af 2", "tikker. Side 2 af 2") == (
        "Der er statistikker."
    )


def test_a_note_at_the_pages_end_does_not_part_a_word(tmp_path: Path) -> None:
    pages = ("Om samarbej- 2 Kilde: Optælling. Side 1 af 2", "de i havnen. Mere. Side 2 af 2")
    assert [text for _, _, text in blocks(tmp_path, "\n\n".join(pages))] == [
        "Om samarbejde i havnen.",
        "2 Kilde: Optælling.",
        "Mere.",
    ]


def test_numbers_that_end_long_pages_are_left_out(tmp_path: Path) -> None:
    assert words(tmp_path, *(f"{PAGE}{n}" for n in range(3, 7))) == " ".join([PAGE.strip()] * 4)


def test_numbers_at_both_ends_of_long_pages_are_left_out(tmp_path: Path) -> None:
    pages = (f"{n} {PAGE}{n}" for n in range(3, 7))
    assert words(tmp_path, *pages) == " ".join([PAGE.strip()] * 4)


def test_numbers_alone_between_pages_are_left_out(tmp_path: Path) -> None:
    assert words(tmp_path, "En.", "1", "To.", "2", "Tre.", "3") == "En. To. Tre."


def test_numbers_that_end_short_lines_are_words(tmp_path: Path) -> None:
    assert words(tmp_path, "Bilag 1", "Bilag 2", "Bilag 3", "Bilag 4") == (
        "Bilag 1 Bilag 2 Bilag 3 Bilag 4"
    )


def test_a_line_that_stands_on_every_page_is_left_out(tmp_path: Path) -> None:
    said = ["Svaner er hvide.", "Ænder er brune.", "Gæs er grå.", "Måger skriger."]
    text = "\f".join(f"Havnens fugle\n{page}\nSide {n}" for n, page in enumerate(said))
    assert words(tmp_path, text) == " ".join(said)


# Transcripts of portals


def test_a_portals_related_titles_are_left_out(tmp_path: Path) -> None:
    front = ("Om svaner. En rapport", "Relaterede dokumenter", *TITLES, "Transkript:")
    assert words(tmp_path, *front, "Om svaner", PROSE) == f"Om svaner {PROSE.strip()}"


def test_the_title_of_a_transcript_is_the_portals_heading(tmp_path: Path) -> None:
    front = ("S v a n e r på havnen", "Relaterede dokumenter", *TITLES, "Transkript:")
    assert read(tmp_path, "\n\n".join([*front, PROSE])).title == "Svaner på havnen"


def test_pieces_left_out_of_a_transcript_are_counted(tmp_path: Path) -> None:
    front = ("Om svaner", "Relaterede dokumenter", *TITLES, "Transkript:")
    assert read(tmp_path, "\n\n".join([*front, PROSE])).left_out == 23


def test_related_titles_are_left_out_where_the_text_has_no_heading(tmp_path: Path) -> None:
    front = ("Om svaner. En rapport", "Relaterede dokumenter", *TITLES)
    assert words(tmp_path, *front, PAGE) == f"Om svaner. En rapport {PAGE.strip()}"


def test_the_buttons_before_a_transcript_are_left_out(tmp_path: Path) -> None:
    front = ("Om svaner", "Save this PDF as:", "WORD PNG", 'Download "Om svaner"', "Transkript")
    assert words(tmp_path, *front, PROSE) == PROSE.strip()


def test_teasers_after_the_text_are_left_out(tmp_path: Path) -> None:
    teasers = [
        piece
        for name in ("Om ænder", "Om gæs", "Om terner", "Om måger")
        for piece in (name, f"{name} De lever ved vandet og er", "Læs mere")
    ]
    assert words(tmp_path, PAGE, *teasers) == PAGE.strip()


@pytest.mark.parametrize(
    "note",
    [
        ["Interview om svaner", "Transkript", "Spørger: Hvor mange?", "Svar: Der er 14."],
        [PROSE, "Se også", "Lov om fugle", "Bekendtgørelse om svaner"],
        ["Om svaner", "Relaterede dokumenter", "Lov om fugle", "Vejledning 12", PROSE],
        ["Fritidspas", "Du kan få 1.200 kr.", "Læs mere", "Kulturkort", "Det koster 50 kr.",
         "Læs mere", "Bad", "Badet er åbent.", "Læs mere", PROSE],
        ["Om svaner", "Om svaner og ænder i havnen", "Læs mere"],
        ["Cookies", "Vi bruger cookies til statistik.", PROSE],
    ],
)  # fmt: skip
def test_a_note_that_uses_a_portals_words_loses_none(tmp_path: Path, note: list[str]) -> None:
    assert words(tmp_path, *note) == " ".join(piece.strip() for piece in note)
