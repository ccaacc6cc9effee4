"""Reads the guide for new staff from its file, and says in one sentence what is wrong with it."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from assistant.guide import (
    FALSE,
    TRUE,
    Guide,
    Guides,
    Part,
    Question,
    QuestionKind,
    Quote,
    Said,
    Step,
    Table,
)
from assistant.watched import watched
from ingest.errors import SettingsError
from ingest.settings import PROJECT

FILE = PROJECT / "corpus" / "guide.toml"
_Entry = Mapping[str, Any]


class _Faulty(Exception):
    """What is wrong with an entry, as the message for whoever edits the file ends."""


def load_guide(file: Path) -> Guide:
    """The guide of a file.

    Raises:
        SettingsError: the file is not valid; the message says which entry, and what it lacks.
    """
    try:
        return _guide(tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, _Faulty) as exc:
        raise SettingsError(f"{file} is not a valid guide: {exc}") from exc


def watched_guide(file: Path) -> Guides:
    """What gives the guide of a file as it is now, read when it is first asked for.

    It is read again only when it has changed. A file that is not valid any more is logged, and
    the guide that was there stays. What it gives raises SettingsError where there was none.
    """
    return watched(file, load_guide, "the guide")


def _guide(data: _Entry) -> Guide:
    documents = _known(data, "the file", {"documents", "step", "table", "question", "definition"})
    named = documents.get("documents", {})
    if not isinstance(named, dict):
        raise _Faulty("documents must be written as [documents], a title for each id")
    titles = {str(name): str(title) for name, title in named.items()}
    steps = tuple(_step(entry, titles) for entry in _all(data, "step"))
    ids = _unique("step", [step.id for step in steps])
    tables = tuple(_table(entry, titles, ids) for entry in _all(data, "table"))
    questions = tuple(_question(entry, titles, ids) for entry in _all(data, "question"))
    _unique("question", [question.id for question in questions])
    _unique("page", [*ids, *(table.id for table in tables)])
    definitions = {
        _text(entry, "term", "a definition"): _quotes(entry, _named(entry, "definition"), titles)[0]
        for entry in _all(data, "definition")
    }
    return Guide(titles, steps, tables, questions, definitions)


def _step(entry: _Entry, titles: Mapping[str, str]) -> Step:
    where = _named(entry, "step")
    _known(entry, where, {"id", "title", "about", "ask", "part"})
    parts = []
    for part in _all(entry, "part"):
        heading = _text(part, "heading", f"a part of {where}")
        _known(part, f"{where}, {heading!r}", {"heading", "say"})
        said = tuple(_said(say, f"{where}, {heading!r}", titles) for say in _all(part, "say"))
        parts.append(Part(heading, said))
    if not any(part.said for part in parts):
        raise _Faulty(f"{where} says nothing; it needs a [[step.part]] with a [[step.part.say]]")
    about, ask = _text(entry, "about", where), tuple(_texts(entry, "ask", where))
    return Step(_text(entry, "id", where), _text(entry, "title", where), about, tuple(parts), ask)


def _table(entry: _Entry, titles: Mapping[str, str], steps: Iterable[str]) -> Table:
    where = _named(entry, "table")
    _known(entry, where, {"id", "title", "about", "step", "rows", "columns", "cell"})
    rows, columns = _texts(entry, "rows", where), _texts(entry, "columns", where)
    if "step" in entry and entry["step"] not in steps:
        raise _Faulty(f"{where} belongs to the step {entry['step']!r}, which there is not")
    cells: dict[tuple[str, str], Said] = {}
    for cell in _all(entry, "cell"):
        row, column = _text(cell, "row", where), _text(cell, "column", where)
        at = f"{where}, cell {row!r} / {column!r}"
        if row not in rows or column not in columns:
            raise _Faulty(f"{at}: the table has no such row or column")
        if (row, column) in cells:
            raise _Faulty(f"{at} is there twice")
        rest = {name: value for name, value in cell.items() if name not in ("row", "column")}
        cells[row, column] = _said(rest, at, titles)
    title, about = _text(entry, "title", where), _text(entry, "about", where)
    name = _text(entry, "id", where)
    return Table(name, title, about, tuple(rows), tuple(columns), cells, entry.get("step"))


def _question(entry: _Entry, titles: Mapping[str, str], steps: Iterable[str]) -> Question:
    where = _named(entry, "question")
    names = {"id", "step", "kind", "text", "answer", "options", "unit", "why", "quotes"}
    _known(entry, where, names)
    kind, step = _text(entry, "kind", where), _text(entry, "step", where)
    if kind not in get_args(QuestionKind):
        raise _Faulty(f"{where} is of the kind {kind!r}; there are {get_args(QuestionKind)}")
    if step not in steps:
        raise _Faulty(f"{where} belongs to the step {step!r}, which there is not")
    options = tuple(_texts(entry, "options", where)) if kind == "one" else ()
    right = _right(entry.get("answer"), kind, options, where)
    why = Said(_text(entry, "why", where), _quotes(entry, where, titles))
    words, unit = _text(entry, "text", where), str(entry.get("unit", ""))
    name = _text(entry, "id", where)
    return Question(name, step, kind, words, right, why, options, unit)  # type: ignore[arg-type]


def _right(answer: object, kind: str, options: tuple[str, ...], where: str) -> str:
    if kind == "true" and isinstance(answer, bool):
        return TRUE if answer else FALSE
    if isinstance(answer, int | Decimal) and not isinstance(answer, bool):
        if kind == "number":
            return str(answer)
        if kind == "one" and answer in range(1, len(options) + 1):
            return str(int(answer))
    wanted = {"true": "true or false", "number": "a number"}
    raise _Faulty(
        f"{where} has the answer {answer!r}; it needs "
        + wanted.get(kind, f"the number of an option, 1 to {len(options)}")
    )


def _said(entry: _Entry, where: str, titles: Mapping[str, str]) -> Said:
    _known(entry, where, {"text", "quotes", "list"})
    text = _text(entry, "text", f"a statement of {where}")
    return Said(text, _quotes(entry, f"{where}, {text!r}", titles), bool(entry.get("list")))


def _quotes(entry: _Entry, where: str, titles: Mapping[str, str]) -> tuple[Quote, ...]:
    quotes = entry.get("quotes")
    if not isinstance(quotes, list) or not quotes:
        raise _Faulty(f'{where} has no source; it needs quotes = [["document", "words"]]')
    found = []
    for quote in quotes:
        match quote:
            case [str(document), str(words)] if words.strip():
                if document not in titles:
                    raise _Faulty(f"{where} quotes {document!r}, which [documents] does not list")
                found.append(Quote(document, words))
            case _:
                raise _Faulty(f'{where} has the quote {quote!r}; it must be ["document", "words"]')
    return tuple(found)


def _all(entry: _Entry, name: str) -> list[_Entry]:
    found = entry.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _Faulty(f"{name} must be written as [[{name}]]")
    return found


def _named(entry: _Entry, kind: str) -> str:
    return f"the {kind} {entry.get('id') or entry.get('term') or entry.get('title')!r}"


def _text(entry: _Entry, name: str, where: str) -> str:
    found = entry.get(name)
    if not isinstance(found, str) or not found.strip():
        raise _Faulty(f"{where} has no {name}")
    return found


def _texts(entry: _Entry, name: str, where: str) -> list[str]:
    found = entry.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise _Faulty(f"{where} has no {name}; it must be a list of texts")
    return found


def _known(entry: _Entry, where: str, names: set[str]) -> _Entry:
    if unknown := entry.keys() - names:
        raise _Faulty(f"{where} has unknown {', '.join(sorted(unknown))}")
    return entry


def _unique(kind: str, ids: list[str]) -> list[str]:
    if twice := [name for name, count in Counter(ids).items() if count > 1]:
        raise _Faulty(f"there are two {kind}s of the id {twice[0]!r}")
    return ids
