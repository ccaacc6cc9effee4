"""What a question takes for granted of two prices: told the other way round where it is."""

import re

from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Worked, calculation, plain, reserved
from assistant.figures import written

# A question why the one is dearer takes for granted that it is; one whether it is does not.
PREMISE = re.compile(
    r"^(?P<why>hvorfor )?(?:er|var|bliver|blev) (?P<one>.+?) (?P<claim>dyrere|billigere) end "
    r"(?P<other>.+)",
    re.IGNORECASE,
)


def which_is_dearer(
    premise: re.Match[str], pair: tuple[TextFigure, TextFigure], gap_said: str
) -> list[Worked]:
    """Whether it is as the question has it; nothing where it asks why, and it is.

    `pair` are the prices of the two sides in their order, `gap_said` their difference in words.
    """
    dear, cheap = sorted(pair, key=lambda price: -price.low)
    is_dearer = pair[0] is dear
    holds = is_dearer == (premise["claim"].casefold() == "dyrere")
    if premise["why"] and holds:
        return []
    verdict = "Ja:" if holds else "Det er omvendt:" if premise["why"] else "Nej, det er omvendt:"
    shown = calculation(f"{plain(dear.low)} - {plain(cheap.low)}", dear.low - cheap.low, 2)
    gap = f"{reserved(dear, cheap)}{written(shown.result)} kr."
    sentence = (
        f"{verdict} {premise['one']} er {gap} {'dyrere' if is_dearer else 'billigere'} end "
        f"{premise['other'].rstrip(' ?.')}: {gap_said}"
    )
    return [Worked(sentence, shown, pair)]
