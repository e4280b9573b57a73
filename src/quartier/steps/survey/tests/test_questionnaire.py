"""Branching and editing: no circle, no dead end, and nothing is shown that nobody should see."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quartier.api import Refused
from quartier.steps.survey import editing
from quartier.steps.survey.branching import faults, shown, shown_parts
from quartier.steps.survey.questions import Choice, Condition, Kind, Question, Questionnaire, say
from quartier.steps.survey.stored import from_json, to_json
from quartier.steps.survey.tests.samples import SAMPLE, choices, question

DOGS = Condition(question="q1", answers=("yes",))


def keys(found: Any) -> list[str]:
    return [each.key for each in found]


def asked(*questions: Question) -> Questionnaire:
    return Questionnaire(questions=questions)


def test_a_questionnaire_comes_back_from_json_as_it_was() -> None:
    assert from_json(to_json(SAMPLE)) == SAMPLE


@pytest.mark.parametrize(
    "rubbish", [{"questions": [{}]}, {"questions": [{"key": "q1", "kind": "moon", "title": {}}]}, {"questions": 5}]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(rubbish: Any) -> None:
    with pytest.raises(Refused, match="can't be read"):
        from_json(rubbish)


def test_a_text_that_is_not_there_is_said_in_another_language() -> None:
    words = {"de": "Bänke", "tr": "Banklar", "en": " "}
    assert [say(words, code) for code in ("tr", "de-simple", "en", "fa")] == ["Banklar", "Bänke", "Bänke", "Bänke"]
    assert say({}, "de") == ""


def test_a_question_is_shown_only_after_the_answer_on_which_it_hangs() -> None:
    survey = asked(question("q1", Kind.YES_NO), question("q2", Kind.SHORT, show_if=DOGS))
    assert keys(shown(survey, {"q1": "no"})) == ["q1"]
    assert keys(shown(survey, {"q1": "yes"})) == ["q1", "q2"]
    assert keys(shown(survey, {})) == ["q1"]


def test_what_hangs_on_a_hidden_question_is_hidden_too_though_an_old_answer_is_there() -> None:
    survey = asked(
        question("q1", Kind.YES_NO),
        question("q2", Kind.YES_NO, show_if=DOGS),
        question("q3", Kind.SHORT, show_if=Condition(question="q2", answers=("yes",))),
    )
    assert keys(shown(survey, {"q1": "no", "q2": "yes"})) == ["q1"]


def test_a_heading_hides_its_whole_part() -> None:
    survey = asked(question("q1", Kind.YES_NO), question("s1", Kind.SECTION, show_if=DOGS), question("q2", Kind.SHORT))
    assert keys(shown(survey, {"q1": "no"})) == ["q1"]
    assert [keys(part.questions) for part in shown_parts(survey, {"q1": "yes"})] == [["q1"], ["q2"]]


def test_what_hangs_on_an_answer_stands_on_a_later_page() -> None:
    survey = asked(question("q1", Kind.YES_NO), question("q2", Kind.SHORT, show_if=DOGS), question("q3", Kind.SHORT))
    assert [keys(part.questions) for part in survey.parts] == [["q1"], ["q2", "q3"]]


def test_no_page_has_more_than_six_questions() -> None:
    survey = asked(*(question(f"q{n}", Kind.SHORT) for n in range(1, 201)))
    assert max(len(part.questions) for part in survey.parts) == 6
    assert sum(len(part.questions) for part in survey.parts) == 200


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (Condition(question="q2", answers=("yes",)), "itself"),
        (Condition(question="q3", answers=("yes",)), "must come earlier"),
        (Condition(question="q9", answers=("yes",)), "isn't there any more"),
        (Condition(question="q0", answers=("x",)), "answers to choose from"),
        (Condition(question="q1", answers=("perhaps",)), "isn't there any more"),
        (Condition(question="q1", answers=()), "isn't there any more"),
    ],
)
def test_circles_and_dead_ends_are_named(condition: Condition, sentence: str) -> None:
    survey = asked(
        question("q0", Kind.SHORT),
        question("q1", Kind.YES_NO),
        question("q2", Kind.YES_NO, show_if=condition),
        question("q3", Kind.YES_NO),
    )
    (fault,) = faults(survey)
    assert fault.key == "q2"
    assert sentence in fault.sentence


def test_a_question_that_nobody_could_ever_see_is_named() -> None:
    """Shown if there is no dog, below a heading that is shown if there is one."""
    survey = asked(
        question("q1", Kind.YES_NO),
        question("s1", Kind.SECTION, show_if=DOGS),
        question("q2", Kind.SHORT, show_if=Condition(question="q1", answers=("no",))),
    )
    assert [(fault.key, "Nobody would ever see" in fault.sentence) for fault in faults(survey)] == [("q2", True)]


def test_both_answers_of_a_question_with_several_may_be_asked_for() -> None:
    several = question("q1", Kind.SEVERAL, choices=choices("a", "b"))
    survey = asked(
        several,
        question("s1", Kind.SECTION, show_if=Condition(question="q1", answers=("a1",))),
        question("q2", Kind.SHORT, show_if=Condition(question="q1", answers=("a2",))),
    )
    assert faults(survey) == []
    assert keys(shown(survey, {"q1": ["a1", "a2"]})) == ["q1", "q2"]


def test_a_heading_without_questions_and_too_few_answers_are_named() -> None:
    survey = asked(
        question("s1", Kind.SECTION),
        question("q1", Kind.ONE, choices=choices("a")),
        question("q2", Kind.SHORT, title={}),
    )
    assert [fault.key for fault in faults(survey)] == ["q1", "q2"]
    assert [fault.key for fault in faults(asked(question("s1", Kind.SECTION)))] == ["", "s1"]


def test_nothing_that_others_hang_on_is_taken_away_or_moved_behind_them() -> None:
    survey = asked(question("q1", Kind.YES_NO), question("q2", Kind.SHORT, show_if=DOGS))
    changes: list[Callable[[], Any]] = [
        lambda: editing.remove(survey, "q1"),
        lambda: editing.move(survey, "q1", editing.DOWN),
        lambda: editing.change(survey, question("q1", Kind.SHORT)),
    ]
    for change in changes:
        with pytest.raises(Refused, match="doesn't fit"):
            change()


def test_moving_adding_copying_and_removing() -> None:
    survey = asked(question("q1", Kind.SHORT), question("q2", Kind.SHORT))
    assert keys(editing.move(survey, "q2", editing.UP).questions) == ["q2", "q1"]
    assert editing.move(survey, "q1", editing.UP) is survey
    assert keys(editing.add(survey, question("", Kind.DATE)).questions) == ["q1", "q2", "q3"]
    assert keys(editing.copy(survey, "q1").questions) == ["q1", "q3", "q2"]
    assert keys(editing.remove(survey, "q1").questions) == ["q2"]
    with pytest.raises(Refused, match="any more"):
        editing.remove(survey, "q9")


def test_answers_keep_their_keys_when_their_words_change() -> None:
    before = (Choice(key="a1", text={"de": "Bänke", "tr": "Banklar"}), Choice(key="a2", text={"de": "Baeume"}))
    mended = editing.choices_from("Bänke\nBäume", before, "de")
    assert mended == (before[0], replace(before[1], text={"de": "Bäume"}))
    more = editing.choices_from("Bäume\n\n Licht \nBänke\nLicht", mended, "de")
    assert [(each.key, each.text["de"]) for each in more] == [("a2", "Bäume"), ("a3", "Licht"), ("a1", "Bänke")]


def test_a_very_long_questionnaire_is_refused_in_time() -> None:
    survey = asked(*(question(f"q{n}", Kind.SHORT) for n in range(1, 301)))
    with pytest.raises(Refused, match="too many"):
        editing.add(survey, question("", Kind.SHORT))
