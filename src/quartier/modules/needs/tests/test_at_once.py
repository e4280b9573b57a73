"""Two coordinators press at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from quartier.api import Actor, Person, Refused
from quartier.api.processes import Process, lock_beginnings
from quartier.modules.needs.actions import begin_round
from quartier.modules.needs.tests.rounds import coordinator

pytestmark = pytest.mark.django_db(transaction=True)


def begins(person: Person) -> bool:
    try:
        begin_round(by=Actor(person))
    except Refused:
        return False
    finally:
        connection.close()
    return True


def test_two_coordinators_who_begin_at_once_begin_one_round() -> None:
    assert lock_beginnings.__doc__, "what each waits for"
    people = [coordinator(name) for name in ("Kora", "Klaus", "Kim", "Kai")]
    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(begins, people))
    assert sum(begun) == Process.objects.count() == 1
