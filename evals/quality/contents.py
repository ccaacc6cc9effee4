"""What the report says, in Danish and in order."""

from collections.abc import Mapping

from assistant.quality_report import WORSE_ABOVE
from evals.figures import FIGURES, Estimates, Fall
from evals.quality import wording
from evals.quality.before import Before
from evals.quality.charts import Chart, Mark, Row, dots, histogram, split
from evals.quality.comparison import comparison
from evals.quality.record import Record
from evals.quality.section import Faults, Section, Table

TITLE = "Hvor godt svarer Holdepunkt?"
KEY_FIGURES = ("correct", "refused", "wrongly_refused", "cited", "length", "seconds_p95")
READING = (
    "Et svar er helt rigtigt, når alle krævede oplysninger er med, og det fylder højst 700 tegn "
    "(1.400 for lister, sammenligninger, fremgangsmåder og flere dokumenter). Siger dokumenterne "
    "intet, er det rigtigt ikke at svare.",
    "Rigtigt afvist er andelen af de spørgsmål, som dokumenterne ikke besvarer; fejlagtigt afvist "
    "er andelen af de spørgsmål, som de besvarer.",
    "Et svar har citat bag hvert udsagn, når alle citater står ordret i dokumentet, hvor "
    "henvisningen siger. Belæg er de steder, der besvarer spørgsmålet, og som søgningen fandt.",
    "Intervallet rummer den sande værdi i 95 af 100 tilfælde. Få spørgsmål giver et bredt "
    "interval: To tal, hvis intervaller overlapper meget, skal ikke læses som en forskel.",
)
_GROUP_FIGURES = ("correct", "coverage", "refused", "wrongly_refused")


def introduction(run: Record) -> tuple[str, ...]:
    """When, over what, and what is not shown."""
    asked = wording.counted(run.n, "spørgsmål", "spørgsmål")
    held = wording.counted(run.documents, "dokument", "dokumenter")
    said = [f"Opgjort {wording.moment(run.made)}: {asked} fra {run.questions} til {held}."]
    if run.models:
        said.append(f"Svarene er formuleret af {' og '.join(run.models)}.")
    if run.kept:
        said.append(
            f"{wording.number(run.kept)} af spørgsmålene er holdt tilbage. De indgår i tallene, "
            "men hverken spørgsmålene eller svarene vises."
        )
    return tuple(said)


def requirements(run: Record) -> tuple[str, ...]:
    """Each figure of the baseline that was not reached."""
    return tuple(map(_requirement, run.fallen))


def sections(run: Record, before: Before | None) -> list[Section]:
    """All that stands below the introduction."""
    found = [comparison(run, before)] if before else []
    found.append(_figures(run))
    found.append(_group(run, "by_kind", "Efter spørgsmålets slags", "Slags"))
    found.append(_group(run, "by_style", "Efter spørgsmålets formulering", "Formulering"))
    if len(run.groups["by_part"]) > 1:
        found.append(_group(run, "by_part", "Efter del", "Del"))
    found += [_refusals(run), _lengths_and_times(run), _faults(run)]
    return [*found, Section("laesning", "Sådan læses tallene", READING)]


def _requirement(fall: Fall) -> str:
    label = wording.FIGURES.get(fall.figure, fall.figure)
    if fall.within:
        group, *name = fall.within
        label += f", {wording.named(wording.GROUPS.get(group, {}), ''.join(name))}"
    found = "ikke målt" if fall.value is None else wording.value(fall.figure, fall.value)
    limit = "højst" if fall.figure in WORSE_ABOVE else "mindst"
    return f"{label}: {found} (mål: {limit} {wording.value(fall.figure, fall.asked)})"


def _figures(run: Record) -> Section:
    headings = ["Tal", "Værdi", "95 %-interval", "Spørgsmål"]
    rows = []
    for name in FIGURES:
        found = run.overall[name]
        row = [wording.FIGURES[name], wording.NOTHING, wording.NOTHING, wording.NOTHING]
        if found:
            count = wording.number(found.n or 0)
            row[1:] = [wording.value(name, found.value), wording.interval(name, found), count]
        if run.baseline:
            row.append(_asked(name, run.baseline.get(name)))
        rows.append(tuple(row))
    if run.baseline:
        headings.append("Mål")
    caption = "Alle tal, med hvor mange spørgsmål hvert tal bygger på"
    return Section("noegletal", "Nøgletal", tables=(Table(caption, tuple(headings), tuple(rows)),))


def _asked(name: str, asked: float | None) -> str:
    if asked is None:
        return wording.NOTHING
    return f"{'højst' if name in WORSE_ABOVE else 'mindst'} {wording.value(name, asked)}"


def _group(run: Record, group: str, heading: str, first: str) -> Section:
    names, parts = wording.GROUPS[group], run.groups[group]
    shown = {wording.named(names, name): found for name, found in parts.items()}
    ordered = dict(sorted(shown.items(), key=lambda item: -_n(item[1])))
    title = f"Helt rigtige svar {heading[0].lower()}{heading[1:]}, stiplet linje: alle"
    rows = tuple(
        (label, wording.number(_n(found)), *(wording.estimate(f, found[f]) for f in _GROUP_FIGURES))
        for label, found in ordered.items()
    )
    headings = (first, "Spørgsmål", *(wording.SHORT[name] for name in _GROUP_FIGURES))
    caption = f"{heading}: andele med 95 %-intervaller"
    chart = _rights(group.replace("_", "-"), title, ordered, run)
    return Section(
        group.replace("_", "-") + "-tal", heading, charts=(chart,),
        tables=(Table(caption, headings, rows),),
    )  # fmt: skip


def _rights(key: str, title: str, parts: Mapping[str, Estimates], run: Record) -> Chart:
    whole = run.overall["correct"]
    rows = [
        Row(label, Mark(right.value, right.interval), wording.value("correct", right.value))
        for label, found in parts.items()
        if (right := found["correct"])
    ]
    listed = "; ".join(
        f"{label} {wording.estimate('correct', found['correct'])}" for label, found in parts.items()
    )
    everything = wording.estimate("correct", whole)
    description = f"Med 95 %-intervaller. Alle spørgsmål: {everything}. {listed}."
    return dots(key, title, description, rows, whole.value if whole else None)


def _refusals(run: Record) -> Section:
    silent, spoken = run.overall["refused"], run.overall["wrongly_refused"]
    bars = []
    if silent and silent.n:
        right = round(silent.value * silent.n)
        label = f"{silent.n} spørgsmål, som dokumenterne ikke besvarer"
        bars.append((label, right, "rigtigt afvist", silent.n - right, "fejlagtigt besvaret"))
    if spoken and spoken.n:
        wrong = round(spoken.value * spoken.n)
        label = f"{spoken.n} spørgsmål, som dokumenterne besvarer"
        bars.append((label, spoken.n - wrong, "besvaret", wrong, "fejlagtigt afvist"))
    title = "Afvist og besvaret, rigtigt og fejlagtigt"
    said = ". ".join(f"{bar[0]}: {bar[1]} {bar[2]}, {bar[3]} {bar[4]}" for bar in bars)
    rates = tuple(
        f"{wording.FIGURES[name]}: {wording.estimate(name, run.overall[name])}."
        for name in ("refused", "wrongly_refused")
        if run.overall[name]
    )
    return Section(
        "afvisninger", "Afvisninger", rates, (split("refusals", title, f"{said}.", bars),)
    )


def _lengths_and_times(run: Record) -> Section:
    length = run.overall["length"]
    charts = []
    for key, title, bins, edge in (
        ("length", "Svarenes længde i tegn", run.lengths, wording.number),
        ("seconds", "Svartid", run.milliseconds, wording.milliseconds),
    ):
        listed = "; ".join(
            f"{edge(start)} {'eller mere' if end is None else f'til {edge(end)}'}: {n}"
            for start, end, n in bins
        )
        charts.append(histogram(key, title, f"Antal svar. {listed}.", bins, edge))
    said = [
        f"Svar er i gennemsnit på {wording.estimate('length', length)}.",
        f"Halvdelen tager højst {wording.estimate('seconds_p50', run.overall['seconds_p50'])}, "
        f"95 % højst {wording.estimate('seconds_p95', run.overall['seconds_p95'])}.",
    ]
    return Section(
        "laengde-og-tid", "Længde og tid", tuple(said if length else said[1:]), tuple(charts)
    )


def _faults(run: Record) -> Section:
    wrong = [case for case in run.cases if not case["correct"]]
    faults = tuple(
        Faults(heading, cases)
        for fault, heading in wording.FAULTS.items()
        if (cases := tuple(case for case in wrong if case["fault"] == fault))
    )
    asked = wording.number(len(run.cases))
    said = (
        f"{wording.number(len(wrong))} af de {asked} viste spørgsmål er ikke helt rigtigt besvaret."
    )
    if not run.cases:
        said = "Alle spørgsmål er holdt tilbage, så ingen vises."
    return Section("fejl", "Fejl", (said,), faults=faults)


def _n(found: Estimates) -> int:
    return (right.n or 0) if (right := found["correct"]) else 0
