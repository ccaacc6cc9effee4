"""Claims about measuring the search without its parts."""

import pytest

from assistant.ask import Assistant
from evals.ablation import WITHOUT, ablation
from evals.case import Case, Evidence
from tests.making import indexed
from tests.programme import FILES, assistant_over

CASES = [
    Case("a", "Hvad koster en billet?", evidence=(Evidence("faerge", "En billet koster 38 kr."),)),
    Case("b", "Hvor mange maaltider?", evidence=(Evidence("kantine", "120 måltider om dagen"),)),
]


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(indexed(tmp_path_factory.mktemp("ablation"), FILES))


def test_each_part_is_left_out_once_and_the_whole_stands_first(helper: Assistant) -> None:
    rows = ablation(helper, CASES)
    assert [row.name for row in rows] == [
        "all",
        *(f"without {part}" for part in WITHOUT),
        "without concepts",
    ]


def test_evidence_that_is_found_counts_in_full(helper: Assistant) -> None:
    whole = ablation(helper, CASES)[0]
    assert (whole.recall, whole.interval, whole.gain) == (1.0, (1.0, 1.0), (0.0, 0.0))
    assert whole.characters > 0


def test_evidence_that_stands_nowhere_is_never_found(helper: Assistant) -> None:
    case = Case("c", "Hvad koster en billet?", evidence=(Evidence("x", "intet af dette står her"),))
    assert {row.recall for row in ablation(helper, [case])} == {0.0}
