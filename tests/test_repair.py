from ingest.document import Repair, repaired
from ingest.readings import as_unknown, confusions, lexicon, readings, word_costs
from ingest.repair import damage, find_repairs

SOUND = (
    "Når borgeren får en plads på virksomheden, bør mentor være til stede og hjælpe. "
    "Det er også vigtigt, at målet er klart, og at forløbet kan ændres undervejs. "
    "Kommunen står for at følge op, så ingen går i stå, og alle bliver hørt og støttet. "
)
DAMAGED = (
    "N&r borgeren f4r en plads p& virksomheden, bgr mentor veere til stede og hjeelpe. "
    "Det er ogsé vigtigt, at mélet er klart, og at forlgbet kan zendres undervejs. "
    "Kommunen stér for at fglge op, s& ingen g&r i st&, og alle bliver hgrt og stgttet. "
)


def reading(text: str, known: dict[str, int] | None = None) -> str:
    return repaired(text, find_repairs(text, known or {}), 0, len(text))


def after_damage(sentence: str, known: dict[str, int] | None = None) -> str:
    return reading(DAMAGED + sentence, known)[len(reading(DAMAGED, known)) :]


def test_a_damaged_text_reads_as_it_was_printed() -> None:
    assert reading(DAMAGED) == SOUND


def test_sound_text_is_left_alone() -> None:
    assert find_repairs(SOUND + "Saet malgruppen.", {}) == ()


def test_english_text_is_left_alone() -> None:
    text = "The mentor has made a star of the citizen, and for that she is on par with the others. "
    assert find_repairs(text * 5, {}) == ()


def test_a_repair_says_which_characters_it_replaces() -> None:
    text = DAMAGED + "Den er p& plads."
    at = text.index("p& plads")
    assert Repair(at, at + 2, "på") in find_repairs(text, {})


def test_a_wide_letter_read_as_two_is_one_again() -> None:
    assert after_damage("Vi har et saet feelles mal.").startswith("Vi har et sæt fælles")


def test_a_letter_read_as_a_mark_is_a_letter_again() -> None:
    assert after_damage("Vi skal s@rge for det.") == "Vi skal sørge for det."


def test_a_compound_that_no_list_has_is_read_by_its_parts() -> None:
    assert "beskæftigelseskonsulent" in after_damage("Det er en beskaeftigelseskonsulent.")
    assert "beskæftigelseskonsulent" not in word_costs()


def test_a_compound_with_a_linking_letter_is_read_by_its_parts() -> None:
    assert "virksomhedspraktikforløb" in after_damage("Det er et virksomhedspraktikforlgb.")


def test_two_damaged_letters_in_a_word_are_both_repaired() -> None:
    assert "opfølgningsmøde" in after_damage("De holder et opfglgningsmgde.")


def test_another_letter_is_repaired_where_the_word_is_clear() -> None:
    assert after_damage("Hun kan varetage rolien meliem dem.").endswith("rollen mellem dem.")


def test_a_capital_letter_stays_a_capital() -> None:
    assert after_damage("Malgruppen er klar.") == "Målgruppen er klar."


def test_a_common_word_stays_though_a_damaged_one_would_look_so() -> None:
    assert after_damage("Det er for sent.") == "Det er for sent."


def test_an_address_is_left_alone() -> None:
    sentence = "Skriv til malgruppe@forlgb.dk eller se www.forlgb.dk."
    assert after_damage(sentence) == sentence


def test_a_word_in_capitals_is_left_alone() -> None:
    assert after_damage("Det er SAET og PA.") == "Det er SAET og PA."


def test_a_number_is_left_alone() -> None:
    assert after_damage("Det er 4 af 40 i 2014.") == "Det er 4 af 40 i 2014."


def test_an_abbreviation_is_left_alone() -> None:
    assert after_damage("Det er 3 mdl. og 5 md.") == "Det er 3 mdl. og 5 md."


def test_a_name_that_is_no_word_is_left_alone() -> None:
    assert after_damage("Det siger Jytte Harbgl.") == "Det siger Jytte Harbgl."


def test_a_word_cut_at_the_end_of_a_line_is_left_alone() -> None:
    assert after_damage("Det er forlgb-\nsplaner.").startswith("Det er forlgb-\n")


def test_an_english_phrase_in_a_damaged_text_is_left_alone() -> None:
    sentence = "It was made by the team of the star with the rad."
    assert after_damage(sentence) == sentence


def test_another_form_of_a_word_is_not_taken_for_damage() -> None:
    sentence = "Der er mange virksomhedspraktikker."
    assert after_damage(sentence) == sentence


def test_a_word_of_the_librarys_other_texts_is_left_alone() -> None:
    assert "spærring" in after_damage("Vi har sparring.")
    assert "sparring" in after_damage("Vi har sparring.", {"sparring": 40, "og": 2000})


def test_a_misreading_in_the_librarys_other_texts_is_not_taken_for_a_word() -> None:
    known = {"forlgb": 50, "forløb": 60, "og": 2000}
    assert "forløb" in after_damage("Det er et forlgb.", known)


def test_damage_is_the_share_of_words_misread() -> None:
    assert damage(DAMAGED) > 0.9
    assert damage(SOUND) == 0.0
    assert 0.3 < damage(DAMAGED + SOUND) < 0.6


def test_a_text_without_danish_has_no_damage() -> None:
    assert damage("laese saet vaere " * 20) == 0.0


def test_a_stretch_reads_with_the_repairs_in_it_alone() -> None:
    repairs = (Repair(0, 2, "på"), Repair(3, 6, "får"), Repair(7, 9, "så"))
    assert repaired("p& f4r s&", repairs, 3, 8) == "får s"


def test_a_reading_costs_less_the_commoner_the_word() -> None:
    found = readings("pa", lexicon({}, 0.5), 20.0)
    assert found["på"] < found["pa"]


def test_a_longer_unknown_word_costs_more() -> None:
    words = lexicon({}, 0.5)
    assert as_unknown("qwxz", words) < as_unknown("qwxzqwxz", words)


def test_every_danish_letter_has_misreadings_that_make_up_one() -> None:
    for letter in "æøå":
        shares = [2.718281828**-cost for (true, _), cost in confusions().items() if true == letter]
        assert abs(sum(shares) - 1) < 0.02


def test_every_word_of_the_list_is_letters_in_lower_case() -> None:
    assert all(word.isalpha() and word == word.lower() for word in word_costs())


def test_a_long_word_in_capitals_is_repaired_in_capitals() -> None:
    assert after_damage("Se MALGRUPPEN her.") == "Se MÅLGRUPPEN her."


def test_a_capital_read_inside_a_word_is_a_letter_again() -> None:
    assert after_damage("Det er sA godt.") == "Det er så godt."


def test_a_form_that_the_list_lacks_is_a_word_all_the_same() -> None:
    sentence = "Hun taler med virksomhedsmentoren."
    assert "mentoren" not in word_costs()
    assert after_damage(sentence) == sentence


def test_a_word_with_two_likely_readings_is_left_alone() -> None:
    assert {"råd", "rød"} < readings("rad", lexicon({}, 0.9), 4.0).keys()
    assert after_damage("Her er et rad.") == "Her er et rad."


def test_a_capital_letter_makes_a_word_more_likely_a_name() -> None:
    assert after_damage("Det siger en hoj mand.") == "Det siger en høj mand."
    assert after_damage("Det siger Poul Hoj.") == "Det siger Poul Hoj."
