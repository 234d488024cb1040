"""Grammar: where a clause ends, who is meant in it, and what a "not" denies."""

from typing import Final

from coach.safety.lexicon import lexicon

ENGLISH: Final = lexicon().grammar["en"]


def test_a_comma_ends_a_clause() -> None:
    """What stands beyond it belongs to another thought."""
    assert ENGLISH.last_clause("i am not tired, i ") == " i "
    assert ENGLISH.last_clause("i ") == "i "
    assert ENGLISH.first_clause(" tonight, not tomorrow") == " tonight"
    assert ENGLISH.first_clause(" tonight") == " tonight"


def test_a_not_before_the_last_i_denies_nothing() -> None:
    assert ENGLISH.is_negated("i do not ")
    assert not ENGLISH.is_negated("not that it matters but i ")
    assert not ENGLISH.is_negated("i cannot stop thinking about ")


def test_the_last_person_is_meant() -> None:
    assert ENGLISH.is_about_third_person("i think he wants to ")
    assert not ENGLISH.is_about_third_person("he says i want to ")
    assert ENGLISH.names_third_person("he says i want to ")
    assert ENGLISH.names_first_person("he says i want to ")
