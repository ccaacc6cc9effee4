"""Claims about feedback: what is kept, for how long, and that it holds no personal data."""

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.discreet import discreet
from assistant.feedback import (
    FILE_NAME,
    LONGEST_COMMENT,
    MARKS,
    MOST,
    Feedback,
    FeedbackStore,
    Quoted,
    feedback_on,
)
from assistant.feedback_files import as_csv, as_jsonl, case_of, is_filled_in, write_case
from assistant.reply import Answer, Citation, NoAnswer, Reason, Statement
from evals.case import read_cases
from ingest.errors import IndexUnwritable, LibraryError, PersonalData
from ingest.settings import PROJECT

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = Feedback(
    "Hvad koster en plads?",
    ("helped",),
    kind="number",
    statements=("En plads koster 12 kr.",),
    citations=(Quoted("pris", 2, "En plads koster 12 kr."),),
    index="snapshot-3",
)
PERSONAL = ("010190-1234", "0101901234", "０１０１９０-１２３４", "Hans har cpr 01 01 90 12 34")


def store(folder: Path, *, days: int = 180, now: datetime = NOON) -> FeedbackStore:
    return FeedbackStore(folder, days, lambda: now)


def content(folder: Path) -> bytes:
    """All that lies in the folder."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_what_is_kept_comes_back_whole_with_its_time(tmp_path: Path) -> None:
    kept = store(tmp_path).add(SAID)
    assert kept
    assert store(tmp_path).all() == (kept,)
    assert replace(kept, id="", made=SAID.made) == SAID
    assert (kept.made, len(kept.id)) == (NOON, 16)


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for hour, question in enumerate(("Ældst?", "Midt?", "Nyest?")):
        store(tmp_path, now=NOON + timedelta(hours=hour)).add(replace(SAID, question=question))
    assert [said.question for said in store(tmp_path).all()] == ["Nyest?", "Midt?", "Ældst?"]


def test_reading_makes_no_file(tmp_path: Path) -> None:
    assert store(tmp_path).all() == ()
    assert store(tmp_path).erase() == 0
    assert list(tmp_path.iterdir()) == []


@given(
    ages=st.lists(st.integers(0, 400), max_size=8),
    days=st.integers(1, 365),
    use=st.sampled_from(["all", "add", "forget", "erase"]),
)
def test_no_use_leaves_what_is_older_than_the_days_that_are_set(
    tmp_path_factory: pytest.TempPathFactory, ages: list[int], days: int, use: str
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    for age in ages:
        made = NOON - timedelta(days=age)
        store(folder, days=1_000, now=made).add(replace(SAID, question=f"For {age} dage siden"))
    now = store(folder, days=days)
    {
        "all": now.all,
        "add": lambda: now.add(SAID),
        "forget": now.forget,
        "erase": lambda: now.erase("none"),
    }[use]()
    left = [said.question for said in store(folder, days=10_000).all()]
    assert sorted(q for q in left if q != SAID.question) == sorted(
        f"For {age} dage siden" for age in ages if age <= days
    )


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("field", ["question", "comment", "context"])
def test_a_cpr_number_is_refused_and_nothing_is_written(
    tmp_path: Path, number: str, field: str
) -> None:
    typed = f"Det er om {number}."
    said = replace(SAID, **{field: (typed,) if field == "context" else typed})
    with pytest.raises(PersonalData, match="CPR"):
        store(tmp_path).add(said)
    assert content(tmp_path) == b""


def test_names_telephone_numbers_and_addresses_are_in_no_byte_of_the_file(tmp_path: Path) -> None:
    typed = "Ring til Birthe Mogensen på 23 45 67 89 eller skriv til birthe@example.dk"
    said = replace(SAID, question=typed, context=(typed,), comment=typed)
    kept = store(tmp_path).add(said)
    assert kept
    assert kept.comment == (
        "Ring til [navn fjernet] på [telefonnummer fjernet] eller skriv til [e-mail fjernet]"
    )
    for word in (b"irthe", b"ogensen", b"67 89", b"example"):
        assert word not in content(tmp_path)


def test_a_surname_in_small_letters_goes_with_its_name() -> None:
    assert discreet("kan jens hansen få fleksjob", 99) == "kan [navn fjernet] få fleksjob"


def test_an_address_that_a_document_holds_is_masked_too(tmp_path: Path) -> None:
    quote = "Skriv til hanne@example.dk eller ring på tlf. 23456789"
    said = replace(SAID, statements=(quote,), citations=(Quoted("pris", 1, quote),))
    store(tmp_path).add(said)
    assert b"hanne@" not in content(tmp_path)
    assert b"23456789" not in content(tmp_path)


@given(st.text(max_size=3_000))
def test_any_text_is_kept_within_its_bounds(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("text")
    kept = store(folder).add(replace(SAID, comment=text))
    assert kept
    assert store(folder).all() == (kept,)


@pytest.mark.parametrize("number", ["010190-1234", "23 45 67 89", "birthe@example.dk"])
def test_half_of_what_is_personal_does_not_stay_where_the_text_is_cut(number: str) -> None:
    for longest in range(20, 20 + len(number)):
        typed = f"{'x' * 19} {number}"
        try:
            kept = discreet(typed, longest)
        except PersonalData:
            continue
        assert number[: longest - 20] in ("", "[") or number[: longest - 20] not in kept


def test_what_is_too_long_is_cut(tmp_path: Path) -> None:
    many = tuple(f"Udsagn {n}" for n in range(500))
    kept = store(tmp_path).add(replace(SAID, comment="a" * 9_999, statements=many))
    assert kept
    assert (len(kept.comment), len(kept.statements)) == (LONGEST_COMMENT, 40)


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path) -> None:
    store(tmp_path).add(SAID)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db, db:
        rows = ((str(n), NOON.isoformat(timespec="microseconds"), "{}") for n in range(MOST - 1))
        db.executemany("INSERT INTO feedback VALUES (?, ?, ?)", rows)
    assert store(tmp_path).add(SAID) is None


def test_what_is_erased_is_in_no_byte_of_the_file(tmp_path: Path) -> None:
    first = store(tmp_path).add(replace(SAID, comment="Rødgrøden er kold"))
    second = store(tmp_path).add(replace(SAID, comment="Fløden er varm"))
    assert first
    assert second
    assert store(tmp_path).erase(first.id) == 1
    assert "Rødgrøden".encode() not in content(tmp_path)
    assert store(tmp_path).all() == (second,)
    assert store(tmp_path).erase() == 1
    assert "Fløden".encode() not in content(tmp_path)


def test_erasing_what_is_not_there_erases_nothing(tmp_path: Path) -> None:
    store(tmp_path).add(SAID)
    assert store(tmp_path).erase("' OR 1=1 --") == 0
    assert len(store(tmp_path).all()) == 1


def test_threads_write_side_by_side(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: store(tmp_path).add(SAID), range(40)))
    assert {said.id for said in kept if said} == {said.id for said in store(tmp_path).all()}
    assert len(kept) == 40


def test_processes_write_side_by_side(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from assistant.feedback import *\n"
        "for n in range(20): FeedbackStore(Path(sys.argv[1])).add(Feedback('Hvad?', ('helped',)))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=PROJECT)
        for _ in range(3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len(FeedbackStore(tmp_path).all()) == 60


def test_a_file_of_another_version_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db:
        db.execute("PRAGMA user_version = 7")
    with pytest.raises(LibraryError, match="version 7"):
        store(tmp_path).add(SAID)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("Det er en tekst, og ikke en database." * 99)
    with pytest.raises(IndexUnwritable, match="database"):
        store(tmp_path).all()


def reply() -> Answer:
    text = "En plads\t12 kr."
    citation = Citation(1, "pris", "Prisen", 2, 2, None, 0, len(text), text, False, None)
    return Answer("Hvad koster en plads?", "number", (Statement(text, (1,)),), (citation,), ())


def test_feedback_holds_what_the_reply_said_and_where_it_stands() -> None:
    said = feedback_on(reply(), ("wrong",), "Nej.", "snapshot-3")
    assert said.statements == ("En plads | 12 kr.",)
    assert said.citations == (Quoted("pris", 2, "En plads\t12 kr."),)
    assert (said.status, said.reason, said.index) == ("answered", None, "snapshot-3")


def test_feedback_on_a_refusal_holds_its_reason() -> None:
    said = feedback_on(NoAnswer("Hvad?", "fact", Reason.NOTHING_FOUND), ("wrong",), "", "")
    assert (said.status, said.reason, said.statements) == ("not_found", "nothing_found", ())


def test_lines_of_json_hold_every_field(tmp_path: Path) -> None:
    kept = store(tmp_path).add(SAID)
    assert kept
    (line,) = as_jsonl([kept]).splitlines()
    row = json.loads(line)
    assert list(row)[:3] == ["id", "made", "question"]
    assert row["made"] == "2026-03-01T12:00:00+00:00"
    assert row["citations"] == [{"document": "pris", "page": 2, "quote": "En plads koster 12 kr."}]


def test_the_table_opens_in_a_danish_spreadsheet_and_runs_nothing() -> None:
    table = as_csv([replace(SAID, id="x", comment="=1+1", marks=MARKS)])
    assert table.startswith("\ufeffid;tid;melding;kommentar;")
    assert ";'=1+1;" in table


def test_what_helped_becomes_a_case_that_must_go_on_being_said(tmp_path: Path) -> None:
    file = write_case(tmp_path, replace(SAID, id="a1"))
    (case,) = read_cases(file)
    assert (case.id, case.question, case.kind) == ("melding-a1", SAID.question, "number")
    assert case.facts == (("En plads koster 12 kr.",),)
    assert [(e.document, e.quote) for e in case.evidence] == [("pris", "En plads koster 12 kr.")]
    assert is_filled_in(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("mark", ["wrong", "not_in_source", "wrong_document", "outdated", "other"])
def test_what_was_wrong_becomes_a_case_that_asks_for_what_is_right(
    tmp_path: Path, mark: str
) -> None:
    file = write_case(tmp_path, replace(SAID, id="a1", marks=(mark,)))  # type: ignore[arg-type]
    (case,) = read_cases(file)
    assert case.facts
    assert len(case.facts) == 1
    assert case.evidence == ()
    assert not is_filled_in(file.read_text(encoding="utf-8"))


def test_what_lacked_something_becomes_a_case_with_what_was_said_and_a_gap() -> None:
    case = case_of(replace(SAID, marks=("lacking",)))
    assert case["facts"][0] == ["En plads koster 12 kr."]
    assert not is_filled_in(json.dumps(case))


def test_a_quote_with_a_mask_is_no_evidence() -> None:
    quote = "Ring på [telefonnummer fjernet]"
    masked = replace(SAID, statements=(quote,), citations=(Quoted("pris", 1, quote),))
    assert case_of(masked)["evidence"] == []
    assert not is_filled_in(json.dumps(case_of(masked)))


def test_a_case_holds_no_comment() -> None:
    assert "Hemmeligt" not in json.dumps(case_of(replace(SAID, comment="Hemmeligt")))


def test_a_case_that_was_filled_in_is_not_written_over(tmp_path: Path) -> None:
    file = write_case(tmp_path, replace(SAID, id="a1"))
    file.write_text("udfyldt", encoding="utf-8")
    assert write_case(tmp_path, replace(SAID, id="a1")).read_text(encoding="utf-8") == "udfyldt"
