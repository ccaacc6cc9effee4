"""Units as claims that are quotes: neighbours of a paragraph are one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.reply import Claim, Quote
from assistant.selection.units import Unit


def quoted(chosen: Sequence[Unit], label: str | None = None) -> list[Claim]:
    """One claim for each unit; neighbours in a paragraph are one quote."""
    claims: list[Claim] = []
    last: Unit | None = None
    for unit in chosen:
        quote = Quote(unit.text, unit.passage, unit.start)
        if (
            last
            and adjoins(unit, [last])
            and unit.start > last.start
            and unit.shape.kind == "paragraph"
        ):
            before = claims.pop().quotes[0]
            quote = replace(quote, text=f"{before.text} {unit.text}", start=before.start)
        claims.append(Claim(quote.text, (quote,), label))
        last = unit
    return claims


def adjoins(unit: Unit, chosen: Iterable[Unit]) -> bool:
    """Whether a unit stands right before or after a chosen one in the same block."""
    return any(
        unit.document.id == other.document.id
        and unit.block == other.block
        and min(abs(unit.start - other.end), abs(other.start - unit.end)) <= 1
        for other in chosen
    )
