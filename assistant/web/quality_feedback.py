"""The feedback that was received, as HTML for whoever holds the key."""

from collections.abc import Mapping, Sequence

from assistant.feedback import MARKS, Feedback
from assistant.reply import Reason
from assistant.web import icons
from assistant.web import quality_wording as quality
from assistant.web.escape import escape
from assistant.web.feedback_form import WORDS
from assistant.web.lock import lock, question_first
from assistant.web.quality_misses import select
from assistant.web.wording import NO_ANSWER


def feedback_place() -> str:
    """Where the list comes to stand; script fills it for whoever may see it."""
    return (
        '<section class="hp-meldt"><h2 id="hp-meldt" tabindex="-1">Meldinger fra brugerne</h2>'
        + lock(
            "hp-kvalitet",
            "Kun den, der har nøglen, kan læse, hente og slette meldinger.",
            "Meldinger kan kun læses, hentes og slettes på den maskine, som Holdepunkt kører på.",
        )
        + '<p class="hp-brist" role="alert"></p><div class="hp-meldeliste"></div>'
        + question_first("hp-kvalitet")
        + "</section>"
    )


def feedback_list(
    pieces: Sequence[Feedback], titles: Mapping[str, str], cases: frozenset[str], days: int
) -> str:
    """Every piece, newest first; `titles` names documents, `cases` holds ids of cases made."""
    kept = f"Meldinger slettes af sig selv efter {quality.counted(days, 'dag', 'dage')}."
    if not pieces:
        return f"<p>Der er ingen meldinger. {kept}</p>"
    marks = [mark for mark in MARKS if any(mark in said.marks for said in pieces)]
    count = quality.counted(len(pieces), "melding", "meldinger")
    return (
        f'<p>{count}. {kept}</p><div class="hp-vaerktoej">'
        f'<div class="hp-filtre" role="search" aria-label="Find i meldingerne">'
        + select("Melding", "valg", [(mark, WORDS[mark]) for mark in marks])
        + '</div><div class="hp-handlinger">'
        + f'<button type="button" class="hp-knap" data-hent="csv">{icons.DOWNLOAD}'
        "Hent som regneark</button>"
        f'<button type="button" class="hp-knap" data-hent="jsonl">{icons.DOWNLOAD}'
        'Hent som JSONL</button><button type="button" class="hp-knap" data-slet-alle>Slet alle'
        '</button></div></div><p class="hp-antal hp-meta" role="status"></p>'
        f'<ul class="hp-meldte">{"".join(_piece(said, titles, cases) for said in pieces)}</ul>'
    )


def _piece(said: Feedback, titles: Mapping[str, str], cases: frozenset[str]) -> str:
    tags = "".join(
        f'<li class="hp-maerke{" hp-klar" if mark == "helped" else ""}">{WORDS[mark]}</li>'
        for mark in said.marks
    )
    comment = f"<blockquote>{escape(said.comment)}</blockquote>" if said.comment else ""
    when = escape(quality.moment(said.made.astimezone()))
    return (
        f'<li data-melding="{escape(said.id)}" data-valg="{" ".join(said.marks)}"><article>'
        f'<h3 tabindex="-1">{escape(said.question)}</h3><p class="hp-meta">{when}</p>'
        f'<ul class="hp-maerker">{tags}</ul>{comment}'
        f"<details><summary>Svar og kilder</summary>{_reply(said, titles)}</details>"
        f'<div class="hp-handlinger">{_buttons(said, made=said.id in cases)}</div>'
        '<p class="hp-lagt" role="status"></p></article></li>'
    )


def _buttons(said: Feedback, *, made: bool) -> str:
    name = f'<span class="hp-kun-oplaest"> »{escape(said.question)}«</span>'
    words = "Hent testspørgsmål" if made else "Gør til testspørgsmål"
    return (
        f'<button type="button" class="hp-knap" data-lav><span>{words}</span>{name}</button>'
        f'<button type="button" class="hp-knap" data-slet>Slet{name}</button>'
    )


def _reply(said: Feedback, titles: Mapping[str, str]) -> str:
    sources = "".join(
        f"<li>{escape(titles.get(cited.document, cited.document))}, side {cited.page}: "
        f"»{escape(cited.quote)}«</li>"
        for cited in said.citations
    )
    parts = (
        ("Tidligere spørgsmål", escape("\n".join(said.context))),
        ("Svar", escape("\n".join(said.statements) or _refusal(said))),
        ("Kilder", f"<ol>{sources}</ol>" if sources else ""),
        ("Indeks", escape(said.index)),
    )
    body = "".join(f"<div><dt>{name}</dt><dd>{html}</dd></div>" for name, html in parts if html)
    return f'<dl class="hp-parter">{body}</dl>'


def _refusal(said: Feedback) -> str:
    return NO_ANSWER[Reason(said.reason)] if said.reason in list(Reason) else ""
