"""Acting for somebody in a browser: it begins and ends with a tap, and never outlasts the consent."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quartier.kernel.assistance import actions
from quartier.kernel.assistance.examples import a_consent
from quartier.kernel.assistance.models import Assistance
from quartier.kernel.comments.models import Comment
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.models import Fact
from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour, shared_by
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.residence import CONFIRM

pytestmark = pytest.mark.django_db


def begun(herta: Person, mara: Person, *areas: str) -> tuple[Client, Assistance]:
    consent = a_consent(herta, mara)
    Assistance.objects.filter(pk=consent.pk).update(areas=areas or ["help", "board", "matters"])
    client = client_of(mara)
    assert client.post(f"/assistance/{consent.pk}/start/").headers["Location"] == "/"
    return client, consent


def comment(client: Client, entry: Entry, consent: Assistance | None, text: str = "Das ist nett.") -> Any:
    acting = {"acting": consent.pk} if consent else {}
    return client.post(f"/comments/on/{entry.pk}/", {"text": text, **acting})


def test_one_tap_begins_one_ends_and_the_banner_says_so_on_every_page() -> None:
    herta, mara = guest("Herta"), neighbour("Mara")
    client, _consent = begun(herta, mara)
    page = client.get("/").content.decode()
    assert "You are acting for Herta Beispiel" in page
    assert 'action="/assistance/end/"' in page
    assert "You are acting for Herta Beispiel" in client.get("/assistance/").content.decode()
    client.post("/assistance/end/")
    assert "You are acting for" not in client.get("/").content.decode()


def test_what_is_written_is_hertas_and_says_who_wrote_it() -> None:
    herta, mara, otto = neighbour("Herta"), neighbour("Mara"), neighbour("Otto")
    entry = shared_by(otto)
    client, consent = begun(herta, mara)
    assert comment(client, entry, consent).status_code == 302
    assert Comment.objects.get().author == herta
    fact = Fact.objects.get(verb="commented")
    assert (fact.by, fact.for_person) == (mara, herta)


def test_a_page_drawn_in_another_name_does_nothing_and_gives_the_words_back() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    entry = shared_by(neighbour("Otto"))
    client, consent = begun(herta, mara)
    as_mara = comment(client, entry, None, "Von mir selbst.")  # opened in another tab, before acting began
    assert as_mara.status_code == 409
    assert "Von mir selbst." in as_mara.content.decode()
    client.post("/assistance/end/")
    as_herta = comment(client, entry, consent, "Für Herta geschrieben.")
    assert as_herta.status_code == 409
    assert "Für Herta geschrieben." in as_herta.content.decode()
    assert not Comment.objects.exists()


def run_out(consent: Assistance, client: Client) -> None:
    Assistance.objects.filter(pk=consent.pk).update(until=timezone.localdate() - timedelta(days=1))


def taken_back(consent: Assistance, client: Client) -> None:
    actions.end_consent(consent, by=by(consent.person))


def helper_gone(consent: Assistance, client: Client) -> None:
    Person.objects.filter(pk=consent.helper_id).update(standing=Standing.GUEST)


def person_died(consent: Assistance, client: Client) -> None:
    Person.objects.filter(pk=consent.person_id).update(standing=Standing.DIED)


def left_lying(consent: Assistance, client: Client) -> None:
    session = client.session
    session["acting"] = {"assistance": consent.pk, "seen": int(time.time()) - 31 * 60}
    session.save()


@pytest.mark.parametrize("end", [run_out, taken_back, helper_gone, person_died, left_lying])
def test_in_the_middle_of_a_form_it_may_end_and_nothing_is_done_in_either_name(end: Any) -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    entry = shared_by(neighbour("Otto"))
    client, consent = begun(herta, mara)
    end(consent, client)
    answer = comment(client, entry, consent, "Mitten im Satz")
    assert answer.status_code == 409
    assert "Mitten im Satz" in answer.content.decode()
    assert not Comment.objects.exists()
    assert "acting" not in client.session
    assert client.get("/").wsgi_request.person == mara


def test_the_next_page_says_that_it_has_ended() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    client, consent = begun(herta, mara)
    taken_back(consent, client)
    page = client.get("/").content.decode()
    assert "You no longer act for anybody" in page
    assert "You no longer act for anybody" not in client.get("/").content.decode()


def test_it_ends_with_logging_out() -> None:
    herta, mara = neighbour("Herta"), neighbour("Mara")
    client, _consent = begun(herta, mara)
    assert client.post("/account/logout/").status_code == 302
    client.force_login(mara.account)
    assert "acting" not in client.session


def test_two_helpers_may_act_at_once_each_in_their_own_browser() -> None:
    herta, mara, nina = neighbour("Herta"), neighbour("Mara"), neighbour("Nina")
    entry = shared_by(neighbour("Otto"))
    (one, first), (two, second) = begun(herta, mara), begun(herta, nina)
    assert comment(one, entry, first, "Mara schreibt").status_code == 302
    assert comment(two, entry, second, "Nina schreibt").status_code == 302
    assert list(Fact.objects.filter(verb="commented").values_list("by", flat=True)) == [mara.pk, nina.pk]


def test_nobody_begins_what_is_not_theirs() -> None:
    herta, mara, otto = neighbour("Herta"), neighbour("Mara"), neighbour("Otto", "coordinator")
    consent = a_consent(herta, mara)
    for person in (otto, herta):
        client = client_of(person)
        client.post(f"/assistance/{consent.pk}/start/")
        assert "acting" not in client.session
    left_lying(consent, client := client_of(otto))  # somebody else's consent, put into a session
    assert client.get("/").wsgi_request.person == otto


def test_private_conversations_are_read_only_where_that_was_agreed() -> None:
    herta, mara, otto = neighbour("Herta"), neighbour("Mara"), neighbour("Otto")
    matter = open_matter(
        by=Actor(otto), kind="help.matter", about=None, title="Wegen der Kette", parties={otto: "asker", herta: "helper"},
        text="Ganz privat",
    )  # fmt: skip
    with_them, _consent = begun(herta, mara)
    assert "Ganz privat" in with_them.get(f"/matters/{matter.pk}/").content.decode()
    actions.end_consent(Assistance.objects.get(), by=by(mara))
    without, consent = begun(herta, mara, "help", "board")
    for url in ("/", "/notices/", "/matters/", f"/matters/{matter.pk}/"):
        assert not re.search("Ganz privat|Wegen der Kette", without.get(url).content.decode()), url
    without.post(f"/matters/{matter.pk}/say/", {"text": "Heimlich", "acting": consent.pk})
    assert matter.messages.filter(text="Heimlich").count() == 0
    notice = Notification.objects.get(person=herta, notice="matters.opened")
    assert without.post(f"/notices/{notice.pk}/open/", {"acting": consent.pk}).status_code == 404
    without.post("/notices/read/", {"acting": consent.pk})
    notice.refresh_from_db()
    assert notice.read is None


def test_roles_and_organisations_of_either_are_not_used_in_the_others_name() -> None:
    herta, mara = neighbour("Herta", "coordinator", "moderator"), neighbour("Mara", "key_holder")
    herta.within = frozenset({"help", "board"})
    for power in (CONFIRM, MODERATE):
        with pytest.raises(Refused):
            require(Actor(mara, for_person=herta), power)
    client, _consent = begun(herta, mara)
    assert client.get("/people/desk/").status_code == 403
    RoleHolder.objects.all().delete()


def test_who_acts_for_nobody_pays_no_query(django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(neighbour("Mara"))
    client.get("/imprint/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/imprint/")
    assert not [query for query in asked.captured_queries if "assistance" in query["sql"]]
