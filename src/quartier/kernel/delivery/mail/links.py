"""Links in mails that work without logging in, each for exactly one thing."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.people.models import Person

OFF, CONFIRM = "delivery.off", "delivery.confirm"
EVERYTHING = "*"  # in the place of a notice: all that comes on this channel
CONFIRM_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Off:
    """This person wants no more of this notice on this channel."""

    person_id: int
    channel: str
    notice: str


def off_url(server: MailServer, person: Person, channel: str, notice: str) -> str:
    return server.site_url + off_path(person, channel, notice)


def off_path(person: Person, channel: str, notice: str) -> str:
    word = signing.dumps([person.pk, channel, notice], salt=OFF)
    return reverse("delivery:off", kwargs={"word": word})


def read_off(word: str) -> Off | None:
    """It works for ever: a mail may be opened years later."""
    said = _read(word, OFF, None)
    if isinstance(said, list) and len(said) == 3 and isinstance(said[0], int):
        return Off(said[0], str(said[1]), str(said[2]))
    return None


def confirm_url(server: MailServer, person: Person, address: str) -> str:
    word = signing.dumps([person.pk, address], salt=CONFIRM)
    return server.site_url + reverse("delivery:confirm", kwargs={"word": word})


def read_confirm(word: str) -> tuple[int, str] | None:
    said = _read(word, CONFIRM, CONFIRM_SECONDS)
    if isinstance(said, list) and len(said) == 2 and isinstance(said[0], int):
        return said[0], str(said[1])
    return None


def _read(word: str, salt: str, max_age: int | None) -> object:
    try:
        return signing.loads(word, salt=salt, max_age=max_age)
    except (signing.BadSignature, ValueError):  # also rubbish that isn't even base64
        return None
