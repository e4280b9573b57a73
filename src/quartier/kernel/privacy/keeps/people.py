"""Who somebody is, how they get in, and how the quarter knows that they live here."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.kernel.accounts.models import Attempt, Device, Helper, LoginCard, Passkey, Recovery, RecoveryCode, Vouch
from quartier.kernel.breaches.models import Breach, BreachStep
from quartier.kernel.consents.models import Consent
from quartier.kernel.contract import Text
from quartier.kernel.emergency.models import Opening
from quartier.kernel.guarded.models import GuardedRead
from quartier.kernel.guarded.reading import KEPT_FOR as READS_KEPT_FOR
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.people.confirmations import Confirmation, DeathReport
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Account, Person
from quartier.kernel.privacy.models import Erasure, ErasureRequest
from quartier.kernel.privacy.values import label_of_text, who_sees_each

ONLY_YOU = _("Only you")
YOU_AND_THE_DESK = _("You and the desk")
THREE_MONTHS = timedelta(days=90)

NOTHING_OF_BREACHES: dict[str, Text] = {
    **dict.fromkeys(
        ("what", "people", "data", "harm", "measures", "risk", "noted_by", "authority_told", "people_told"), ""
    ),
    "noticed": _("Noticed on"),
    "closed": _("Closed on"),
}
KEEPS = (
    Keep(
        model=Person, area=Area.PROFILE, label=_("Your profile"), change_url="people:me",
        why=_("So that neighbours know who they have to do with."),
        seen_by=_("You decide for each part; the desk sees your name and standing"),
        shown={"visibility": who_sees_each},
        words={"joined": _("Here since"), "standing": _("Standing"), "visibility": _("Who sees it"),
               "paused_until": _("You write nothing until"), "limited_until": _("You share little until"),
               "newcomer_since": _("New here since"), "is_asked_home": _("Asked whether you still live here"), "has_blocks": ""},
    ),
    Keep(
        model=Account, area=Area.LOG_IN, label=_("Your account"), change_url="account:overview",
        why=_("So that nobody but you gets in."), seen_by=ONLY_YOU, words={"is_active": _("May log in"), "login_key": ""},
    ),
    Keep(
        model=Device, area=Area.LOG_IN, label=_("Devices you are logged in on"), change_url="account:overview",
        why=_("So that you see where you are logged in, and can end it."), seen_by=ONLY_YOU,
        until=timedelta(days=90), job="accounts.sessions", counts_from="last_seen", ground=LegalGround.SAFETY,
    ),
    Keep(
        model=LoginCard, area=Area.LOG_IN, label=_("Log-in cards"), change_url="account:overview",
        why=_("So that you get in without a passphrase."), seen_by=YOU_AND_THE_DESK,
    ),
    Keep(
        model=Passkey, area=Area.LOG_IN, label=_("Passkeys"), change_url="account:overview",
        why=_("So that your device can log you in."), seen_by=ONLY_YOU, words={"credential_id": "", "host": _("Server")},
    ),
    Keep(
        model=Helper, area=Area.LOG_IN, label=_("Trusted people"), change_url="account:overview",
        why=_("They vouch for you if you lose every way in."), seen_by=_("You and the trusted person"),
        words={"helper": _("Trusted person")},
    ),
    Keep(
        model=RecoveryCode, area=Area.LOG_IN, label=_("Codes from the desk"), seen_by=YOU_AND_THE_DESK,
        why=_("So that it can be seen who helped you back in."), ground=LegalGround.SAFETY,
        until=THREE_MONTHS, counts_from="expires",
    ),
    Keep(
        model=Recovery, area=Area.LOG_IN, label=_("Ways back in that somebody began"), seen_by=ONLY_YOU,
        why=_("So that nobody takes over your account without your noticing."), ground=LegalGround.SAFETY,
        until=THREE_MONTHS, counts_from="expires", words={"ready": _("Vouched for")},
    ),
    Keep(
        model=Vouch, area=Area.LOG_IN, label=_("That you were asked to vouch"), seen_by=_("You and whom you helped"),
        why=_("So that nobody takes over an account."), ground=LegalGround.SAFETY,
    ),
    Keep(
        model=Confirmation, area=Area.LIVING, label=_("Who confirmed that you live here"), seen_by=YOU_AND_THE_DESK,
        why=_("So that neighbours can rely on everybody living here."), ground=LegalGround.SAFETY,
        words={"is_current": _("Counts now"), "by": _("Confirmed by"), "looked": _("Looked at again on"), "looked_by": ""},
    ),
    Keep(
        model=DeathReport, area=Area.LIVING, label=_("That somebody was reported to have died"),
        why=_("So that a profile is closed when somebody died, and never by one person alone."),
        seen_by=_("The desk"), ground=LegalGround.SAFETY, words={"standing_before": ""},
    ),
    Keep(
        model=Guardianship, area=Area.LIVING, label=_("Parents and guardians"), change_url="gate:guardians",
        why=_("So that parents know what young people take part in."), ground=LegalGround.CONSENT,
        seen_by=_("The young person, the guardian and the desk"),
    ),
    Keep(
        model=GuardedRead, area=Area.LOOKED, label=_("Who saw your address or telephone number"), change_url="mydata:seen",
        why=_("So that you know who knows where you live."), seen_by=ONLY_YOU, ground=LegalGround.SAFETY,
        until=READS_KEPT_FOR, counts_from="at", job="guarded.forget",
    ),
    Keep(
        model=ErasureRequest, area=Area.LOOKED, label=_("That you want to be deleted"), change_url="mydata:erase",
        why=_("So that you can take it back for a week."), seen_by=ONLY_YOU, ground=LegalGround.LAW,
    ),
    Keep(
        model=Erasure, area=Area.MACHINE, label=_("That somebody was deleted, without their name"), seen_by=_("Nobody"),
        why=_("So that an old back-up doesn't bring anybody back."), ground=LegalGround.LAW, is_copy=True,
    ),
    Keep(
        model=Attempt, area=Area.MACHINE, label=_("Attempts to log in, without names"), seen_by=_("Nobody"),
        why=_("So that nobody guesses passphrases."), ground=LegalGround.SAFETY, is_copy=True,
        until=timedelta(days=1), counts_from="at", job="accounts.attempts",
    ),
    Keep(
        model=Breach, area=Area.LOOKED, label=_("Data breaches that you wrote down"), change_url="breaches:home",
        why=_("Because the law wants each of them written down."), seen_by=_("Those who manage the quarter"),
        ground=LegalGround.LAW, until=timedelta(days=3 * 365), counts_from="closed", words=NOTHING_OF_BREACHES,
    ),
    Keep(
        model=BreachStep, area=Area.LOOKED, label=_("What you did about a data breach"), change_url="breaches:home",
        why=_("Because the law wants each of them written down."), seen_by=_("Those who manage the quarter"),
        ground=LegalGround.LAW, until=timedelta(days=3 * 365), counts_from="breach__closed",
        words={"breach": "", "by": "", "note": "", "said": "", "at": _("Done on")},
    ),
    Keep(
        model=Opening, area=Area.LOOKED, label=_("Private things of yours that were opened in an emergency"),
        why=_("So that nobody reads private things unseen."), seen_by=_("You and the key holders"), ground=LegalGround.SAFETY,
        until=timedelta(days=3 * 365), counts_from="asked", change_url="mydata:seen",
        words={"first": _("Whose"), "second": _("And whose"), "asked_by": _("Asked by"), "approved_by": _("Approved by"),
               "approved": _("Approved on"), "ends": _("Open until")},
    ),
    Keep(
        model=Consent, area=Area.LOOKED, label=_("What you agreed to"), change_url="mydata:agreed",
        why=_("So that it can be shown what you agreed to, and since when."), seen_by=YOU_AND_THE_DESK,
        ground=LegalGround.LAW, words={"version": _("Version of the text")}, shown={"text": label_of_text},
    ),
)  # fmt: skip
