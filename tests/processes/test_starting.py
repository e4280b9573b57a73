"""Beginning a process, one question a page: what was answered is what is there, and rubbish is refused with a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quartier.api.testing import client_of, guest, neighbour
from quartier.kernel.groups.models import (
    Group,
    GroupRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationMember,
)
from quartier.kernel.people.models import Person
from quartier.kernel.processes.models import Process, ProcessState, Who

pytestmark = pytest.mark.django_db


@pytest.fixture
def gardener(db: None) -> Person:
    """Looks after a group, and holds no power."""
    person = neighbour("Gerda", "Grün")
    group = Group.objects.create(name="Garten")
    Membership.objects.create(group=group, person=person, role=GroupRole.MODERATOR)
    return person


def answers(organiser: str, **more: str) -> dict[str, dict[str, str]]:
    begins = timezone.localtime() + timedelta(days=3)
    said = {
        "way": {"template": "participate.vote"},
        "organiser": {"organiser": organiser},
        "question": {"title": "Beete", "question": "Wie viele Beete?", "text": "Platz ist für zehn."},
        "who": {"who": "members"},
        "where": {"where": ""},
        "when": {"begins": f"{begins:%Y-%m-%dT%H:%M}", "days_1": "5", "days_2": "9"},
        "answer": {"answer_days": "12"},
    }
    for name, value in more.items():
        step, _dot, field = name.partition("__")
        said[step][field] = value
    return said


def asked(client: Client, said: dict[str, dict[str, str]]) -> str:
    """Page by page as the links lead; returns where the last one led, or the step that kept somebody."""
    url = "/process/new/"
    for _page in range(20):
        response: Any = client.get(url, follow=True)
        url = response.redirect_chain[-1][0] if response.redirect_chain else url
        step = url.partition("?")[0].rstrip("/").rpartition("/")[2]
        response = client.post(url, said.get(step, {"draft": _draft_in(response.content.decode())}))
        if response.status_code != 302:
            return step
        url = response["Location"]
        if step == "check":
            return url
    return url


def _draft_in(page: str) -> str:
    return page.partition('name="draft" value="')[2].partition('"')[0]


def test_a_group_asks_from_a_template_one_question_a_page(gardener: Person) -> None:
    group = Group.objects.get()
    said = answers(f"group:{group.pk}", who__who="group", who__age_from="14", who__age_to="99")
    client = client_of(gardener)
    url = asked(client, said)
    process = Process.objects.get()
    assert url == f"/process/{process.pk}/manage/"
    assert (process.state, process.group, process.who, process.age_from) == (ProcessState.DRAFT, group, Who.GROUP, 14)
    assert (process.title, process.question, process.answer_days) == ("Beete", "Wie viele Beete?", 12)
    first, second = process.steps.order_by("order")
    assert [(step.closes - step.opens).days for step in (first, second)] == [5, 9]
    assert first.closes == second.opens


def test_an_organisation_asks_and_the_spot_stands_on_the_map(db: None) -> None:
    ayse = neighbour()
    office = Organisation.objects.create(name="Bezirksamt", kind=OrganisationKind.PUBLIC_OFFICE, is_confirmed=True)
    OrganisationMember.objects.create(organisation=office, person=ayse)
    said = answers(f"organisation:{office.pk}", who__who="sample", who__sample_size="20", where__where="48.1, 11.5")
    asked(client_of(ayse), said)
    process = Process.objects.get()
    assert (process.organisation, process.who, process.sample_size) == (office, Who.SAMPLE, 20)
    assert process.place is not None
    assert round(process.place.latitude or 0, 1) == 48.1


def test_sent_twice_it_is_begun_once(gardener: Person) -> None:
    client = client_of(gardener)
    said = answers(f"group:{Group.objects.get().pk}")
    for step in ("way", "organiser", "question", "who", "where", "when", "answer"):
        client.post(f"/process/new/{step}/", said[step])
    draft = _draft_in(client.get("/process/new/check/").content.decode())
    urls = {client.post("/process/new/check/", {"draft": draft})["Location"] for _again in range(3)}
    assert len(urls) == Process.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "kept_at"),
    [
        ({"way__template": "needs.round"}, "way"),
        ({"way__template": "needs.review"}, "way"),
        ({"way__template": "nonsense"}, "way"),
        ({"organiser__organiser": "quarter"}, "organiser"),
        ({"organiser__organiser": "group:99999"}, "organiser"),
        ({"question__question": ""}, "question"),
        ({"who__who": "organisation"}, "who"),
        ({"who__who": "sample"}, "who"),
        ({"who__age_from": "40", "who__age_to": "20"}, "who"),
        ({"when__begins": "2020-01-01T09:00"}, "when"),
        ({"when__days_2": "0"}, "when"),
        ({"when__days_2": ""}, "when"),
        ({"answer__answer_days": "9999"}, "answer"),
    ],
)
def test_what_can_not_be_is_asked_again_where_it_was_said(
    gardener: Person, wrong: dict[str, str], kept_at: str
) -> None:
    assert asked(client_of(gardener), answers(f"group:{Group.objects.get().pk}", **wrong)) == kept_at
    assert not Process.objects.exists()


def test_who_leads_nothing_reads_how_to_go_about_it_and_guests_wait(gardener: Person) -> None:
    client = client_of(neighbour())
    for url in ("/process/new/", "/process/new/question/", "/process/new/check/"):
        assert "Zu den Gruppen" in client.get(url).content.decode()
    assert client_of(guest()).get("/process/new/").status_code == 403
    assert client_of(gardener).get("/process/new/nonsense/").status_code == 404


def test_a_way_that_was_chosen_elsewhere_is_not_asked_for_again(gardener: Person) -> None:
    client = client_of(gardener)
    assert client.get("/process/new/?template=participate.survey")["Location"].endswith("/organiser/")
    assert client.get("/process/new/?template=needs.round")["Location"].endswith("/way/")
