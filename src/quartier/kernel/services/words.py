"""How the programs beside the server are doing, in plain words, and what to do next."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Text
from quartier.kernel.service_contract import Service
from quartier.kernel.services.plans import refused, services
from quartier.machine import service_states
from quartier.machine.service_states import State
from quartier.ui.dates import date_short

GOOD, WAITS, BAD = "good", "info", "warn"


@dataclass(frozen=True)
class ServiceState:
    name: str
    label: Text
    tone: str
    sentence: str
    next_step: str
    detail: str  # what the program said last
    since: datetime | None
    url: str


def service_states_now() -> list[ServiceState]:
    """Of all that are wanted; [] costs nothing."""
    wanted = set(service_states.wanted(settings.DATA))
    return [_of(service) for service in services() if service.name in wanted or refused(service.name)]


def _of(service: Service) -> ServiceState:
    state = service_states.read(settings.DATA, service.name)
    if why := refused(service.name):
        tone, sentence, next_step = BAD, why, _("Mend it on the page where this is set up.")
    else:
        tone, sentence, next_step = _say(state, service)
    return ServiceState(
        name=service.name,
        label=service.label,
        tone=tone,
        sentence=sentence,
        next_step=next_step,
        detail=state.detail if state.what == "crashed" else "",
        since=datetime.fromtimestamp(state.since, _zone()) if state.since else None,
        url=service.url,
    )


def _say(state: State, service: Service) -> tuple[str, str, str]:
    """Tone, what is, and what to do next."""
    known: dict[str, tuple[str, str, str]] = {
        "running": (GOOD, _("It runs and answers."), ""),
        "built": (GOOD, _("It is ready."), ""),
        "building": (WAITS, _("It is being built. This happens only once and takes a minute."), ""),
        "starting": (WAITS, _("It is starting."), ""),
        "installing": (
            WAITS,
            _("It is being fetched: %(done)s of %(total)s packages. This happens only once.")
            % {"done": state.done, "total": state.total},
            "",
        ),
        "port_taken": (
            BAD,
            _("Another program uses port %(port)s on this machine.") % {"port": state.port},
            _("End that program, or start the server with another number: ./quartier start %(option)s %(port)s")
            % {"option": service.port_option, "port": state.port + 10}
            + (f" ({service.if_taken})" if service.if_taken else ""),
        ),
        "missing": (WAITS, _("It isn’t installed on this machine."), service.install),
        "disk_full": (BAD, _("The disk is full."), _("Make room. Then it goes on by itself.")),
        "wedged": (BAD, _("It runs, but doesn’t answer."), _("If that stays so, it is started anew in a minute.")),
        "crashed": (
            BAD,
            _("It ended unexpectedly. It is started again at %(when)s.") % {"when": _time(state)},
            _("If that stays so, read what it said last, and ask somebody who knows this server."),
        ),
    }
    if state.what == "not_built" and state.detail == "node":
        return BAD, _("Node.js is missing on this machine."), _node_is_missing(state)
    missing = state.what in {"not_installed", "not_built"}
    return _not_installed(state) if missing else known.get(state.what) or _nobody_there()


def _node_is_missing(state: State) -> str:
    """It is fetched by itself where there is a package of it; elsewhere somebody has to install it."""
    return "sudo apt install nodejs npm. " + _("It is tried again by itself at %(when)s.") % {"when": _time(state)}


def _not_installed(state: State) -> tuple[str, str, str]:
    again = _("It is tried again by itself at %(when)s.") % {"when": _time(state)}
    match state.detail:
        case "network":
            return (
                BAD,
                _("What it needs could not be fetched: there is no network."),
                _("Check the network.") + " " + again,
            )
        case "room":
            return BAD, _("What it needs could not be fetched: the disk is full."), _("Make room.") + " " + again
        case "tools":
            return BAD, _("Python’s venv package is missing."), "sudo apt install python3-venv. " + again
        case _:
            return BAD, _("What it needs could not be fetched."), again


def _nobody_there() -> tuple[str, str, str]:
    if os.environ.get("QUARTIER_NO_CHAT") == "1":
        return WAITS, _("It was left out when the server was started."), _("Start the server without --no-chat.")
    return BAD, _("It doesn’t run."), _("Restart the server.")


def _time(state: State) -> str:
    return date_short(datetime.fromtimestamp(state.again, _zone()))


def _zone() -> tzinfo:
    return timezone.get_current_timezone()
