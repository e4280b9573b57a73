"""Fills an empty server with a made-up quarter, through the same doors as real neighbours."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation

from quartier.kernel import registry
from quartier.kernel.entries.actions import expire_entries
from quartier.kernel.facts.delivery import sweep
from quartier.kernel.notifications.models import Notification
from quartier.kernel.places.importing import import_osm
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.project.demo import contacts, helping, people, reached, reports, residence, seen, streets, together

Progress = Callable[[str], None]
UNREAD = timedelta(days=3)
MOST_UNREAD = 2
IMPRINT = "Nachbarschaftstreff Linde e. V.\nAm Treffpunkt 1\n00000 Lindenau\n\nDieses Quartier ist ausgedacht."


def fill_demo(progress: Progress = lambda _step: None) -> None:
    """Does nothing where there is a quarter already."""
    if Quarter.objects.filter(is_set_up=True).exists():
        return
    with translation.override("de"):
        progress("drawing its streets")
        _draw_streets()
        with transaction.atomic():
            _found_quarter()
            progress("its neighbours move in")
            people.move_in()
            together.gather()
            residence.tell_how()
            for module in registry.modules():
                if module.demo:
                    progress(f"they write: {module.name}")
                    module.demo()
            reached.choose()
            reports.report_things()
            _a_year_has_passed()
            helping.help_one_another()
            contacts.choose_company()
            seen.look()
        sweep()
        _begin_with_few_notices()


def _a_year_has_passed() -> None:
    """What is over leaves the windows, and whoever was told of something long ago has read it."""
    now = timezone.now()
    expire_entries(now)
    Notification.objects.filter(at__lt=now - UNREAD, read=None).update(read=now)


def _begin_with_few_notices() -> None:
    """Whoever looks around first sees what is new in the quarter, and not a stack of notices."""
    resident = Notification.objects.filter(person__account__login_name=people.LOGIN_NAMES[people.RESIDENT], read=None)
    old = list(resident.order_by("-at", "-pk").values_list("pk", flat=True)[MOST_UNREAD:])
    Notification.objects.filter(pk__in=old).update(read=timezone.now())


def logins() -> list[str]:
    """Who may look around, for the terminal."""
    return [
        f"Look around as a {who}: {' ' * (11 - len(who))}{login_name}   passphrase: {people.PASSPHRASE}"
        for who, login_name in (
            ("resident", people.LOGIN_NAMES[people.RESIDENT]),
            ("coordinator", people.LOGIN_NAMES[people.COORDINATOR]),
            ("teenager", people.LOGIN_NAMES[people.YOUNG]),
        )
    ]


def _draw_streets() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lindenviertel.osm"
        streets.osm_file().write(file, encoding="utf-8", xml_declaration=True)
        import_osm(file)


def _found_quarter() -> None:
    Quarter.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Lindenviertel", "area": streets.outline(), "imprint": IMPRINT, "is_set_up": True,
            "known_modules": [module.slug for module in registry.modules()],
        },
    )  # fmt: skip
    forget_quarter()
