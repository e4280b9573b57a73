"""How the made-up neighbours came to be confirmed: letters that came back, neighbours who vouched, questions still open."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from django.utils import timezone

from quartier.kernel.accounts.codes import kept_code, new_code
from quartier.kernel.groups.models import Organisation
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.confirmations import Confirmation, Ground, HomeCheck, Surety
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.places.models import Address
from quartier.kernel.residence.letters.actions import PURPOSE
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode
from quartier.kernel.residence.settings import write_ways
from quartier.kernel.residence.ways import WAYS
from quartier.kernel.terms.residence import SURETY_ASKED
from quartier.project.demo.people import COORDINATOR, RESIDENT

STREET, ORGANISATION = "Schulstraße", "Nachbarschaftstreff Linde e. V."
ASKS_THE_RESIDENT, ASKS_THE_ORGANISATION, MOVED = "Tim Albrecht", "Andreea Munteanu", "Svenja Engelhardt"
A_YEAR = timedelta(days=365)


def tell_how() -> None:
    people = {person.full_name: person for person in Person.objects.all()}
    write_ways(way.name for way in WAYS)
    _letters(people[COORDINATOR])
    _vouchers()
    _open_questions(people)
    _homes(people)


def _letters(desk: Person) -> None:
    """To every house of one street; a third came back."""
    now = timezone.now()
    batch = LetterBatch.objects.create(
        name=f"{STREET}, Herbst", made_by=desk, made=now - timedelta(days=20), printed=now - timedelta(days=20),
        expires=now + timedelta(days=22),
    )  # fmt: skip
    by_letter = Confirmation.objects.filter(ground=Ground.LETTER, person__address__street_name=STREET)
    came_back = {row.person.address_id: row for row in by_letter.select_related("person")}
    LetterCode.objects.bulk_create(
        LetterCode(
            batch=batch,
            address=house,
            code_hash=kept_code(PURPOSE, new_code()),
            used=now - timedelta(days=12) if house.pk in came_back else None,
            used_by=came_back[house.pk].person if house.pk in came_back else None,
        )
        for house in Address.objects.filter(street_name=STREET, is_main=True)
    )


def _vouchers() -> None:
    """Whoever came by vouching knew two who were here before."""
    grown_up = timezone.localdate() - 30 * A_YEAR
    settled = Person.objects.filter(standing=Standing.MEMBER, birth_date__lt=grown_up, account__isnull=False)
    pairs = list(pairwise(settled.order_by("joined", "pk")))
    rows = list(Confirmation.objects.filter(ground=Ground.VOUCHED).select_related("person").order_by("at"))
    sureties = []
    for row, pair in zip(rows, pairs, strict=False):
        if row.person not in pair and not row.person.is_minor:
            row.by = pair[1]
            sureties += [
                Surety(
                    person=row.person, voucher=voucher, typed=voucher.full_name, confirmation=row,
                    asked=row.at - timedelta(days=2), given=row.at - timedelta(hours=3),
                )
                for voucher in pair
            ]  # fmt: skip
    Surety.objects.bulk_create(sureties)
    Confirmation.objects.bulk_update(rows, ["by"])


def _open_questions(people: dict[str, Person]) -> None:
    """A guest asks the two of the terminal's neighbour; another one asks an organisation."""
    guest, resident = people[ASKS_THE_RESIDENT], people[RESIDENT]
    other = Person.objects.filter(sureties_given__isnull=False).exclude(pk=resident.pk).order_by("pk").first()
    now = timezone.now()
    Surety.objects.create(person=guest, voucher=resident, typed=resident.full_name, asked=now - timedelta(hours=5))
    if other is not None:
        Surety.objects.create(
            person=guest, voucher=other, typed=other.full_name, asked=now - timedelta(hours=6), given=now
        )
    tell([resident], SURETY_ASKED, by=guest, url="/people/vouching/")
    organisation = Organisation.objects.get(name=ORGANISATION)
    Organisation.objects.filter(pk=organisation.pk).update(may_confirm=True)
    Surety.objects.create(person=people[ASKS_THE_ORGANISATION], organisation=organisation, typed=organisation.name)


def _homes(people: dict[str, Person]) -> None:
    """Most have said this year that they still live here; the desk asks those without a device."""
    now = timezone.now()
    long_here = Person.objects.filter(standing=Standing.MEMBER, confirmed__lt=now - A_YEAR).select_related("account")
    checks = [
        HomeCheck(
            person=person,
            why=HomeCheck.Why.YEARLY,
            asked=now - timedelta(days=31),
            answered=now - timedelta(days=30) if hasattr(person, "account") or person.is_minor else None,
            answered_by=person if hasattr(person, "account") else None,
        )
        for person in long_here
    ]
    HomeCheck.objects.bulk_create(checks)
    Person.objects.filter(pk__in=[check.person_id for check in checks if not check.answered]).update(is_asked_home=True)
    HomeCheck.objects.create(person=people[MOVED], why=HomeCheck.Why.MOVED, asked=now - timedelta(days=4))
