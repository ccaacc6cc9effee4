from evals.repair import measure
from ingest.document import Repair

TRUTH = "Han får en plads på holdet."
TEXT = "Han far en plads p& holdet."
FAR, PAA = Repair(4, 7, "får"), Repair(17, 19, "på")


def test_all_mended_is_full_recall_and_precision() -> None:
    figures = measure(TEXT, (FAR, PAA), TRUTH)
    assert (figures.recall, figures.precision) == (1.0, 1.0)


def test_recall_is_the_share_of_damaged_words_that_are_mended() -> None:
    assert measure(TEXT, (PAA,), TRUTH).recall == 0.5


def test_precision_is_the_share_of_changed_words_that_are_right() -> None:
    wrong = Repair(11, 16, "pløds")
    assert measure(TEXT, (wrong, PAA), TRUTH).precision == 0.5


def test_a_wrong_repair_is_named() -> None:
    assert measure(TEXT, (Repair(4, 7, "før"), PAA), TRUTH).wrong == (("far", "før", "får"),)


def test_a_missed_word_is_named() -> None:
    assert measure(TEXT, (PAA,), TRUTH).missed == (("far", "far", "får"),)


def test_case_and_outer_punctuation_are_no_damage() -> None:
    assert measure("(han får) En plads", (), "Han får en plads.").damaged == 0


def test_nothing_to_mend_and_nothing_changed_is_perfect() -> None:
    figures = measure(TRUTH, (), TRUTH)
    assert (figures.recall, figures.precision, figures.damaged) == (1.0, 1.0, 0)


def test_a_word_without_a_counterpart_is_not_judged() -> None:
    assert measure("Han xx far en plads p& holdet.", (), TRUTH).damaged == 2


def test_damaged_words_are_matched_where_stretches_differ_in_length() -> None:
    figures = measure("Han | far en plads", (), "Han I alt får en plads")
    assert figures.missed == (("far", "far", "får"),)
