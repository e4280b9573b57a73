"""Letters with codes: whoever lives there is confirmed, nobody else, and nothing readable is kept."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.kernel.gate.tests.people import by, client_of, guest, neighbour, years_ago
from quartier.kernel.people.confirmations import Confirmation, Ground
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.newcomers import is_newcomer
from quartier.kernel.places.actions import add_address, add_street
from quartier.kernel.places.models import Address
from quartier.kernel.quarter.modules import write_settings
from quartier.kernel.refusals import Refused
from quartier.kernel.residence.letters.actions import Letter, make_batch, print_batch, revoke_batch, use_code
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode

pytestmark = pytest.mark.django_db


def house(number: str = "12") -> Address:
    return add_address(add_street("Schulstraße", by=None), number, by=None)


def printed(batch: LetterBatch, desk: Person) -> list[Letter]:
    made: list[Letter] = []

    def make(_batch: LetterBatch, letters: list[Letter]) -> bytes:
        made.extend(letters)
        return b"%PDF"

    print_batch(batch, by=by(desk), make=make)
    return made


def some_letters(desk: Person, count: int = 1) -> tuple[LetterBatch, list[Letter]]:
    batch = make_batch("Schulstraße", [house()], each=count, by=by(desk))
    return batch, printed(batch, desk)


def test_a_letter_confirms_one_person_with_its_address_once() -> None:
    desk, gustav, olga = neighbour("Desk", "coordinator"), guest(), guest("Olga")
    _batch, letters = some_letters(desk)
    use_code(f" {letters[0].code.lower().replace('-', ' ')} ", by=by(gustav), network="a")
    gustav.refresh_from_db()
    assert (gustav.is_member, str(gustav.address), is_newcomer(gustav)) == (True, "Schulstraße 12", True)
    assert Confirmation.objects.get().ground == Ground.LETTER
    assert Confirmation.objects.get().by == desk  # who made the batch answers for it
    with pytest.raises(Refused, match="used already"):
        use_code(letters[0].code, by=by(olga), network="b")
    assert Person.objects.get(pk=olga.pk).standing == Standing.GUEST


def test_wrong_old_and_revoked_codes_say_so_and_change_nothing() -> None:
    desk, gustav = neighbour("Desk", "coordinator"), guest()
    batch, letters = some_letters(desk)
    with pytest.raises(Refused, match="don't know this code"):
        use_code("XXXX-XXXX", by=by(gustav), network="a")
    LetterBatch.objects.update(expires=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="too old"):
        use_code(letters[0].code, by=by(gustav), network="a")
    revoke_batch(batch, by=by(desk))
    with pytest.raises(Refused, match="revoked"):
        use_code(letters[0].code, by=by(gustav), network="a")
    gustav.refresh_from_db()
    assert (gustav.standing, gustav.address, LetterCode.objects.get().used) == (Standing.GUEST, None, None)


def test_guessing_ends_after_ten_tries_even_with_the_right_code() -> None:
    desk, gustav = neighbour("Desk", "coordinator"), guest()
    _batch, letters = some_letters(desk)
    for number in range(10):
        with pytest.raises(Refused, match="don't know"):
            use_code(f"XXXX-XX{number:02d}", by=by(gustav), network=str(number))  # from ten networks
    page = client_of(gustav).post("/brief/", {"code": letters[0].code})
    assert page.status_code == 429
    assert "quarter of an hour" in page.content.decode()
    assert Person.objects.get(pk=gustav.pk).standing == Standing.GUEST


def test_no_code_is_kept_and_printing_again_ends_the_former_ones() -> None:
    desk, gustav = neighbour("Desk", "coordinator"), guest()
    batch, first = some_letters(desk)
    kept = LetterCode.objects.get().code_hash or ""
    assert first[0].code.replace("-", "") not in kept.upper()
    second = printed(LetterBatch.objects.get(), desk)
    with pytest.raises(Refused, match="don't know"):
        use_code(first[0].code, by=by(gustav), network="a")
    with pytest.raises(ZeroDivisionError):  # the printer jams: what is on its way goes on working
        print_batch(batch, by=by(desk), make=lambda _batch, _letters: b"%d" % (1 // 0))
    use_code(second[0].code, by=by(gustav), network="a")


def test_without_a_guardian_a_child_is_not_confirmed_by_letter_and_the_code_stays_good() -> None:
    desk, kian = neighbour("Desk", "coordinator"), guest("Kian", years_ago(14))
    _batch, letters = some_letters(desk)
    with pytest.raises(Refused, match="under 16"):
        use_code(letters[0].code, by=by(kian), network="a")
    assert LetterCode.objects.get().used is None
    use_code(letters[0].code, by=by(guest("Svenja", years_ago(16))), network="a")


def test_batches_are_bounded_and_made_by_the_desk_where_the_quarter_wants_letters() -> None:
    desk = neighbour("Desk", "coordinator")
    for arguments in ({"each": 0}, {"each": 61}, {"each": 1, "blank": 300}):
        with pytest.raises(Refused):
            make_batch("x", [house()], by=by(desk), **arguments)
    with pytest.raises(Refused):
        make_batch("x", [], by=by(desk))
    with pytest.raises(Refused):
        make_batch("x", [house()], by=by(neighbour("Nina")))
    write_settings("residence", {"ways": ["desk"]})
    with pytest.raises(Refused, match="sends no letters"):
        make_batch("x", [house()], by=by(desk))
    assert not LetterBatch.objects.exists()


def test_from_the_desk_to_the_pdf_and_from_the_scanned_picture_to_the_neighbourhood() -> None:
    desk = client_of(neighbour("Desk", "coordinator"))
    house()
    page = desk.post("/people/desk/letters/new/", {"name": "Mai", "houses": "Nixstraße 1", "each": 1, "blank": 0})
    assert "Nixstraße 1" in page.content.decode()
    desk.post("/people/desk/letters/new/", {"name": "Mai", "houses": "", "each": 1, "blank": 2})
    batch = LetterBatch.objects.get()
    sheets = desk.post(f"/people/desk/letters/{batch.pk}/print/")
    assert sheets["Content-Type"] == "application/pdf"
    assert sheets.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in sheets.content
    gustav, codes = guest(), printed(batch, Person.objects.get(given_name="Desk"))
    visitor = client_of(gustav)
    assert visitor.get(f"/brief/{codes[0].code}/")["Location"] == "/brief/"
    form = visitor.get("/brief/").content.decode()
    assert re.search(rf'name="code"[^>]*value="{codes[0].code}"', form)
    visitor.post("/brief/", {"code": codes[0].code})
    assert Person.objects.get(pk=gustav.pk).is_member
    assert "1 of 2 came back" in desk.get(f"/people/desk/letters/{batch.pk}/").content.decode()


def test_a_code_scanned_by_a_stranger_waits_until_they_have_joined() -> None:
    visitor = client_of(None)
    assert visitor.get("/brief/K7TR-4M9P/").status_code == 200
    visitor.force_login(guest().account, backend="quartier.kernel.accounts.backends.AccountBackend")
    assert "K7TR-4M9P" in visitor.get("/brief/").content.decode()
