"""Judges claims: what no quote bears falls, whoever wrote it."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.reply import Citation, Claim, Statement
from ingest import analyze


def verify(
    cited: Iterable[tuple[Claim, Citation | None]],
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The statements that stand, and their citations numbered from 1 in their order.

    A claim without citation falls, and so does one that says a number its quote does not.
    """
    statements: list[Statement] = []
    citations: list[Citation] = []
    for claim, citation in cited:
        if citation is None or not _numbers(claim.text) <= _numbers(citation.quote):
            continue
        number = len(citations) + 1
        statements.append(Statement(claim.text, (number,)))
        citations.append(replace(citation, number=number))
    return tuple(statements), tuple(citations)


def _numbers(text: str) -> set[str]:
    return {word for word in analyze.words(text) if word[0].isdigit()}
