"""The pages within Kom godt i gang, and what is said on each."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.guide import Guide, Said, Step, Table, spots
from assistant.web.escape import escape
from assistant.web.guide_glossary import sorting
from ingest.library import Library

SLUG = "kom-godt-i-gang"
GLOSSARY, QUIZ = "ordliste", "proev-dig-selv"
_WORDS_A_MINUTE = 130  # of text that is new to the reader


@dataclass(frozen=True, slots=True)
class View:
    """A page; its name stands in the address, behind the #."""

    name: str
    title: str
    turn: int  # of its citations, from 1
    step: Step | None = None
    table: Table | None = None


def views(guide: Guide) -> tuple[View, ...]:
    """The pages in the order of the navigation: the steps first."""
    alone = [table for table in guide.tables if not table.step]
    named: list[tuple[str, str, Step | None, Table | None]] = [
        *((step.id, step.title, step, None) for step in guide.steps),
        *((table.id, table.title, None, table) for table in alone),
        (GLOSSARY, "Ordliste", None, None),
        (QUIZ, "Prøv dig selv", None, None),
    ]
    return tuple(
        View(name, title, turn, step, table)
        for turn, (name, title, step, table) in enumerate(named, start=1)
    )


def held(guide: Guide, library: Library) -> tuple[View, ...]:
    """The pages of which anything stands in the index, and the glossary, which has its own words.

    Each keeps the number that it has among all `views`.
    """
    ids = {source.id for source in library.sources()}

    def stands(said: Said) -> bool:
        # Most of what does not stand is told by its document, which costs nothing.
        return all(quote.document in ids for quote in said.quotes) and bool(spots(said, library))

    def has(view: View) -> bool:
        if view.name == QUIZ:
            return any(stands(question.why) for question in guide.questions)
        return view.name == GLOSSARY or any(map(stands, said_of(guide, view.turn)))

    return tuple(filter(has, views(guide)))


def address(name: str) -> str:
    """The address of a page as it stands in a link; whole, since the app's page has a base."""
    return escape(f"?side={SLUG}#{name}")


def question_turn(guide: Guide, question_id: str) -> int:
    """The number that the citations of a question's answer go by; after those of the pages."""
    ids = [question.id for question in guide.questions]
    return len(views(guide)) + 1 + ids.index(question_id)


def said_of(guide: Guide, turn: int) -> tuple[Said, ...]:
    """What is said under that number, in the order of its citations."""
    pages = views(guide)
    if len(pages) < turn <= len(pages) + len(guide.questions):
        return (guide.questions[turn - len(pages) - 1].why,)
    view = pages[turn - 1] if 1 <= turn <= len(pages) else None
    if view and view.step:
        tables = [cell for table in tables_of(guide, view.step) for cell in table.cells.values()]
        return (*(said for part in view.step.parts for said in part.said), *tables)
    if view and view.table:
        return tuple(view.table.cells.values())
    return tuple(definitions(guide).values()) if view and view.name == GLOSSARY else ()


def tables_of(guide: Guide, step: Step) -> tuple[Table, ...]:
    """The tables that stand on a step's page."""
    return tuple(table for table in guide.tables if table.step == step.id)


def definitions(guide: Guide) -> Mapping[str, Said]:
    """The quoted definitions by term, in alphabetical order: all that is said is the quote."""
    return {
        term: Said("", (guide.definitions[term],))
        for term in sorted(guide.definitions, key=sorting)
    }


def minutes(guide: Guide, view: View) -> int:
    """About how long it takes to read a step."""
    words = sum(len(said.text.split()) for said in said_of(guide, view.turn))
    return max(1, round(words / _WORDS_A_MINUTE))
