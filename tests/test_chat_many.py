"""500 people in 50 groups find their rooms by themselves, while the site answers as before."""

from __future__ import annotations

import os
import random
import time
from urllib.request import urlopen

import pytest
from django.utils import timezone

from quartier.api import Group, Person
from quartier.api.testing.people import neighbour
from quartier.kernel.groups.models import Membership
from quartier.kernel.people.models import Account
from quartier.modules.chat.following import follow
from quartier.modules.chat.homeserver_api import as_bot, path_of
from quartier.modules.chat.models import ChatUser, Room, RoomMember
from tests.guards import SEED
from tests.homeserver import homeserver_at

pytestmark = [pytest.mark.machine, pytest.mark.long, pytest.mark.django_db(transaction=True)]
PEOPLE = int(os.environ.get("QUARTIER_CHAT_PEOPLE", "500"))  # fewer for a quick look after a change
GROUPS, EACH = max(2, PEOPLE // 10), 3


def test_five_hundred_people_and_fifty_rooms(live_server: object, record_property: object) -> None:
    homeserver = homeserver_at(str(live_server))
    drawn = random.Random(SEED)
    neighbour("Erste")
    people = Person.objects.bulk_create(
        [Person(given_name=f"Nachbar {number}", standing="member") for number in range(PEOPLE - 1)]
    )
    Account.objects.bulk_create([Account(login_name=f"n-{p.pk}", login_key=f"n{p.pk}", person=p) for p in people])
    groups = [Group.objects.create(name=f"Gruppe {number}") for number in range(GROUPS)]
    joined = {(drawn.choice(groups).pk, person.pk) for person in people for _ in range(EACH)}
    Membership.objects.bulk_create([Membership(group_id=group, person_id=person) for group, person in joined])
    began, slowest, rounds = time.monotonic(), 0.0, 0
    while RoomMember.objects.count() < PEOPLE + len(joined) or ChatUser.objects.filter(told={}).exists():
        follow(timezone.now())
        rounds += 1
        asked = time.monotonic()
        with urlopen(f"{live_server}/health/", timeout=10) as answer:
            assert answer.status == 200
        slowest = max(slowest, time.monotonic() - asked)
        assert time.monotonic() - began < 3600
    seconds = time.monotonic() - began
    for room in Room.objects.exclude(group=None).order_by("?")[:5]:
        there = as_bot("GET", f"rooms/{path_of(room.room_id)}/joined_members")["joined"]
        assert len(there) - 1 == Membership.objects.filter(group=room.group).count()
    print(
        f"\n{PEOPLE} people, {GROUPS} rooms, {len(joined) + PEOPLE} joins: {seconds:.0f} s in {rounds} rounds; "
        f"slowest page meanwhile {slowest * 1000:.0f} ms; Synapse {homeserver.memory()} MB"
    )
    assert slowest < 5.0
