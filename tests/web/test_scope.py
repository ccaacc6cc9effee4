"""Claims about what is searched: by kind, year, status and document; nothing unknown."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.web.filters import filters
from assistant.web.scope import Entry, Scope, catalogue_of, scope_from
from ingest.document import Source

NAMES = [field.name for field in fields(Scope)]


def entry(name: str, kind: str | None, status: str | None, *years: str) -> Entry:
    source = Source(name, f"Om {name}", None, None, kind, status, None, f"{name}.md", "0")
    return Entry(source, frozenset(years))


ALL = (
    entry("bus", "notat", "historical", "2013"),
    entry("cykel", "notat", "current", "2013", "2016"),
    entry("drage", "evaluering", "current", "2011"),
    entry("el<b>", None, None),
)


def sent(**chosen: str) -> Scope:
    return scope_from({name: frozenset(values.split()) for name, values in chosen.items()}, ALL)


@pytest.mark.parametrize(
    ("chosen", "searched"),
    [
        ({}, None),
        ({"kinds": "notat"}, {"bus", "cykel"}),
        ({"years": "2011 2016"}, {"cykel", "drage"}),
        ({"kinds": "notat", "states": "current"}, {"cykel"}),
        ({"documents": "bus el<b>"}, {"bus", "el<b>"}),
        ({"years": "2013", "documents": "bus"}, {"bus"}),
        ({"years": "2011", "documents": "bus"}, {"drage"}),  # what is not shown is not meant
        ({"kinds": "evaluering", "years": "2016"}, set()),
        ({"kinds": "roman", "documents": "../etc"}, None),
    ],
)
def test_what_is_chosen_is_what_is_searched(
    chosen: dict[str, str], searched: set[str] | None
) -> None:
    assert sent(**chosen).within(ALL) == searched


WORDS = st.sampled_from(
    ["notat", "evaluering", "2011", "2013", "current", "historical", "bus", "drage", "x", ""]
)


@given(st.dictionaries(st.sampled_from(NAMES), st.frozensets(WORDS)))
def test_whatever_is_sent_no_unknown_document_is_searched(sent: dict[str, frozenset[str]]) -> None:
    within = scope_from(sent, ALL).within(ALL)
    assert within is None or within <= {entry.source.id for entry in ALL}


def test_a_document_that_is_gone_is_not_searched_and_not_replaced() -> None:
    assert Scope(documents=frozenset({"gone"})).within(ALL) == set()


def test_a_note_has_the_years_of_what_it_was_written_from(helper: Assistant) -> None:
    years = {entry.source.id: entry.years for entry in catalogue_of(helper.library)}
    assert years == {"bogbus": {"2013"}, "laesecirkel": {"2014"}}


def test_the_line_says_what_is_searched() -> None:
    assert "<b>alle dokumenter</b>" in filters(ALL, Scope())
    assert "<b>2 af 4 dokumenter</b>" in filters(ALL, sent(kinds="notat"))
    assert "<b>Om el&lt;b&gt;</b>" in filters(ALL, sent(documents="el<b>"))


def test_a_choice_that_all_documents_share_is_not_offered() -> None:
    alike = tuple(replace(e, source=replace(e.source, kind="notat")) for e in ALL)
    assert "<legend>Slags</legend>" in filters(ALL, Scope())
    assert "<legend>Slags</legend>" not in filters(alike, Scope())


def test_where_there_is_one_document_there_is_no_choice() -> None:
    assert filters(ALL[:1], Scope()) == ""


def test_among_documents_those_are_offered_that_fit() -> None:
    html = filters(ALL, sent(years="2016"))
    assert [name for name in ("bus", "cykel", "drage") if f'value="{name}"' in html] == ["cykel"]
