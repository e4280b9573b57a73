"""How the quarter comes to trust somebody, whom they avoid, and how they are reached."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contact.models import ContactChoice
from quartier.kernel.delivery.mail.models import ReceivedMail
from quartier.kernel.delivery.models import Delivery, Reach
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.people.blocks import Block
from quartier.kernel.people.confirmations import HomeCheck, Surety
from quartier.kernel.push.models import PushDevice
from quartier.kernel.residence.letters.models import LetterBatch, LetterCode

ONLY_YOU = _("Only you")
THE_DESK = _("You and the desk")
A_YEAR = timedelta(days=365)

KEEPS = (
    Keep(
        model=HomeCheck, area=Area.LIVING, label=_("Whether you still live here"), seen_by=THE_DESK,
        why=_("So that only those are here who live here."), ground=LegalGround.SAFETY,
        until=3 * A_YEAR, counts_from="answered",
        words={"reminders": _("Reminded"), "lapsed": _("Ran out on"), "answered": _("Answered on"), "answered_by": _("Answered by")},
    ),
    Keep(
        model=Surety, area=Area.LIVING, label=_("Whom you asked to vouch that you live here"), seen_by=THE_DESK,
        why=_("So that it can be seen who stands for whom."), ground=LegalGround.SAFETY, secret=frozenset({"voucher"}),
        until=A_YEAR, counts_from="ended",
        words={"typed": _("Name that was typed"), "confirmation": ""},
    ),
    Keep(
        model=LetterBatch, area=Area.LIVING, label=_("Letters with codes"), seen_by=_("The desk"),
        why=_("So that a letter can prove an address."), ground=LegalGround.SAFETY,
        until=A_YEAR, counts_from="expires",
        words={"printed": _("Printed on"), "revoked": _("Taken back on"), "revoked_by": _("Taken back by")},
    ),
    Keep(
        model=LetterCode, area=Area.LIVING, label=_("That you used a code from a letter"), seen_by=_("The desk"),
        why=_("So that each letter counts once."), ground=LegalGround.SAFETY,
        words={"batch": _("Letters"), "used_by": ""},
    ),
    Keep(
        model=Block, area=Area.TOGETHER, label=_("Whom you don't want to meet here"), seen_by=ONLY_YOU,
        why=_("So that you have your peace."), words={"blocker": "", "blocked": _("Whom")},
    ),
    Keep(
        model=Reach, area=Area.NOTICES, label=_("How you want to be reached"), seen_by=ONLY_YOU,
        why=_("So that you are told in the way you like."),
        words={"choices": "", "language": _("Language"), "quiet_from": _("Quiet from"), "quiet_to": _("Quiet to"),
               "digest_at": _("Hour of the daily mail"), "is_neutral": _("Neutral subject lines"), "address": _("E-mail address"),
               "stopped": _("Stopped on"), "daily_on": "", "daily_until": ""},
    ),
    Keep(
        model=Delivery, area=Area.NOTICES, label=_("What was sent to you"), seen_by=_("You and whoever runs the server"),
        why=_("So that nothing is lost on its way."), until=timedelta(days=30), counts_from="done", job="delivery.forget",
        words={"notification": "", "word": "", "begun": "", "channel": _("How"), "tries": _("Tries"), "error": _("What went wrong"),
               "done": _("Arrived on"), "given_up": _("Given up on")},
    ),
    Keep(
        model=PushDevice, area=Area.NOTICES, label=_("Devices that tell you of notices"), change_url="push:devices",
        why=_("So that your phone or computer can tell you."), seen_by=ONLY_YOU, ground=LegalGround.CONSENT,
        words={"endpoint": _("Its letter box at its push service"), "device": "", "made": _("Since"), "key": "", "auth": "",
               "reached": _("Told you last"), "last_word": ""},
    ),
    Keep(
        model=ContactChoice, area=Area.TOGETHER, label=_("Who may write to you"), seen_by=_("Only you"),
        why=_("So that only those begin something with you who may."),
        words={"reach": _("Who may write to you"), "companion": _("Who is told too")},
    ),
    Keep(
        model=ReceivedMail, area=Area.NOTICES, label=_("That you answered by mail"), seen_by=_("You and whoever runs the server"),
        why=_("So that the same mail doesn't count twice."), until=timedelta(days=60), counts_from="at", job="delivery.mails",
        words={"outcome": _("What became of it"), "word": ""},
    ),
)  # fmt: skip
