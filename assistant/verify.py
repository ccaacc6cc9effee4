"""Judges claims: what no quote bears falls, whoever wrote it."""

import ast
import operator
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from assistant.faithful import is_faithful
from assistant.figures import values
from assistant.reply import Calculation, Citation, Claim, Statement
from ingest.document import Document

_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_Cited = tuple[Claim, Sequence[Citation | None]]  # a claim, and where each of its quotes stands


def verify(
    cited: Iterable[_Cited],
    asked: str = "",
    *,
    document_of: Callable[[str], Document] | None = None,
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """The statements that stand, and their citations numbered from 1 in their order.

    A claim falls that has a quote without citation, or none at all, or that says a number which
    neither its quotes hold nor the calculation that it shows. A calculation's inputs are its
    quotes', what it says is given, or the question's (`asked`), and it is done again here. A place
    that is cited twice keeps its number.

    With `document_of`, which gives a document by its id, the claims are in the words of a language
    model, and each must be faithful to the sentences that it leans on too.
    """
    statements: list[Statement] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    for claim, found in cited:
        held = [citation for citation in found if citation]
        if not held or len(held) < len(found) or not _bears(claim, held, asked):
            continue
        leans_on = list(zip(claim.quotes, held, strict=True))
        if document_of and not is_faithful(claim.text, leans_on, document_of, asked):
            continue
        for citation in held:
            numbered = replace(citation, number=len(citations) + 1)
            citations.setdefault(_place(citation), numbered)
        numbers = dict.fromkeys(citations[_place(citation)].number for citation in held)
        statements.append(Statement(claim.text, tuple(numbers), claim.label))
    return tuple(statements), tuple(citations.values())


def evaluated(expression: str) -> Decimal:
    """The value of a sum of products: numbers with + - * / and brackets.

    Raises:
        ValueError: it is anything else, or divides by zero.
    """
    try:
        return _value(ast.parse(expression, mode="eval").body)
    except (SyntaxError, DivisionByZero, InvalidOperation) as exc:
        raise ValueError(f"{expression!r} is no calculation: {exc}") from exc


def rounded(value: Decimal, like: Decimal) -> Decimal:
    """`value` with as many decimals as `like`, half of the last one upwards."""
    return value.quantize(like, ROUND_HALF_UP)


def _bears(claim: Claim, citations: Sequence[Citation], asked: str) -> bool:
    """Whether every number of a claim is a quote's, or shown to follow."""
    held = frozenset[Decimal]().union(*(values(citation.quote) for citation in citations))
    shown = claim.calculation
    if shown is None:
        return values(claim.text) <= held
    held |= values(asked) | frozenset(shown.given)
    return _follows(shown, held) and values(claim.text) <= {*held, shown.result}


def _follows(calculation: Calculation, held: Set[Decimal]) -> bool:
    """Whether the inputs are held, and the result is what comes of them."""
    try:
        value = evaluated(calculation.expression)
    except ValueError:
        return False
    same = rounded(value, calculation.result) == calculation.result
    return same and _inputs(calculation.expression) <= held


def _inputs(expression: str) -> set[Decimal]:
    """The numbers of an expression that can be evaluated."""
    nodes = ast.walk(ast.parse(expression, mode="eval"))
    return {Decimal(str(node.value)) for node in nodes if isinstance(node, ast.Constant)}


def _value(node: ast.expr) -> Decimal:
    match node:
        case ast.Constant(int() | float() as number):
            return Decimal(str(number))
        case ast.BinOp(left, operation, right) if type(operation) in _OPERATORS:
            return _OPERATORS[type(operation)](_value(left), _value(right))
    raise ValueError(f"{ast.unparse(node)!r} is not a number, nor + - * / of numbers")


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document_id, citation.start, citation.end
