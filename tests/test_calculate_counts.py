"""Claims about sums of counts: gaps between two sides, how often in a year, totals and shares."""

import pytest

from assistant.ask import Assistant
from assistant.reply import Answer
from tests.making import indexed
from tests.programme import assistant_over

LIGHTHOUSE = """# Fyret på Holmen

## Gæsterne

Fyret havde 90 gæster. De 90 gæster fordeler sig mellem 60 voksne og 30 børn. Otte af de 90 gæster \
fik hverken kaffe eller kage.

Blot 18 % af de unge og 42 % af de ældre gæster går op i tårnet.

Østfløjen havde 40 senge, mens vestfløjen havde 25.

| Måned | Ture |
|---|---|
| Maj | 12 ture med færgen |
| Juni | 30 ture med færgen |

Bådene har hver deres fangst.

| Båd | Ture | Fangster |
|---|---|---|
| Krabben | 20 | 5 |
| Rejen | 12 | 6 |

Ormen havde 14 prøver, der blev til 6 fisk.

## Tilsynet

Fyrmesteren ser til lampen hver anden uge. Linsen bliver pudset hver 3. måned. Tårnet bliver malet \
mindst 1 gang om måneden. Lågen bliver smurt 12 gange om året.

## Driften

Opsyn: ca. 37.000 kr. årligt.

Rengøring: 500 kr. om måneden pr. plads.

Brochurer: 5.000 kr. årligt.

En lods koster mellem 200 og 300 kr. i timen.

Målet er 50 lamper. Der er tændt 30 lamper. Endnu 5 lamper er på vej.

Med de 5 lamper, der var på vej, manglede der 15 lamper i at nå målet på 50.

## Medlemmerne

| Gruppe | Antal |
|---|---|
| Foreningens medlemmer | 900 |
| Medlemmer i lauget | 100 |
| – heraf medlemmer med båd | 40 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(indexed(tmp_path_factory.mktemp("fyr"), {"fyr.md": LIGHTHOUSE}))


def sums(assistant: Assistant, question: str) -> list[str]:
    """What is worked out for a question; nothing where quotes answer it."""
    reply = assistant.ask(question)
    if not isinstance(reply, Answer) or not any("Beregnet" in note for note in reply.notes):
        return []
    return [statement.text for statement in reply.statements]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Hvor mange flere voksne end børn kom på fyret?",
            "Forskellen er 30: 60 (voksne) − 30 (børn).",
        ),
        (
            "Hvor mange flere ture med færgen var der i juni end i maj?",
            "Forskellen er 18 ture: 30 (juni) − 12 (maj).",
        ),
        (
            "Hvor mange færre ture havde Rejen end Krabben?",
            "Forskellen er 8 ture: 20 (Krabben) − 12 (Rejen).",
        ),
        (
            "Hvor mange procent flere voksne end børn kom på fyret?",
            "60 (voksne) er 100 % mere end 30 (børn): (60 − 30) / 30 × 100. Forskellen er 30: ",
        ),
        (
            "Hvor mange procent færre børn end voksne kom på fyret?",
            "30 (børn) er 50 % mindre end 60 (voksne): (60 − 30) / 60 × 100.",
        ),
        (
            "Hvor mange procentpoint flere ældre end unge går op i tårnet?",
            "Forskellen er 24 procentpoint: 42 (ældre) − 18 (unge).",
        ),
        (
            "Hvor mange gange om året ser fyrmesteren til lampen?",
            "»hver anden uge« svarer til 26 gange om året: 52 uger / 2.",
        ),
        (
            "Hvor mange gange om måneden bliver lågen smurt?",
            "»12 gange om året« svarer til 1 gang om måneden: 1 år × 12 gange / 12 måneder.",
        ),
        (
            "Hvor tit om året bliver linsen pudset?",
            "»hver 3. måned« svarer til 4 gange om året: 12 måneder / 3.",
        ),
        (
            "Hvor mange gange om året bliver tårnet malet?",
            "»1 gang om måneden« svarer til mindst 12 gange om året: 12 måneder.",
        ),
        (
            "Hvad bliver opsyn, rengøring og brochurer tilsammen om året for 3 pladser?",
            "Tilsammen er det ca. 60.000 kr. om året: 37.000 kr. + 3 pladser × 500 kr. × "
            "12 måneder + 5.000 kr.",
        ),
        (
            "Hvor mange procent af gæsterne fik hverken kaffe eller kage?",
            "8 af 90 gæster svarer til 8,9 %",
        ),
        ("Hvor mange procent af Ormens prøver foerte til fisk?", "svarer til 42,9 %"),
        ("hvor mange procnet af målet er nået med de 30 lamper", "svarer til 60 %"),
        ("Hvor mange lamper er fyret bagud i forhold til målet?", "Der mangler 15 lamper"),
        ("Hvor mange procent af medlemmerne i lauget har båd?", "svarer til 40 %"),
        ("Hvad kan en lods højst koste 10 timer om ugen i 4 uger?", "højst 12.000 kr."),
        ("lods 10 timer om ugen i 4 uger, hvad er den billigste pris", "mindst 8.000 kr."),
    ],
)
def test_a_sum_of_counts_is_said_with_its_formula(
    assistant: Assistant, question: str, said: str
) -> None:
    assert said in " ".join(sums(assistant, question))


def test_what_is_on_its_way_is_counted_both_with_and_without(assistant: Assistant) -> None:
    said = sums(assistant, "Hvor mange lamper mangler fyret i at nå målet?")
    assert said[:2] == [
        "Der mangler 15 lamper: 50 (mål) − 30 (nået) − 5 (på vej).",
        "Uden de 5 på vej mangler der 20 lamper: 50 (mål) − 30 (nået).",
    ]


@pytest.mark.parametrize(
    ("question", "because"),
    [
        ("Hvor mange procent af sengene er i vestfløjen?", "the two wings are parts, no whole"),
        ("Hvor mange flere ture havde Krabben end Østersen?", "one side has no figure"),
        ("Hvor mange gange om året kommer der gæster fra Norge?", "no frequency is said of it"),
        ("Hvor ofte bliver linsen pudset?", "the text says how often"),
        ("Hvad bliver opsyn, vagt og brochurer tilsammen om året?", "one item has no price"),
        ("Hvad er forskellen på voksne og børn?", "it asks for no count"),
        ("Hvor mange procent af medlemmerne i Tårnby har båd?", "the place is not named"),
    ],
)
def test_no_count_is_reckoned_where(assistant: Assistant, question: str, because: str) -> None:
    assert sums(assistant, question) == [], because
