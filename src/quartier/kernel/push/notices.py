"""Notices on their way to somebody's devices: what sort of thing it is, and nothing of what was said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel.delivery.choices import reach_of
from quartier.kernel.delivery.groups import SAFETY, group_of
from quartier.kernel.delivery.mail.links import off_path
from quartier.kernel.delivery.mail.notices import label_of, may_still_see
from quartier.kernel.notifications.models import Notification
from quartier.kernel.notifications.queries import unread_count
from quartier.kernel.people.models import Person
from quartier.kernel.push.models import PushDevice
from quartier.kernel.push.sending import Gone, place_of, send
from quartier.kernel.push.services import push_service
from quartier.kernel.quarter.models import current_quarter
from quartier.machine.trips import Trip

PUSH = "push"
Message = dict[str, object]


def has_a_device(people: Collection[int]) -> Collection[int]:
    """Those who may log in and have switched it on somewhere."""
    found = PushDevice.objects.filter(person__in=people, person__account__is_active=True)
    return set(found.values_list("person_id", flat=True))


def needs_a_device(person: Person) -> str:
    """What is missing, as a sentence."""
    return "" if has_a_device([person.pk]) else _("Switch it on, on each device that shall tell you.")


def push_notices(person: Person, notices: Sequence[Notification], word: str) -> Sequence[Trip]:
    """To each of their devices. One that can't be reached just now holds up no other, nor rings the others again."""
    shown = [notice for notice in notices if may_still_see(person, notice)]
    devices = PushDevice.objects.filter(person=person).exclude(last_word=word).order_by("pk") if shown else ()
    service, said = push_service(), message_of(person, shown, word) if devices else {}
    return [
        Trip(place_of(device), partial(send, service, device, said), partial(_back, device, word)) for device in devices
    ]


def _back(device: PushDevice, word: str, problem: Exception | None) -> Exception | None:
    if isinstance(problem, Gone):
        device.delete()
        return None
    if problem is None:
        note_reached(device, word)
    return problem


def note_reached(device: PushDevice, word: str) -> None:
    PushDevice.objects.filter(pk=device.pk).update(reached=timezone.now(), last_word=word)


def message_of(person: Person, shown: Sequence[Notification], word: str) -> Message:
    """Who holds the phone in their hand needn't be who it is for. So: never names, never what somebody wrote."""
    names = list(dict.fromkeys(notice.notice for notice in shown))
    path = path_of(shown[0]) if len(shown) == 1 else reverse("notices")
    if reach_of(person.pk).is_neutral:
        body = _("News from the quarter")
    elif len(names) == 1:
        body = label_of(names[0])
    else:
        body = ngettext("%(num)s notice for you", "%(num)s notices for you", len(shown)) % {"num": len(shown)}
    said = message(body, path, word, count=unread_count(person))
    if len(shown) == 1:
        said["tag"] = f"{names[0]} {path}"  # three messages of one conversation stand there as one
    if len(names) == 1:
        said.update(off=off_path(person, PUSH, names[0]), off_label=_("No more of these"))
    return said


def message(body: str, path: str, word: str, *, count: int = 0) -> Message:
    """`tag`: of two with the same one a device shows the newer. `word`: the same one twice rings once."""
    title = current_quarter().name[:80]
    return {"title": title, "body": body[:150], "url": path, "tag": word, "word": word, "count": count}


def path_of(notice: Notification) -> str:
    is_own = group_of(notice.notice) != SAFETY and notice.url.startswith("/")
    return notice.url if is_own else reverse("notices")
