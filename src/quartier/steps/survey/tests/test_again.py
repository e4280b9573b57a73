"""Answering again, words in several languages, and ready questionnaires: what the pages promise."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quartier.api import Actor, Person, Refused
from quartier.api.processes import START_PROCESS, Ballot, Channel, close_now
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.survey import actions
from quartier.steps.survey.branching import faults
from quartier.steps.survey.examples import a_survey
from quartier.steps.survey.questions import Questionnaire
from quartier.steps.survey.samples import SAMPLES, WRITTEN_IN
from quartier.steps.survey.tests.samples import SAMPLE
from quartier.steps.survey.tests.test_answering import FIRST, SECOND, THIRD, WHOLE, asked, body, fill, fresh, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


def test_whoever_answers_again_begins_with_what_they_said(organiser: Person) -> None:
    step, ayse = opened(organiser, questions=WHOLE), neighbour()
    fill(client_of(ayse), step, [FIRST, SECOND, THIRD])
    before = Ballot.objects.get().content["answers"]
    client = client_of(ayse)
    assert client.get(f"/survey/{step.pk}/")["Location"] == f"/survey/{step.pk}/part/part1/"
    first, second = (body(client.get(f"/survey/{step.pk}/part/part{number}/")) for number in (1, 2))
    assert re.search(r'name="q1" value="yes"[^>]*checked', first)
    assert 'value="=Kiosk"' in first
    assert 'value="3,5"' in second, "a number as somebody here writes it"
    assert "مرحبا" in second
    response = client.post(f"/survey/{step.pk}/part/part1/", {**FIRST, "q4": "5"})
    response = client.post(f"/survey/{step.pk}/part/part2/", SECOND)
    response = client.post(f"/survey/{step.pk}/part/part3/", THIRD)
    client.post(response["Location"])
    assert Ballot.objects.get().content["answers"] == {**before, "q4": 5}


def test_nobody_else_is_shown_what_somebody_said(organiser: Person) -> None:
    step = opened(organiser, questions=WHOLE)
    fill(client_of(neighbour()), step, [FIRST, SECOND, THIRD])
    page = body(client_of(neighbour("Jonas")).get(f"/survey/{step.pk}/part/part1/"))
    assert "=Kiosk" not in page
    assert " checked" not in page.partition("<main")[2]
    trial = body(client_of(organiser).get(f"/survey/{step.pk}/try/part1/"))
    assert "=Kiosk" not in trial


def test_one_browser_of_two_people_keeps_their_answers_apart(organiser: Person) -> None:
    """Each look begins with the ballot of whoever is signed in; an earlier look leaves nothing behind."""
    step, ayse, jonas = opened(organiser, questions=WHOLE), neighbour(), neighbour("Jonas")
    fill(client_of(ayse), step, [FIRST, SECOND, THIRD])
    client = client_of(ayse)
    client.get(f"/survey/{step.pk}/part/part1/")
    client.force_login(jonas.account)
    assert "=Kiosk" not in body(client.get(f"/survey/{step.pk}/part/part1/"))


def test_what_the_desk_entered_is_there_to_be_changed(organiser: Person) -> None:
    step, ayse = opened(organiser, questions=WHOLE), neighbour()
    actions.answer(step, by=Actor(ayse), answers={"q1": "no"}, language="de")
    Ballot.objects.update(channel=Channel.PHONE, entered_by=organiser)
    assert re.search(r'name="q1" value="no"[^>]*checked', body(client_of(ayse).get(f"/survey/{step.pk}/part/part1/")))


def test_closed_while_somebody_changes_their_answer_the_earlier_one_counts_and_that_is_said(organiser: Person) -> None:
    step, ayse = opened(organiser, questions=WHOLE), neighbour()
    client = client_of(ayse)
    fill(client, step, [{"q1": "no"}])
    client.get(f"/survey/{step.pk}/part/part1/")
    close_now(step, by=Actor(organiser))
    page = body(client.post(f"/survey/{step.pk}/part/part1/", FIRST, follow=True))
    assert "Was du vorher abgeschickt hattest, zählt" in page
    assert "nicht verloren" in page
    assert Ballot.objects.get().content["answers"] == {"q1": "no"}
    again = client_of(ayse)
    again.logout()
    late = body(client_of(neighbour("Jonas")).get(f"/survey/{step.pk}/part/part1/"))
    assert "nicht verloren" not in late, "whoever wrote nothing has nothing kept"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_ready_questionnaire_says_every_text_in_three_languages(name: str) -> None:
    questions = SAMPLES[name].questions()
    for question in questions:
        texts = [question.title, *(choice.text for choice in (*question.choices, *question.rows))]
        texts += [words for words in (question.help, question.low, question.high) if words]
        for words in texts:
            assert set(words) == set(WRITTEN_IN), words
            assert all(said.strip() for said in words.values()), words
    for language in WRITTEN_IN:
        assert faults(Questionnaire(questions=questions, languages=WRITTEN_IN), language) == []


def test_a_ready_questionnaire_is_asked_in_the_readers_language(organiser: Person) -> None:
    step = a_survey(organiser, questions=[])
    client_of(organiser).post(f"/survey/{step.pk}/begin/living/")
    assert fresh(step).options["languages"] == ["de", "de-simple", "en"]
    page = body(client_of(organiser).get(f"/survey/{step.pk}/try/part1/?lang=en"))
    assert "How do you like living here?" in page
    assert "Wie gern wohnst du" not in page


def test_what_is_changed_loses_its_translation_and_the_page_says_so(organiser: Person) -> None:
    step = a_survey(organiser, questions=[])
    client = client_of(organiser)
    client.post(f"/survey/{step.pk}/begin/feast/")
    said = {
        "title": "Was war schön?",
        "choices": "das Essen\ndie Musik\ndie Spiele\ndie Leute\nder Ort",
        "has_other": "on",
    }
    page = body(client.post(f"/survey/{step.pk}/question/q3/", said, follow=True))
    assert "übersetze neu" in page
    question = asked(step)[2]
    assert question.title == {"de": "Was war schön?"}
    assert [len(choice.text) for choice in question.choices] == [3, 3, 1, 3, 3]
    languages = body(client.get(f"/survey/{step.pk}/languages/"))
    assert "1 Text ist noch zu übersetzen" in languages
    page = body(client.post(f"/survey/{step.pk}/question/q6/", {"title": "Was sollen wir anders machen?"}, follow=True))
    assert "übersetze neu" not in page, "nothing was changed"


def test_it_is_translated_question_by_question(organiser: Person) -> None:
    step, client = a_survey(organiser), client_of(organiser)
    client.post(f"/survey/{step.pk}/languages/", {"languages": ["tr"]})
    response = client.post(f"/survey/{step.pk}/languages/tr/q1/", {"title": "Orada mıydın?"})
    assert response["Location"].endswith("/languages/tr/q2/")
    title = asked(step)[0].title
    assert (title["de"], title["tr"]) == ("Warst du dabei?", "Orada mıydın?")


def test_the_words_at_the_beginning_are_translated_too(organiser: Person) -> None:
    step = a_survey(organiser, languages=["de", "tr"], intro={"de": "Danke!"})
    client = client_of(organiser)
    page = body(client.get(f"/survey/{step.pk}/languages/"))
    assert f"/survey/{step.pk}/languages/tr/intro/" in page
    response = client.post(f"/survey/{step.pk}/languages/tr/intro/", {"intro": " Teşekkürler! "})
    assert response["Location"].endswith("/languages/tr/q1/")
    assert fresh(step).options["intro"] == {"de": "Danke!", "tr": "Teşekkürler!"}
    client.post(f"/survey/{step.pk}/about/", {"intro": "Danke!", "reads_rows": ""})
    assert fresh(step).options["intro"]["tr"] == "Teşekkürler!"
    client.post(f"/survey/{step.pk}/about/", {"intro": "Vielen Dank!", "reads_rows": ""})
    assert fresh(step).options["intro"] == {"de": "Vielen Dank!"}
    client.post(f"/survey/{step.pk}/about/", {"intro": "", "reads_rows": ""})
    assert client.get(f"/survey/{step.pk}/languages/tr/intro/").status_code == 404
    with pytest.raises(Refused):
        actions.translate_intro(fresh(step), "tr", "Selam", by=Actor(neighbour()))


def test_every_text_can_be_looked_at_again_once_it_is_translated(organiser: Person) -> None:
    step = a_survey(organiser, questions=[])
    client = client_of(organiser)
    client.post(f"/survey/{step.pk}/begin/day/")
    page = body(client.get(f"/survey/{step.pk}/languages/"))
    assert "Alles ist übersetzt" in page
    assert f"/survey/{step.pk}/languages/en/q1/" in page


def test_questions_in_other_scripts_are_asked_and_counted(organiser: Person) -> None:
    """From right to left, in Greek, with markup that stays text."""
    said: dict[str, Any] = {"title": "ماذا ينقص هنا؟", "choices": "مقاعد\nΠαγκάκια\n<b>Bänke</b>", "may_decline": "on"}
    step = a_survey(organiser, questions=[])
    assert client_of(organiser).post(f"/survey/{step.pk}/new/several/", said).status_code == 302
    page = body(client_of(organiser).get(f"/survey/{step.pk}/try/part1/"))
    assert "مقاعد" in page
    assert "&lt;b&gt;Bänke" in page
    assert SAMPLE.languages[0] == "de"


def test_a_survey_page_asks_the_database_little(organiser: Person, django_assert_max_num_queries: Any) -> None:
    step, ayse = opened(organiser, questions=WHOLE), neighbour()
    fill(client_of(ayse), step, [FIRST, SECOND, THIRD])
    client = client_of(ayse)
    client.get(f"/survey/{step.pk}/part/part1/")
    with django_assert_max_num_queries(12):
        client.get(f"/survey/{step.pk}/part/part2/")


@pytest.mark.parametrize(
    ("language", "yes", "go_on"), [("en", "Yes", "Go on"), ("tr", "Evet", "Weiter"), ("de", "Ja", "Weiter")]
)
def test_whoever_chose_a_language_reads_yes_and_no_in_it(
    organiser: Person, language: str, yes: str, go_on: str
) -> None:
    """Also the buttons, where our pages speak it; what Django alone knows is at least "yes" and "no"."""
    step, client = opened(organiser, questions=WHOLE, languages=["de", "en", "tr"]), client_of(neighbour())
    first = f"/survey/{step.pk}/part/part1/"
    page = body(client.get(f"{first}?lang={language}"))
    assert re.search(rf">\s*{yes}\s*<", page.partition("<main")[2])
    assert go_on in page
    for number, said in enumerate([FIRST, SECOND, THIRD], start=1):
        response = client.post(f"/survey/{step.pk}/part/part{number}/", said)
    assert f">{yes}<" in body(client.get(response["Location"]))
    assert "Danke! Deine Antworten" in body(client.post(response["Location"], follow=True)), "the page it goes back to"
