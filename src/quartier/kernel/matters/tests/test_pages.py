"""The pages of matters: who opens them, and the whole way by forms alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quartier.kernel.entries.models import Entry
from quartier.kernel.matters.actions import end_matters_of, open_matter, say
from quartier.kernel.matters.agreements import agree, propose
from quartier.kernel.matters.endings import drop, finish, thank
from quartier.kernel.matters.models import Agreement, Event, Matter, MatterState
from quartier.kernel.matters.released_places import open_releases, release_place
from quartier.kernel.matters.tests.people import matter_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person
from quartier.kernel.places.actions import add_address, add_street, place_at
from quartier.kernel.places.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared(reason="the entry stands here alone")]

ACTS = ("say", "propose", "agree", "take_back", "release", "withdraw", "finish", "thank", "close", "drop", "leave")


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.create_user(f"name-{person.pk}", "x", person))
    return client


def address(matter: Matter, act: str) -> str:
    return reverse(f"matters:{act}", kwargs={"pk": matter.pk})


def test_nobody_but_the_parties_opens_a_page_or_does_anything() -> None:
    matter = matter_of(neighbour("Ayşe"), neighbour("Jonas"))
    stranger = signed_in(neighbour("Uli"))
    for act in ("matter", *ACTS):
        assert Client().get(address(matter, act)).status_code == 302
        assert Client().post(address(matter, act)).status_code == (405 if act == "matter" else 302)
        assert stranger.get(address(matter, act)).status_code == 404
        assert stranger.post(address(matter, act), {"text": "x"}).status_code in {404, 405}
    assert matter.messages.count() == 1
    assert matter.title not in stranger.get(reverse("matters:list")).content.decode()


def test_the_whole_way_by_forms(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    place = Place.objects.create()
    facts = {"kind": "elsewhere.thing", "object_id": 1, "title": "x", "published": timezone.now()}
    entry = Entry.objects.create(author=ayse, place=place, **facts)
    parties = {ayse: "asker", jonas: "helper"}
    matter = open_matter(
        by=Actor(jonas), kind="help.matter", about=entry, title="Getränke", parties=parties, text="Gern!"
    )
    hers, his = signed_in(ayse), signed_in(jonas)

    def post(client: Client, act: str, **data: object) -> str:
        answer = client.post(address(matter, act), data)
        assert answer.status_code == 302, answer.content.decode()
        assert answer.headers["Location"].startswith(f"{matter.url}#")
        with django_assert_max_num_queries(25):
            return client.get(matter.url).content.decode()

    assert "Wann denn?" in post(hers, "say", text="Wann denn?")
    day = (timezone.localdate() + timedelta(days=300)).isoformat()
    assert "take-back" in post(his, "propose", text="Kisten tragen", date=day, begins="15:00", ends="16:30")
    proposal = Agreement.objects.get()
    assert proposal.starts is not None
    assert timezone.localtime(proposal.starts).hour == 15
    assert "proposes:" in hers.get(matter.url).content.decode()
    post(hers, "agree", agreement=proposal.pk)
    assert "Tell the exact place" in hers.get(matter.url).content.decode()
    assert "Tell the exact place" not in his.get(matter.url).content.decode()
    post(hers, "release", place=place.pk)
    assert "The exact place" in his.get(matter.url).content.decode()
    post(hers, "withdraw", place=place.pk)
    assert "The exact place" not in his.get(matter.url).content.decode()
    post(hers, "release", place=place.pk)
    post(his, "finish")
    assert not open_releases(matter)
    post(hers, "thank", text="Danke dir!")
    page = post(hers, "close")
    assert "All done." in page
    assert "<textarea" not in page
    assert Matter.objects.get().state == MatterState.CLOSED


def test_a_refusal_stands_on_the_page_and_nothing_typed_is_lost() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    client = signed_in(ayse)
    answer = client.post(address(matter, "propose"), {"text": "Getipptes", "date": "2020-01-01", "begins": "10:00"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This time is past already." in page
    assert "Getipptes" in page
    assert "2020-01-01" in page
    page = client.post(address(matter, "propose"), {"text": "Getipptes", "date": "2030-01-01"}).content.decode()
    assert "Please say a time for this day, too." in page
    assert "First agree" not in client.post(address(matter, "say"), {"text": " "}).content.decode()
    assert "Nothing is agreed yet" in client.post(address(matter, "finish")).content.decode()
    assert not Agreement.objects.exists()
    assert matter.messages.count() == 1


def test_a_proposal_that_was_replaced_meanwhile_is_not_agreed_to_unseen() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    seen = propose(matter, by=Actor(jonas), text="Dienstag")
    propose(matter, by=Actor(jonas), text="Nachts um drei")
    page = signed_in(ayse).post(address(matter, "agree"), {"agreement": seen.pk}).content.decode()
    assert "There is a newer proposal by now." in page
    foreign = propose(matter_of(ayse, neighbour("Kim")), by=Actor(ayse), text="x")
    signed_in(jonas).post(address(matter, "agree"), {"agreement": foreign.pk})
    foreign.refresh_from_db()
    assert foreign.accepted is None


def test_a_place_of_somebody_else_is_not_released_by_its_number() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    agree(propose(matter, by=Actor(jonas), text="Dienstag"), by=Actor(ayse))
    signed_in(jonas).post(address(matter, "release"), {"place": Place.objects.create().pk})
    assert not matter.releases.exists()


def test_a_released_house_is_shown_and_counted_and_beyond_the_days_limit_it_is_not() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    his = signed_in(jonas)

    def released(number: int) -> str:
        house = add_address(add_street("Schulstraße", by=None), str(number), by=None)
        place = place_at(by=Actor(ayse), address=house)
        entry = Entry.objects.create(
            kind="elsewhere.thing", object_id=number, author=ayse, place=place, title="x", published=timezone.now()
        )
        parties = {ayse: "asker", jonas: "helper"}
        matter = open_matter(by=Actor(jonas), kind="help.matter", about=entry, title=f"Haus {number}", parties=parties)
        agree(propose(matter, by=Actor(jonas), text="Dienstag"), by=Actor(ayse))
        assert f"Schulstraße {number}" not in his.get(matter.url).content.decode()
        release_place(matter, by=Actor(ayse), place=place)
        return his.get(matter.url).content.decode()

    for number in range(1, 21):
        assert f"Schulstraße {number}" in released(number)
    page = released(21)
    assert "Schulstraße 21" not in page
    assert "You have seen 20 addresses" in page


def test_pressing_twice_does_no_harm() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    client = signed_in(ayse)
    for _press in range(5):
        client.post(address(matter, "say"), {"text": "Hallo"})
        client.post(address(matter, "drop"), {"text": "Geht doch nicht"})
    assert list(matter.messages.values_list("event", flat=True)) == [Event.OPENED, Event.SAID, Event.DROPPED]


def test_a_page_says_what_happened_in_the_readers_language() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    drop(matter, by=Actor(jonas), text="Ich bin krank")
    page = signed_in(ayse).get(matter.url).content.decode()
    assert "Jonas Beispiel ended this" in page
    assert "Ich bin krank" in page


def test_looking_marks_its_notices_read() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    say(matter, by=Actor(jonas), text="Noch etwas")
    client = signed_in(ayse)
    client.get(matter.url)
    assert not ayse.notifications.filter(read=None).exists()
    say(matter, by=Actor(jonas), text="Und noch etwas")
    assert ayse.notifications.filter(read=None).count() == 1


def test_what_was_written_is_text_and_nothing_else() -> None:
    ayse, jonas = neighbour("<b>Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas, title="<script>alert(1)</script>")
    say(matter, by=Actor(ayse), text="<img src=x onerror=alert(1)>")
    propose(matter, by=Actor(ayse), text="<script>alert(2)</script>")
    page = signed_in(jonas).get(matter.url).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Ayşe" not in page


def test_after_leaving_and_after_erasure_the_page_stays_readable_for_the_other() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    matter = matter_of(ayse, jonas)
    agree(propose(matter, by=Actor(jonas), text="Dienstag"), by=Actor(ayse))
    finish(matter, by=Actor(ayse))
    thank(matter, by=Actor(ayse), text="Danke")
    client = signed_in(ayse)
    end_matters_of(jonas)
    jonas.delete()
    page = client.get(matter.url).content.decode()
    assert "nobody any more" in page
    assert "no longer here" in page
    assert client.post(address(matter, "close")).status_code == 302
    assert client.post(address(matter, "leave")).status_code == 302
    assert client.get(matter.url).status_code == 404


def test_the_list_costs_the_same_for_two_and_for_twenty() -> None:
    ayse = neighbour("Ayşe")
    client = signed_in(ayse)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("matters:list")).status_code == 200
        return len(queries)

    cost()  # the first visit of a session costs a little more
    for number in range(2):
        matter_of(ayse, neighbour(f"N{number}"), f"Sache {number}")
    two = cost()
    for number in range(18):
        matter_of(ayse, neighbour(f"M{number}"), f"Sache {number}")
    assert cost() == two
