"""What somebody chose is what they get, by group and one by one."""

from __future__ import annotations

from datetime import time

import pytest

from quartier.kernel.delivery.actions import choose_groups, choose_manners, choose_notices, keep_only_what_matters
from quartier.kernel.delivery.choices import reach_of, wants
from quartier.kernel.delivery.groups import SAFETY, group_of, groups
from quartier.kernel.delivery.tests.people import sends_to, with_mailbox
from quartier.kernel.delivery.tests.sink import Sink
from quartier.kernel.gate.tests.people import by, client_of, neighbour
from quartier.kernel.notifications.channels import channels
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    sends_to(Sink(), port=1)
    return with_mailbox("Ada")


def chosen(person: Person, notice: str) -> set[str]:
    reach = reach_of(person.pk)
    return {name for name in ("page", "email", "daily") if wants(reach, channels()[name], notice)}


def test_every_notice_stands_in_exactly_one_group_and_what_nobody_knows_is_vital() -> None:
    names = [notice.name for group in groups() for notice in group.notices]
    assert len(names) == len(set(names))
    assert group_of("something.new") == SAFETY


def test_a_group_and_then_one_of_it(ada: Person) -> None:
    assert chosen(ada, "matters.said") == {"page", "email"}
    choose_groups({"matters": ["page", "daily"]}, by=by(ada))
    assert chosen(ada, "matters.said") == {"page", "daily"}
    matters = next(group for group in groups() if group.name == "matters")
    everything = {notice.name: ["page", "daily"] for notice in matters.notices}
    choose_notices(matters, {**everything, "matters.said": ["email"]}, by=by(ada))
    assert chosen(ada, "matters.said") == {"email"}
    assert chosen(ada, "matters.thanked") == {"page", "daily"}
    choose_groups({"matters": ["page", "daily"]}, by=by(ada))
    assert chosen(ada, "matters.said") == {"email"}, "an answer that didn't change leaves single ones alone"
    choose_groups({"matters": ["page", "email"]}, by=by(ada))
    assert chosen(ada, "matters.said") == {"email"}, "channel by channel: here nothing changed"
    choose_groups({"matters": []}, by=by(ada))
    choose_groups({"matters": ["page", "email"]}, by=by(ada))
    assert chosen(ada, "matters.said") == {"page", "email"}


def test_everything_off_leaves_what_concerns_safety(ada: Person) -> None:
    keep_only_what_matters(by=by(ada))
    assert chosen(ada, "matters.said") == set()
    assert chosen(ada, "comments.added") == set()
    assert chosen(ada, "account.recovered") == {"page", "email"}
    assert not wants(reach_of(ada.pk), channels()["daily"], "news", "news")


def test_channels_that_are_not_ready_are_neither_offered_nor_changed() -> None:
    person = neighbour("Ben")
    page = client_of(person).get("/notices/choices/").content.decode()
    assert 'value="email"' not in page
    choose_groups({"matters": ["email"]}, by=by(person))
    assert chosen(person, "matters.said") == {"email"}, "what it begins with; only the page was switched off"
    assert "email" not in reach_of(person.pk).choices


@pytest.mark.parametrize(
    "wrong",
    [{"quiet_to": None}, {"quiet_from": time(7)}, {"digest_at": 24}, {"language": "xx"}],
)
def test_manners_that_make_no_sense_are_refused(ada: Person, wrong: dict[str, object]) -> None:
    good = {"digest_at": 18, "quiet_from": time(21), "quiet_to": time(7), "is_neutral": True, "language": "de"}
    with pytest.raises(Refused):
        choose_manners(by=by(ada), **{**good, **wrong})
    assert reach_of(ada.pk).quiet_from is None
    choose_manners(by=by(ada), **good)
    assert reach_of(ada.pk).is_neutral


def test_the_pages_stay_cheap(ada: Person, django_assert_max_num_queries: object) -> None:
    client = client_of(ada)
    for path in ("/notices/choices/", "/notices/choices/matters/", "/notices/choices/manners/", "/notices/address/"):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(path).status_code == 200
