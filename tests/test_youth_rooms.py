"""Young people are among themselves: by the day of their birth, and whatever way somebody tries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quartier.api import YOUNG_CARE, Actor, Audience, Refused, add_comment, entries
from quartier.api.processes import Ballot, Channel, Process, Step, Who, cast, support, why_not
from quartier.api.testing import client_of, holder_of, moderator, neighbour
from quartier.api.testing.people import key_holder
from quartier.kernel.gate.guardians import end_guardianship
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.processes.ballots import enter_for
from quartier.kernel.processes.starting import change_process, start_process
from quartier.kernel.terms.process import ENTER_BALLOTS
from quartier.modules.youth.actions import begin_round
from quartier.modules.youth.queries import is_inside
from tests.youth_people import a_round, an_idea, born, carer, fresh, process_of, young

pytestmark = pytest.mark.django_db
GOOD = {"mood": "good"}


@pytest.mark.parametrize(
    ("ages", "age", "days", "may"),
    [
        ({"age_to": 13}, 14, 1, True),  # 14 tomorrow
        ({"age_to": 13}, 14, 0, False),  # 14 today
        ({"age_from": 14, "age_to": 17}, 14, 1, False),
        ({"age_from": 14, "age_to": 17}, 14, 0, True),
        ({"age_to": 17}, 18, 1, True),
        ({"age_to": 17}, 18, 0, False),
        ({"age_to": 17}, 9, 0, True),
    ],
)
def test_a_birthday_counts_on_the_day_itself(ages: dict[str, int], age: int, days: int, may: bool) -> None:
    person = young("Kian", age, days=days)
    step = a_round(carer(), **{"age_from": None, **ages})
    assert process_of(step).electors.filter(person=person).exists() is may
    assert client_of(person).get(step.process.url).status_code == (200 if may else 404)
    assert (why_not(step, person) == "") is may
    assert step.process.url in [one.url for one in entries(fresh(person)).entries] or not may


def test_who_turns_18_meanwhile_is_out_and_what_they_chose_stays() -> None:
    kian = young("Kian", 17)
    step = a_round(carer())
    cast(step, by=Actor(kian), content=GOOD)
    type(kian).objects.filter(pk=kian.pk).update(birth_date=born(18))
    kian = fresh(kian)
    with pytest.raises(Refused, match="18"):
        cast(step, by=Actor(kian), content={"mood": "no"})
    assert client_of(kian).get(step.process.url).status_code == 404
    assert Ballot.objects.get(step=step).content == GOOD


@pytest.mark.parametrize("who", ["neighbour", "moderator", "key holder", "coordinator", "guardian", "no birth date"])
def test_adults_come_in_nowhere(who: str) -> None:
    kian = young("Kian", 15)
    people = {
        "neighbour": young("Otto", 40), "moderator": moderator(), "key holder": key_holder(), "coordinator": neighbour("Kora"),
        "guardian": Guardianship.objects.get(child=kian).guardian, "no birth date": neighbour("Ohne"),
    }  # fmt: skip
    adult = people[who]
    if who == "coordinator":
        adult.roles.create(role="coordinator")
    step = a_round(carer(), "ideas")
    idea = an_idea(step, kian, "Quietschorange Rampe")
    browser = client_of(adult)
    pk = {"pk": step.process_id}
    for url in (
        step.process.url, step.url, idea.url, reverse("process:manage", kwargs=pk), reverse("process:electorate", kwargs=pk),
        reverse("process:edit", kwargs=pk), reverse("ideas:list", kwargs={"pk": step.pk}), reverse("ideas:new", kwargs={"pk": step.pk}),
    ):  # fmt: skip
        assert browser.get(url).status_code in (403, 404), url
    for name in ("support", "withdraw"):
        assert browser.post(reverse(f"process:{name}", kwargs={"pk": idea.pk})).status_code in (403, 404)
    browser.post(reverse("ideas:new", kwargs={"pk": step.pk}), {"title": "Von einem Erwachsenen", "text": ""})
    assert step.process.proposals.count() == 1
    for url in ("/", "/suche/?q=Quietschorange", "/liste/", "/atom/", "/kalender/", "/participate/"):
        page = browser.get(url, follow=True)
        assert "Rampe" not in page.content.decode(), url
        assert step.process.url not in page.content.decode(), url
    for refused in (
        lambda: an_idea(step, adult, "Auch von mir"),
        lambda: support(idea, step=step, by=Actor(adult)),
        lambda: cast(step, by=Actor(adult), content=GOOD),
    ):
        with pytest.raises(Refused):
            refused()


def test_on_the_18th_birthday_the_own_idea_closes_too() -> None:
    kian = young("Kian", 17)
    step = a_round(carer(), "ideas")
    idea = an_idea(step, kian)
    assert client_of(kian).get(idea.url).status_code == 200
    type(kian).objects.filter(pk=kian.pk).update(birth_date=born(18))
    assert client_of(kian).get(idea.url).status_code == 404
    assert idea.url not in client_of(kian).get("/suche/?q=Dach").content.decode()


def test_young_people_find_it_by_search_and_speak_with_each_other() -> None:
    kian, lou = young("Kian", 15), young("Lou", 12)
    step = a_round(carer(), "ideas")
    idea = an_idea(step, kian, "Quietschorange Rampe")
    assert "Rampe" in client_of(lou).get("/suche/?q=Quietschorange").content.decode()
    support(idea, step=process_step(step), by=Actor(lou))
    assert idea.entry is not None
    add_comment(idea.entry, by=Actor(lou), text="Ja!")
    assert idea.entry.audience == Audience.YOUNG


def process_step(step: Step) -> Step:
    return Step.objects.select_related("process").get(pk=step.pk)


def test_an_adult_who_acts_for_a_child_doesnt_come_in() -> None:
    kian, eva = young("Kian", 15), neighbour("Eva")
    step = a_round(carer())
    with pytest.raises(Refused):
        cast(step, by=Actor(eva, for_person=kian), content=GOOD)
    kian.within = frozenset({"process", "youth"})
    assert not is_inside(kian)
    assert step.process.url not in [one.url for one in entries(kian).entries]


def test_the_desk_enters_nothing_for_young_people_unless_it_was_chosen_for_them() -> None:
    kian, adult = young("Kian", 16), young("Otto", 40)
    desk = holder_of(ENTER_BALLOTS)
    step = a_round(carer())
    assert client_of(desk).get(reverse("process:enter", kwargs={"pk": step.pk})).status_code in (403, 404)
    with pytest.raises(Refused):
        enter_for(step, adult, by=Actor(desk), content=GOOD, channel=Channel.PHONE)
    assert kian.is_minor


@pytest.mark.parametrize("how", ["never asked", "taken back", "moved away"])
def test_under_16_only_while_a_guardian_agrees(how: str) -> None:
    kian = young("Kian", 15, guardian=how != "never asked")
    step = a_round(carer())
    if how == "taken back":
        consent = Guardianship.objects.get(child=kian)
        end_guardianship(consent, by=Actor(consent.guardian))
        assert client_of(kian).get(step.process.url).status_code in (403, 404)
    if how == "moved away":
        guardian = Guardianship.objects.get(child=kian).guardian
        type(guardian).objects.filter(pk=guardian.pk).update(standing="left")
    with pytest.raises(Refused):
        cast(step, by=Actor(fresh(kian)), content=GOOD)
    assert not Ballot.objects.exists()
    svenja = young("Svenja", 16, guardian=False)
    assert why_not(a_round(carer("Jo")), svenja) == ""


def test_only_those_who_were_chosen_begin_and_keep_keys_open_nothing() -> None:
    begins = timezone.now() + timedelta(days=1)
    said = {
        "template": "youth.vote",
        "title": "Rampe",
        "question": "Rampe?",
        "text": "",
        "office": None,
        "begins": begins,
    }
    for nobody in (key_holder(), neighbour(), moderator(), young("Kian", 16)):
        with pytest.raises(Refused):
            begin_round(by=Actor(nobody), ages="all", **said)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            start_process("youth.vote", by=Actor(nobody), title="Rampe", question="Rampe?", who=Who.YOUNG, age_to=17)
        assert client_of(nobody).get("/youth/new/").status_code == 404
    jule = carer()
    process = begin_round(by=Actor(jule), ages="children", **said)  # type: ignore[arg-type]
    assert (process.age_from, process.age_to, process.who) == (None, 13, Who.YOUNG)
    with pytest.raises(Refused):
        begin_round(by=Actor(jule), ages="adults", **said)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        change_process(process, by=Actor(jule), who=Who.MEMBERS)
    with pytest.raises(Refused):
        change_process(process, by=Actor(jule), age_to=99)
    assert Process.objects.get(pk=process.pk).who == Who.YOUNG


def test_a_neighbours_process_doesnt_become_a_room_of_children() -> None:
    kora = neighbour("Kora")
    kora.roles.create(role="coordinator")
    process = start_process("participate.survey", by=Actor(kora), title="Laerm", question="Zu laut?")
    with pytest.raises(Refused):
        change_process(process, by=Actor(kora), who=Who.YOUNG, age_to=17)
    page = client_of(kora).get("/process/new/").content.decode()
    assert 'value="young"' not in page
    assert "youth.vote" not in page


def test_everybody_reads_what_adults_may_read_and_who_looks_after_it() -> None:
    jule, otto = carer(), young("Otto", 40)
    step = a_round(jule, "ideas")
    an_idea(step, young("Kian", 15), "Quietschorange Rampe")
    home = client_of(otto).get("/youth/").content.decode()
    assert "Erwachsene lesen" in home
    assert "Jule Jansen" in home
    assert step.process.title in home
    page = client_of(otto).get(f"/youth/round/{step.process_id}/").content.decode()
    assert step.process.question in page
    assert "Quietschorange" not in page
    assert "Kian" not in page
    assert client_of(None).get("/youth/").status_code == 200
    assert step.process.title not in client_of(None).get("/youth/").content.decode()


def test_the_power_is_held_by_nobody_from_the_start() -> None:
    assert YOUNG_CARE.roles == ()
    assert YOUNG_CARE.is_circle
    assert not is_inside(key_holder())
