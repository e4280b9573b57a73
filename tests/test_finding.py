"""The search page: what it shows to whom, and what it marks."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of
from quartier.kernel.entries import search
from quartier.kernel.entries.tests.search_texts import entry
from quartier.kernel.groups.models import Group, Openness, Organisation, OrganisationKind
from quartier.kernel.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]


def page(client: Client, **asked: object) -> str:
    response = client.get("/suche/", asked)
    assert response.status_code == 200
    return response.content.decode()


def test_found_words_are_marked_and_nothing_is_let_through(client: Client) -> None:
    entry("Mieterversammlung <b>", "<script>alert(1)</script> Versammlungen & mehr")
    shown = page(client, q="versammlung")
    assert "<mark>Mieterversammlung</mark> &lt;b&gt;" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Versammlungen</mark> &amp; mehr" in shown


def test_an_excerpt_begins_where_the_word_stands(client: Client) -> None:
    entry("Lang", "Ganz am Anfang. " + "blah " * 100 + "Quittenpresse am Ende")
    shown = page(client, q="quittenpr")
    assert "<mark>Quittenpresse</mark> am Ende" in shown
    assert "Ganz am Anfang" not in shown


def test_a_mistyped_word_is_put_right_and_the_page_says_so(client: Client) -> None:
    entry("Großer Flohmarkt")
    shown = page(client, q="flomarkt")
    assert "Mit „flomarkt“ gibt es nichts." in shown
    assert "<mark>Flohmarkt</mark>" in shown


def test_no_word_of_an_entry_is_told_to_those_who_may_not_see_it(client: Client, cast: Cast) -> None:
    entry("Scheidungsanwältin gesucht", keys=["person:424242"])
    for is_tidied in (False, True):
        if is_tidied:
            search.tidy(at_least=1)
        for typed in ("Scheidungsanweltin", "Scheidungsanwältin", "scheidungsan", "Scheidngsanwältin"):
            for one in (client, client_of(cast.owner)):
                shown = page(one, q=typed).replace(typed, "").replace(quote(typed), "")
                assert "scheidungsanw" not in shown.casefold()


def test_a_form_that_stands_only_in_private_is_not_told(client: Client) -> None:
    entry("Kuchenfeste", keys=["person:424242"])
    entry("Kuchenfest im Hof")
    search.tidy(at_least=1)
    assert "kuchenfeste" not in page(client, q="kuchenfeeste").replace("kuchenfeeste", "").casefold()


def test_one_kind_alone(client: Client) -> None:
    entry("Kuchen")
    entry("Kuchen gesucht", kind="help.request")
    assert "gesucht" not in page(client, q="kuchen", kind="help.offer")
    assert "gesucht" in page(client, q="kuchen", kind="gibt es nicht")


def test_names_are_for_neighbours(client: Client, cast: Cast) -> None:
    Person.objects.create(given_name="Zuleika", family_name="Öztürk", standing="member")
    Group.objects.create(name="Öztürks Chor")
    Group.objects.create(name="Öztürk geheim", openness=Openness.CLOSED)
    Organisation.objects.create(name="Bäckerei Öztürk", kind=OrganisationKind.BUSINESS, is_confirmed=True)
    inside, outside = page(client_of(cast.owner), q="öztürk"), page(client, q="öztürk")
    assert "Zuleika" in inside
    assert "Öztürks Chor" in inside
    assert "geheim" not in inside
    assert "Bäckerei" in inside
    assert "Bäckerei" in outside
    assert "Zuleika" not in outside
    assert "Öztürks Chor" not in outside
    assert "Zuleika" not in page(client_of(cast.guest), q="öztürk")


def test_more_matches_are_one_page_further(client: Client) -> None:
    for number in range(25):
        entry(f"Kuchen {number}", days=number)
    first = page(client, q="kuchen")
    assert "Kuchen</mark> 24" in first
    assert "Kuchen</mark> 4<" not in first
    assert "begin=20" in first
    assert "Kuchen</mark> 4<" in page(client, q="kuchen", begin=20)
    for odd in ("-1", "x", "99999999", "²", "300"):
        page(client, q="kuchen", begin=odd)


@pytest.mark.parametrize("typed", ["kuchen", "kuchn", "xyzxyz", "kuch", "kuchen torte garten"])
@pytest.mark.parametrize("is_tidied", [False, True])
def test_a_search_asks_the_database_no_more_than_twelve_times(typed: str, is_tidied: bool, cast: Cast) -> None:
    for number in range(12):
        entry("Kuchen", "Garten", days=number * 20)
    if is_tidied:
        search.tidy(at_least=1)
    one = client_of(cast.owner)
    page(one, q=typed)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(one, q=typed)
    assert len(asked) <= 12, "\n".join(query["sql"][:150] for query in asked)
