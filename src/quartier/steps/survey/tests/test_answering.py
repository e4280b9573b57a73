"""A survey from the organiser's empty page to the result: what the pages promise."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Person, Refused, share
from quartier.api.processes import START_PROCESS, Ballot, Step, StepState, close_now, open_now
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.survey import actions, editing
from quartier.steps.survey.examples import a_closed_survey, a_survey
from quartier.steps.survey.queries import questionnaire_of
from quartier.steps.survey.questions import Kind
from quartier.steps.survey.results import result
from quartier.steps.survey.slips import slip_of
from quartier.steps.survey.stored import question_to_json
from quartier.steps.survey.tests.samples import SAMPLE, question

WHOLE = [question_to_json(each) for each in SAMPLE.questions]
FIRST = {"q1": "yes", "q2": "other", "q2_other": "=Kiosk", "q3": ["a1", "a2"], "q4": "4"}
SECOND = {
    "q6_r1": "a1", "q6_r2": "none", "q7": "3,5", "q8": "Ünal", "q9": "مرحبا",
    "q10": "2026-05-01", "q11_a1": "2", "q11_a3": "1",
}  # fmt: skip
THIRD = {"q12": "Am Spielplatz"}


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


def opened(organiser: Person, **chosen: Any) -> Step:
    step = a_survey(organiser, **chosen)
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def body(response: Any) -> str:
    return str(response.content.decode())


def fill(client: Any, step: Step, pages: list[dict[str, Any]]) -> Any:
    for number, said in enumerate(pages, start=1):
        response = client.post(f"/survey/{step.pk}/part/part{number}/", said)
        assert response.status_code == 302, body(response)
    return client.post(response["Location"])


def test_everything_that_is_answered_is_kept(organiser: Person) -> None:
    step = opened(organiser, questions=WHOLE)
    response = fill(client_of(neighbour()), step, [FIRST, SECOND, THIRD])
    assert response["Location"] == step.url
    assert Ballot.objects.get().content["answers"] == {
        "q1": "yes", "q2": "other", "q2_other": "=Kiosk", "q3": ["a1", "a2"], "q4": 4, "q6": {"r1": "a1", "r2": None},
        "q7": 3.5, "q8": "Ünal", "q9": "مرحبا", "q10": "2026-05-01", "q11": ["a3", "a1"], "q12": "Am Spielplatz",
    }  # fmt: skip


def test_a_page_that_an_answer_hides_is_left_out_and_what_stood_there_is_not_counted(organiser: Person) -> None:
    step, client = opened(organiser, questions=WHOLE), client_of(neighbour())
    fill(client, step, [FIRST, SECOND, THIRD])
    response = client.post(f"/survey/{step.pk}/part/part1/", {"q1": "no"})
    assert response["Location"].startswith(f"/survey/{step.pk}/part/check")
    client.post(response["Location"])
    assert Ballot.objects.get().content["answers"] == {"q1": "no"}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Bitte beantworte diese Frage"),
        ({"q1": "perhaps"}, "perhaps"),
        ({**FIRST, "q2_other": ""}, "Bitte schreib, was sonst"),
        ({**FIRST, "q3": ["a1", "a2", "a3"]}, "höchstens 2"),
        ({**FIRST, "q3": ["a1", "none"]}, "entweder"),
        ({**FIRST, "q4": "9"}, "9"),
    ],
)
def test_rubbish_is_refused_beside_its_question(organiser: Person, said: dict[str, Any], sentence: str) -> None:
    step = opened(organiser, questions=WHOLE)
    page = body(client_of(neighbour()).post(f"/survey/{step.pk}/part/part1/", said))
    assert sentence in page
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"q7": "viele"}, "Bitte schreib eine Zahl"),
        ({"q7": "121"}, "höchstens 120"),
        ({"q7": "-1"}, "mindestens 0"),
        ({"q10": "gestern"}, "error"),
        ({"q11_a1": "1", "q11_a2": "1"}, "denselben Platz"),
        ({"q11_a1": "1", "q11_a2": "3"}, "fehlt ein Platz"),
        ({"q8": "x" * 201}, "error"),
    ],
)
def test_rubbish_in_typed_fields_is_refused_and_stays_there(
    organiser: Person, said: dict[str, Any], sentence: str
) -> None:
    step, client = opened(organiser, questions=WHOLE), client_of(neighbour())
    client.post(f"/survey/{step.pk}/part/part1/", FIRST)
    page = body(client.post(f"/survey/{step.pk}/part/part2/", said))
    assert sentence in page


def test_somebody_goes_on_where_they_left_off(organiser: Person) -> None:
    step, client = opened(organiser, questions=WHOLE), client_of(neighbour())
    client.post(f"/survey/{step.pk}/part/part1/", FIRST)
    assert client.get(f"/survey/{step.pk}/")["Location"].startswith(f"/survey/{step.pk}/part/part2"), (
        "all may be left empty"
    )
    client.post(f"/survey/{step.pk}/part/part2/", {})
    assert client.get(f"/survey/{step.pk}/")["Location"].startswith(f"/survey/{step.pk}/part/part3")
    page = body(client.get(f"/survey/{step.pk}/part/part1/"))
    assert 'value="=Kiosk"' in page


def test_a_survey_that_closes_while_somebody_writes_keeps_the_draft_and_says_so(organiser: Person) -> None:
    step, client = opened(organiser, questions=WHOLE), client_of(neighbour())
    client.post(f"/survey/{step.pk}/part/part1/", FIRST)
    close_now(step, by=Actor(organiser))
    page = body(client.post(f"/survey/{step.pk}/part/part2/", SECOND, follow=True))
    assert "Die Umfrage ist zu" in page
    assert "nicht verloren" in page
    assert "مرحبا" in page, "what was on the last page is kept too"
    assert not Ballot.objects.exists()
    draft = neighbour_drafts(client)
    assert draft.answers["q8"] == ["Ünal"]


def neighbour_drafts(client: Any) -> Any:
    return Person.objects.get(pk=Person.objects.get(drafts__isnull=False).pk).drafts.get()


def test_a_survey_whose_time_is_over_takes_no_answer_though_nobody_closed_it(organiser: Person) -> None:
    step, client = opened(organiser, questions=WHOLE), client_of(neighbour())
    client.post(f"/survey/{step.pk}/part/part1/", {"q1": "no"})
    Step.objects.filter(pk=step.pk).update(closes=timezone.now() - timedelta(seconds=1))
    share(step.process, by=None)
    assert "zu" in body(client.post(f"/survey/{step.pk}/part/check/", follow=True))
    assert not Ballot.objects.exists()


def test_the_last_answer_counts(organiser: Person) -> None:
    step, client = opened(organiser, questions=WHOLE), client_of(neighbour())
    fill(client, step, [{"q1": "no"}])
    fill(client, step, [{"q1": "none"}])
    assert [ballot.content["answers"] for ballot in Ballot.objects.all()] == [{"q1": None}]


def test_who_reads_another_language_is_asked_in_it(organiser: Person) -> None:
    step, client = opened(organiser, questions=WHOLE, languages=["de", "tr"]), client_of(neighbour())
    assert "Bist du oft im Park?" in body(client.get(f"/survey/{step.pk}/part/part1/"))
    page = body(client.get(f"/survey/{step.pk}/part/part1/?lang=tr"))
    assert "Parkta sık mısın?" in page
    assert 'lang="tr"' in page
    assert "Bänke" in page, "what isn't translated is shown in the first language"
    assert "Parkta" in body(client.get(f"/survey/{step.pk}/part/part1/")), "remembered"
    assert "Parkta" in body(client.get(f"/survey/{step.pk}/part/part1/?lang=xx"))


def test_questions_are_written_ordered_and_taken_away(organiser: Person) -> None:
    step, client = a_survey(organiser, questions=[]), client_of(organiser)
    base = f"/survey/{step.pk}"
    assert "Meine erste Frage" in body(client.get(f"{base}/questions/"))
    for kind in Kind:
        said = {"title": f"Frage {kind}", "choices": "gut\nschlecht", "rows": "Licht", "most": "5", "may_decline": "on"}
        assert client.post(f"{base}/new/{kind}/", said).status_code == 302, kind
    assert [each.kind for each in asked(step)] == list(Kind)
    client.post(f"{base}/question/q12/do/", {"do": "up"})
    client.post(f"{base}/question/q2/do/", {"do": "copy"})
    client.post(f"{base}/question/q1/do/", {"do": "remove"})
    assert [each.key for each in asked(step)] == ["q2", "q13", *(f"q{n}" for n in range(3, 11)), "q12", "q11"]
    client.post(f"{base}/put-back/")
    assert asked(step)[0].key == "q1"
    assert client.post(f"{base}/question/q3/when/?on=q2", {"answers": ["a1"]}).status_code == 302
    page = body(client.get(f"{base}/questions/"))
    assert "Nur wenn „Frage one“ so beantwortet wurde: „gut“" in page
    client.post(f"{base}/question/q2/do/", {"do": "remove"})
    assert "q2" in questionnaire_of(fresh(step)), "another question hangs on it"


def asked(step: Step) -> Any:
    return questionnaire_of(fresh(step)).questions


def fresh(step: Step) -> Step:
    return Step.objects.select_related("process").get(pk=step.pk)


def test_a_ready_questionnaire_is_begun_with_once(organiser: Person) -> None:
    step, client = a_survey(organiser, questions=[]), client_of(organiser)
    for _time in range(2):
        client.post(f"/survey/{step.pk}/begin/living/")
    assert len(asked(step)) == 7
    assert client.post(f"/survey/{step.pk}/begin/nothing/").status_code == 404


def test_questions_stay_as_they_are_once_people_answer(organiser: Person) -> None:
    step = opened(organiser)
    with pytest.raises(Refused):
        actions.change_questions(step, lambda there: editing.remove(there, "q6"), by=Actor(organiser))
    page = body(client_of(organiser).post(f"/survey/{step.pk}/question/q6/", {"title": "Anders"}))
    assert "bleiben die Fragen" in page


def test_a_survey_with_faults_does_not_open(organiser: Person) -> None:
    with pytest.raises(Refused, match="no question yet"):
        open_now(a_survey(organiser, questions=[]), by=Actor(organiser))


def test_somebody_else_prepares_nothing(organiser: Person) -> None:
    step = a_survey(organiser)
    for path in ("questions/", "new/", "new/one/", "question/q1/", "paper/", "languages/", "try/part1/"):
        assert client_of(neighbour()).get(f"/survey/{step.pk}/{path}").status_code in {403, 404}, path


def test_a_trial_counts_nothing(organiser: Person) -> None:
    step, client = a_survey(organiser, questions=WHOLE), client_of(organiser)
    assert client.get(f"/survey/{step.pk}/try/start/").status_code == 302
    response = client.post(f"/survey/{step.pk}/try/part1/", {"q1": "no"})
    response = client.post(response["Location"])
    assert response["Location"].endswith("/questions/")
    assert not Ballot.objects.exists()


def test_the_result_hides_small_numbers_and_what_people_wrote(organiser: Person) -> None:
    step = a_closed_survey(organiser)
    page = body(client_of(neighbour("Lea", "Leser")).get(step.url))
    assert "5 Personen haben geantwortet" in page
    assert "Mehr Schatten" not in page
    assert client_of(neighbour("Leo", "Leser")).get(f"/survey/{step.pk}/texts/").status_code in {403, 404}
    assert body(client_of(organiser).get(f"/survey/{step.pk}/texts/")).count("Mehr Schatten") == 5
    tables = {table.name: table for table in result(step).tables}
    assert [row.numbers for row in tables["q1"].rows] == [(5,), (0,)]


def test_files_open_in_excel_and_hold_no_formula(organiser: Person) -> None:
    step = a_closed_survey(organiser, reads_rows=True)
    file = client_of(organiser).get(f"/survey/{step.pk}/numbers.csv?for=excel").content
    assert file.startswith(b"\xef\xbb\xbfFrage;")
    rows = list(csv.reader(io.StringIO(client_of(organiser).get(f"/survey/{step.pk}/answers.csv").content.decode())))
    assert len(rows) == 6
    assert rows[1][:2] == ["Ja", "4"]
    plain = a_closed_survey(organiser)
    assert client_of(organiser).get(f"/survey/{plain.pk}/answers.csv").status_code == 403


def test_one_voter_is_not_shown(organiser: Person) -> None:
    step = opened(organiser)
    fill(client_of(neighbour()), step, [{"q1": "no"}, {"q4": ["a1"], "q6": "Nur ich"}])
    close_now(step, by=Actor(organiser))
    step = fresh(step)
    assert step.state == StepState.CLOSED
    page = body(client_of(organiser).get(step.url))
    assert "Weniger als 5" in page
    assert result(step).tables == ()


def test_a_slip_from_paper_says_the_same_as_the_pages() -> None:
    slip = slip_of(SAMPLE)({**FIRST, **SECOND, **THIRD})
    assert slip.is_valid(), slip.errors
    kept = slip.content()
    assert kept["answers"]["q11"] == ["a3", "a1"]
    again = slip_of(SAMPLE)(initial=slip.answers(kept))
    assert again.initial["q11_a1"] == "2"
    assert again.initial["q6_r2"] == "none"
    hidden = slip_of(SAMPLE)({"q1": "no", "q8": "steht trotzdem da"})
    assert hidden.is_valid(), hidden.errors
    assert hidden.content()["answers"] == {"q1": "no"}


def test_the_paper_has_every_question(organiser: Person) -> None:
    step = a_survey(organiser, questions=WHOLE)
    page = body(client_of(organiser).get(f"/survey/{step.pk}/paper/"))
    assert all(f"Frage {each.key}" in page for each in SAMPLE.asked if each.key not in {"q1"})


@pytest.mark.thorough
def test_two_hundred_questions_are_answered_page_by_page(organiser: Person) -> None:
    many = [question_to_json(question(f"q{n}", Kind.YES_NO)) for n in range(1, 201)]
    step, client = opened(organiser, questions=many), client_of(neighbour())
    fill(client, step, [{f"q{n}": "yes" for n in range(page * 6 + 1, page * 6 + 7) if n <= 200} for page in range(34)])
    assert len(Ballot.objects.get().content["answers"]) == 200
