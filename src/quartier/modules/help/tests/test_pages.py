"""The pages, as somebody without scripts uses them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quartier.api import Actor, Matter, place_at
from quartier.modules.help.agreements import answer
from quartier.modules.help.models import Offer, Request, State
from quartier.modules.help.tests.neighbours import a_request, agree_on, an_offer, browser_of, fresh, neighbour, run_out

pytestmark = pytest.mark.django_db

ANSWERS: dict[str, dict[str, Any]] = {
    "kind": {"kind": "repairs"},
    "what": {"title": "Regal aufbauen", "text": "Es liegt noch im Karton."},
    "when": {"often": "once", "first_day": "", "urgency": "this_week", "time_of_day": "afternoon"},
    "where": {"where": ""},
    "who": {"capacity": "1", "languages": ["de", "tr"], "audience": "members", "for_somebody": "meine Mutter"},
}


def words_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_asking_goes_question_by_question_and_then_neighbours_see_it() -> None:
    ayse = neighbour("Ayşe")
    browser = browser_of(ayse)
    assert browser.get("/help/new/request/").url == "/help/new/request/kind/"  # type: ignore[attr-defined]
    for step, said in ANSWERS.items():
        words_of(browser, f"/help/new/request/{step}/")
        where = browser.post(f"/help/new/request/{step}/", said).url  # type: ignore[attr-defined]
    assert where == "/help/new/request/check/"
    last_look = words_of(browser, where)
    assert "Regal aufbauen" in last_look
    assert "meine Mutter" in last_look
    draft = last_look.split('name="draft" value="')[1].split('"')[0]
    for _twice in range(2):
        published = browser.post(where, {"draft": draft})
        assert published.url == Request.objects.get().url  # type: ignore[attr-defined]
    request = Request.objects.get()
    assert (request.title, request.urgency, request.languages) == ("Regal aufbauen", "this_week", ["de", "tr"])
    theirs = words_of(browser_of(neighbour("Jonas")), request.url)
    assert "Regal aufbauen" in theirs
    assert "meine Mutter" not in theirs


def test_going_back_finds_what_was_answered_and_nothing_is_published_halfway() -> None:
    browser = browser_of(neighbour("Ayşe"))
    browser.post("/help/new/offer/kind/", ANSWERS["kind"])
    browser.post("/help/new/offer/what/", ANSWERS["what"])
    assert "Regal aufbauen" in words_of(browser, "/help/new/offer/what/")
    assert browser.get("/help/new/offer/check/").url == "/help/new/offer/when/"  # type: ignore[attr-defined]
    assert "/help/new/offer/when/" in words_of(browser, "/help/new/")
    drop = words_of(browser, "/help/new/").split('action="/drafts/')[1].split('"')[0]
    browser.post(f"/drafts/{drop}")
    assert "Regal aufbauen" not in words_of(browser, "/help/new/offer/what/")
    assert not Offer.objects.exists()


def test_a_wrong_answer_is_told_beside_its_question_and_what_was_typed_stays() -> None:
    browser = browser_of(neighbour("Ayşe"))
    response = browser.post("/help/new/request/what/", {"title": "", "text": "Es liegt noch im Karton."})
    assert "Es liegt noch im Karton." in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()


def test_the_list_keeps_its_filters_in_the_address() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    a_request(ayse, kind="garden", title="Hecke", languages=["tr"])
    a_request(ayse, kind="animals", title="Kater", languages=["de", "uk"])
    an_offer(ayse, title="Balkon")
    browser = browser_of(jonas)
    assert "Hecke" in (everything := words_of(browser, "/help/"))
    assert "Balkon" not in everything
    assert "Balkon" in words_of(browser, "/help/?tab=offer")
    only_garden = words_of(browser, "/help/?kind=garden")
    assert "Hecke" in only_garden
    assert "Kater" not in only_garden
    assert "Gezeigt: <b>Garten und Pflanzen</b>" in only_garden
    assert "Gezeigt:" not in everything
    ukrainian = words_of(browser, "/help/?language=uk")
    assert "Kater" in ukrainian
    assert "Hecke" not in ukrainian
    assert "Hecke" not in words_of(browser, "/help/?mine=yes")
    for wrong in ("tab=x", "kind=x", "language=x"):
        assert browser.get(f"/help/?{wrong}").status_code == 404
    assert browser.get("/help/?after=99999999999999999999").status_code == 200


def test_strangers_and_guests_see_nothing_of_it() -> None:
    request = a_request(neighbour("Ayşe"))
    guest = browser_of(neighbour("Gast", standing="guest"))
    for browser in (Client(), guest):
        assert request.title not in words_of(browser, "/help/")
        assert browser.get(request.url).status_code == 404
    assert Client().post(f"{request.url}answer/", {"text": "Hallo"}).status_code in {302, 404}
    assert not Matter.objects.exists()


def test_what_is_over_shows_others_no_details() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse, text="Bin vom 3. bis 9. verreist.")
    run_out(request)
    assert "verreist" not in words_of(browser_of(jonas), request.url)
    assert "verreist" in words_of(browser_of(ayse), request.url)


def test_answering_leads_to_the_conversation() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request, browser = a_request(ayse), browser_of(jonas)
    assert "Ich komme" not in words_of(browser, request.url)
    assert browser.post(f"{request.url}answer/", {"text": ""}).status_code == 200
    response = browser.post(f"{request.url}answer/", {"text": "Ich komme gern."})
    matter = Matter.objects.get()
    assert response.url == matter.url == f"/help/matter/{matter.pk}/"  # type: ignore[attr-defined]
    words_of(browser, matter.url)
    assert matter.url in words_of(browser, request.url)
    assert "Jonas Beispiel" in words_of(browser_of(ayse), request.url)
    assert browser_of(neighbour("Kim")).get(matter.url).status_code == 404


def test_for_whom_it_is_reads_only_who_has_agreed() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    request = a_request(ayse, for_somebody="meine Mutter, Frau Kaya")
    matter = answer(request, by=Actor(jonas), text="Gern.")
    browser = browser_of(jonas)
    assert "Frau Kaya" not in words_of(browser, request.url) + words_of(browser, matter.url)
    agree_on(matter, ayse)
    assert "Frau Kaya" in words_of(browser, matter.url)


def test_only_the_author_changes_withdraws_and_repeats() -> None:
    ayse = neighbour("Ayşe")
    request = a_request(ayse)
    theirs, own = browser_of(neighbour("Jonas")), browser_of(ayse)
    for address in ("edit", "withdraw", "put-back", "renew", "repeat"):
        assert theirs.post(f"{request.url}{address}/", {}).status_code == 404
    assert fresh(request).state == State.OPEN
    own.post(f"{request.url}withdraw/")
    assert fresh(request).state == State.WITHDRAWN
    assert f"{request.url}put-back/" in words_of(own, request.url)
    own.post(f"{request.url}put-back/")
    assert fresh(request).state == State.OPEN
    changed = {"kind": "repairs", "title": "Zwei Regale", **ANSWERS["when"], **ANSWERS["who"]}
    assert own.post(f"{request.url}edit/", changed).url == request.url  # type: ignore[attr-defined]
    assert fresh(request).title == "Zwei Regale"
    begun = own.post(f"{request.url}repeat/").url  # type: ignore[attr-defined]
    assert begun.startswith("/help/new/request/when/?draft=")
    assert "Zwei Regale" in words_of(own, "/help/new/request/what/")
    assert request.title not in words_of(theirs, f"{request.url}notice/")


def test_editing_leaves_a_place_as_it_is_unless_another_is_typed() -> None:
    ayse = neighbour("Ayşe")
    place = place_at(by=Actor(ayse), text="am Brunnen")
    request, own = a_request(ayse, place=place), browser_of(ayse)
    said = {"kind": "repairs", "title": "Regal", **ANSWERS["when"], **ANSWERS["who"]}
    own.post(f"{request.url}edit/", {**said, "where": str(place)})
    assert fresh(request).place == place
    own.post(f"{request.url}edit/", {**said, "where": ""})
    assert fresh(request).place is None


def test_the_author_sees_what_fits_and_why() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    an_offer(jonas, title="Irgendwann", is_recurring=True)
    an_offer(jonas, title="Genau richtig", is_recurring=True, weekdays=[1], languages=["tr", "de"])
    an_offer(jonas, title="Anderes", kind="garden")
    request = a_request(ayse, is_recurring=True, weekdays=[1, 3], languages=["tr"])
    page = words_of(browser_of(ayse), request.url)
    assert "dienstags · Türkisch" in page or "on Tuesdays · Türkisch" in page
    assert page.index("Genau richtig") < page.index("Irgendwann")
    assert "Anderes" not in page


def test_what_fits_is_never_what_one_may_not_see() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    a_request(ayse, title="Geschützt", is_protected=True)
    assert "Geschützt" not in words_of(browser_of(jonas), an_offer(jonas).url)


def test_heute_asks_whether_it_is_still_so() -> None:
    ayse = neighbour("Ayşe")
    request, browser = a_request(ayse), browser_of(ayse)
    assert f"{request.url}renew/" not in words_of(browser, "/")
    run_out(request, by_days=-2)
    assert f"{request.url}renew/" in words_of(browser, "/")
    browser.post(f"{request.url}renew/")
    assert f"{request.url}renew/" not in words_of(browser, "/")


@pytest.mark.parametrize("page", ["/help/", "/help/?tab=offer", "/help/?mine=yes", "detail"])
def test_a_page_asks_the_database_as_often_for_two_as_for_twelve(page: str) -> None:
    ayse = neighbour("Ayşe")
    browser, place = browser_of(ayse), place_at(by=None, text="am Brunnen")
    request = a_request(ayse, place=place)
    counts = []
    for more in (2, 10):
        for number in range(more):
            person = neighbour(f"N{number}")
            an_offer(person, place=place, languages=["tr"])
            answer(request, by=Actor(person), text="Gern.")
            for _two in range(2):
                a_request(person, place=place)
        url = request.url if page == "detail" else page
        words_of(browser, url)
        with CaptureQueriesContext(connection) as queries:
            words_of(browser, url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 14, [query["sql"][:160] for query in queries]


def test_a_request_becomes_a_post_on_the_board() -> None:
    ayse = neighbour("Ayşe")
    page = words_of(browser_of(ayse), a_request(ayse, title="Wer hat eine Leiter?").url)
    assert "/board/new/?title=Wer+hat+eine+Leiter" in page
