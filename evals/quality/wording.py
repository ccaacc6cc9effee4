"""What the report calls things in Danish, and how it writes numbers."""

from assistant.web import quality_wording
from assistant.web.quality_wording import FAULTS as FAULTS
from assistant.web.quality_wording import FIGURES as FIGURES
from assistant.web.quality_wording import GROUPS as GROUPS
from assistant.web.quality_wording import KINDS as KINDS
from assistant.web.quality_wording import NOTHING as NOTHING
from assistant.web.quality_wording import REASONS as REASONS
from assistant.web.quality_wording import SHORT as SHORT
from assistant.web.quality_wording import STYLES as STYLES
from assistant.web.quality_wording import counted as counted
from assistant.web.quality_wording import milliseconds as milliseconds
from assistant.web.quality_wording import moment as moment
from assistant.web.quality_wording import named as named
from assistant.web.quality_wording import number as number
from assistant.web.quality_wording import points as points
from assistant.web.quality_wording import value as value
from evals.figures import Estimate


def interval(figure: str, found: Estimate | None) -> str:
    """The 95 % interval with its unit: 59–75 %."""
    if found is None or found.interval is None:
        return NOTHING
    return quality_wording.interval(figure, *found.interval)


def estimate(figure: str, found: Estimate | None) -> str:
    """Both: 68 % (59–75 %)."""
    if found is None:
        return NOTHING
    said = value(figure, found.value)
    return f"{said} ({interval(figure, found)})" if found.interval else said
