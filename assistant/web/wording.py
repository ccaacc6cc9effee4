"""What the page says, in Danish: labels, dates and the sentences that are not answers."""

from collections.abc import Collection, Sequence

from assistant.render import DECLINED, NOT_FOUND
from assistant.reply import Kind, Reason
from assistant.web.places import origin_years
from ingest.danish import MONTHS
from ingest.document import Source

KINDS: dict[Kind, str] = {
    "number": "Tal",
    "list": "Liste",
    "definition": "Forklaring",
    "compare": "Sammenligning",
    "procedure": "Fremgangsmåde",
    "why": "Begrundelse",
    "yes_no": "Ja eller nej",
    "calculation": "Beregning",
    "fact": "Oplysning",
    "overview": "Overblik",
}

NO_ANSWER: dict[Reason, str] = {
    Reason.NOTHING_FOUND: NOT_FOUND,
    Reason.NOTHING_SUPPORTED: NOT_FOUND,
    Reason.LOST_IN_SOURCE: "Det kan ikke læses i kilden.",
    Reason.OUTSIDE: "Skriv et spørgsmål, så finder Holdepunkt det, dokumenterne siger om det.",
    **DECLINED,
}
NOT_IN_CHOSEN = "Det fremgår ikke af de valgte dokumenter."
LOST_IN_SOURCE = (
    "Oplysningen står i en figur, en tabel eller et afsnit, som ikke er kommet med i filen. "
    "Her er stedet i kilden."
)
REPHRASE = "Skriv spørgsmålet igen uden navne, CPR-numre og andre personoplysninger."
ASK_ALL = "Søg i alle dokumenter"
MASK_AND_SEND = "Maskér og send"
STEPS = ("Forstår spørgsmålet", "Søger i {documents}", "Kontrollerer citater")
WRITING = "Skriver svaret og kontrollerer hvert citat"
ANSWER_READY = "Svaret er klar."
BROKE = (
    "Noget gik galt, og spørgsmålet blev ikke besvaret. Prøv igen. "
    "Sker det igen, så giv driften koden {code}."
)
QUESTION_REMOVED = "Spørgsmålet er fjernet"
NOTE = (
    "Skriv ikke navne, CPR-numre eller andre personoplysninger. "
    "Svaret er ikke en afgørelse – læs kilden, før du bruger det."
)


def documents(number: int) -> str:
    """ "1 dokument", "5 dokumenter"."""
    return f"{number} dokument" if number == 1 else f"{number} dokumenter"


def year(source: Source) -> str:
    """The year of publication, or ""."""
    return (source.published or "")[:4]


def date(published: str) -> str:
    """ "2013-03-01" as "1. marts 2013", "2016-09" as "september 2016", "2016" as it is."""
    parts = published.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return published
    month = MONTHS[int(parts[1]) - 1] if 1 <= int(parts[1]) <= len(MONTHS) else parts[1]
    day = f"{int(parts[2])}. " if len(parts) > 2 else ""
    return f"{day}{month} {parts[0]}"


def about(source: Source, last: str | None) -> str:
    """Publisher, the document's date and `last`, as far as they are known, with dots between."""
    when = f"dateret {date(source.published)}" if source.published else ""
    return " · ".join(filter(None, (source.publisher, when, last)))


def knowledge(citations: Collection[str]) -> str:
    """How old the publications are that a note was written from; "" where there are none."""
    if not citations:
        return ""
    return built_on(origin_years(citations)) or "bygger på en kilde uden årstal"


def built_on(years: Sequence[str]) -> str:
    """How old what a note was written from is, where its years (in order) are known; else ""."""
    return "bygger på viden fra " + "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
