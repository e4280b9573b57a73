"""What is said in a discussion: on which side, what may be answered, who sums up, and what an expert's words carry."""

import pytest
from django.utils import translation

from quartier.api import Actor, Person, Refused
from quartier.api.processes import Step, close_now, has_chosen
from quartier.steps.discussion import actions, queries
from quartier.steps.discussion.models import Argument, Expert, Summary
from quartier.steps.discussion.step import count, result
from quartier.steps.discussion.tests.people import neighbour, open_discussion, organiser, says, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe")


@pytest.fixture
def olga() -> Person:
    return organiser()


@pytest.fixture
def step(olga: Person) -> Step:
    return open_discussion(olga)


def test_an_argument_stands_on_its_side_and_its_author_took_part(step: Step, ayse: Person) -> None:
    says(step, ayse, "Nachts ist es leise.")
    says(step, ayse, "Die Lieferwagen kommen nicht durch.", "against")
    sides = {column.side: [said.text for said in column.said] for column in queries.columns(step, ayse)}
    assert sides == {"for": ["Nachts ist es leise."], "against": ["Die Lieferwagen kommen nicht durch."]}
    assert has_chosen(step, ayse)


@pytest.mark.parametrize(
    ("side", "text", "sentence"),
    [
        ("", "Leise", "for it or against it"),
        ("perhaps", "Leise", "for it or against it"),
        ("for", "  ", "a few words"),
        ("for", "x" * 2001, "2.?000|short"),
    ],
)
def test_rubbish_is_refused_and_nothing_is_kept(step: Step, ayse: Person, side: str, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        says(step, ayse, text, side)
    assert not Argument.objects.exists()
    assert not has_chosen(step, ayse)


def test_the_same_words_twice_are_one_argument(step: Step, ayse: Person) -> None:
    assert says(step, ayse, "Leise.").pk == says(step, ayse, "Leise.").pk
    assert Argument.objects.count() == 1


def test_an_answer_to_an_answer_stands_below_the_argument_too(step: Step, ayse: Person) -> None:
    jonas = neighbour("Jonas")
    top = says(step, ayse, "Nachts ist es leise.")
    first = actions.answer(top, by=Actor(jonas), text="Nur auf dem Bock.")
    second = actions.answer(first, by=Actor(ayse), text="Auch in der Gartenstraße.")
    assert (first.answers, second.answers, second.side) == (top, top, "")
    (column, _other) = queries.columns(step, jonas)
    assert [reply.text for reply in column.said[0].replies] == ["Nur auf dem Bock.", "Auch in der Gartenstraße."]
    assert not column.said[0].replies[0].replies


def test_where_the_organiser_wants_none_arguments_are_not_answered(olga: Person, ayse: Person) -> None:
    step = open_discussion(olga, may_answer=False)
    top = says(step, ayse, "Leise.")
    with pytest.raises(Refused, match="stands for itself"):
        actions.answer(top, by=Actor(neighbour("Jonas")), text="Doch.")


def test_what_was_taken_back_is_not_answered_and_stays_only_where_it_was(step: Step, ayse: Person) -> None:
    answered, alone = says(step, ayse, "Leise."), says(step, ayse, "Sicherer.")
    actions.answer(answered, by=Actor(neighbour("Jonas")), text="Stimmt.")
    for one in (answered, alone):
        taken_back(one)
        translation.activate("en")
        with pytest.raises(Refused, match="no longer there"):
            actions.answer(Argument.objects.get(pk=one.pk), by=Actor(neighbour("Mara")), text="Wie?")
    (column, _other) = queries.columns(step, ayse)
    assert [(said.text, said.is_gone, len(said.replies)) for said in column.said] == [("", True, 1)]
    assert column.total == 1


def test_nothing_is_said_after_the_end(step: Step, ayse: Person, olga: Person) -> None:
    top = says(step, ayse, "Leise.")
    close_now(step, by=Actor(olga))
    step.refresh_from_db()
    with pytest.raises(Refused):
        says(step, ayse, "Sicherer.")
    with pytest.raises(Refused):
        actions.answer(Argument.objects.get(pk=top.pk), by=Actor(ayse), text="Doch.")
    assert Argument.objects.count() == 1


def test_only_who_looks_after_it_sums_up_and_earlier_summaries_stay(step: Step, ayse: Person, olga: Person) -> None:
    says(step, ayse, "Leise.")
    with pytest.raises(Refused):
        actions.summarise(step, by=Actor(ayse), text="Alle sind dafür.")
    with pytest.raises(Refused, match="few sentences"):
        actions.summarise(step, by=Actor(olga), text=" ")
    first = actions.summarise(step, by=Actor(olga), text="Dafür: leise.")
    assert actions.summarise(step, by=Actor(olga), text="Dafür: leise.").pk == first.pk
    says(step, ayse, "Umwege.", "against")
    actions.summarise(step, by=Actor(olga), text="Dafür: leise. Dagegen: Umwege.")
    assert [(one.text, one.counted) for one in queries.summaries(step)] == [
        ("Dafür: leise. Dagegen: Umwege.", 2),
        ("Dafür: leise.", 1),
    ]
    assert Summary.objects.count() == 2


def test_what_an_expert_writes_carries_what_they_know_also_after_they_are_dismissed(step: Step, olga: Person) -> None:
    heike = neighbour("Heike", "Sander")
    before = says(step, heike, "Ich wohne hier.")
    expert = actions.invite_expert(step, by=Actor(olga), name="heike sander", known_as="Verkehrsplanerin")
    named = says(step, heike, "Der Lärm halbiert sich.")
    actions.dismiss_expert(expert, by=Actor(olga))
    after = says(step, heike, "Und es ist sicherer.")
    assert [one.expert_as for one in (before, named, after)] == ["", "Verkehrsplanerin", ""]


def test_an_expert_is_one_known_neighbour_named_by_who_looks_after_it(step: Step, olga: Person, ayse: Person) -> None:
    for _twice in range(2):
        neighbour("Heike", "Sander")
    for name in ("Niemand Hier", "Heike Sander", ""):
        with pytest.raises(Refused, match="no single neighbour"):
            actions.invite_expert(step, by=Actor(olga), name=name, known_as="Planerin")
    with pytest.raises(Refused, match="What do they know"):
        actions.invite_expert(step, by=Actor(olga), name=ayse.full_name, known_as=" ")
    with pytest.raises(Refused):
        actions.invite_expert(step, by=Actor(ayse), name=ayse.full_name, known_as="Planerin")
    assert not Expert.objects.exists()


def test_the_count_at_the_end_leaves_out_what_was_taken_back(step: Step, ayse: Person) -> None:
    gone = says(step, ayse, "Weg damit.")
    top = says(step, ayse, "Leise.")
    says(step, neighbour("Jonas"), "Umwege.", "against")
    actions.answer(top, by=Actor(neighbour("Mara")), text="Stimmt.")
    taken_back(gone)
    translation.activate("en")
    assert count(step) == {"for": 1, "against": 1, "answers": 1, "people": 3}
    step.tally = count(step)
    assert result(step).sentence == "1 arguments for it and 1 against it, from 3 people."


def test_other_scripts_and_markup_stay_as_they_were_written(step: Step, ayse: Person) -> None:
    words = ["الشارع أهدأ ليلاً", "Ночью тише", "夜は静かです", "<b>leise</b> & {{ 7*7 }}"]
    for one in words:
        says(step, ayse, one)
    assert [said.text for said in queries.columns(step, ayse)[0].said] == words
