"""Ways in, and what guards them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Account, Person

WRONG_PINS = 5
VOUCHERS = 2


class Way(models.TextChoices):
    """How somebody logged in."""

    PASSPHRASE = "passphrase", _("with the passphrase")
    CARD = "card", _("with a log-in card")
    PIN = "pin", _("with the PIN of this device")
    PASSKEY = "passkey", _("with a passkey")
    RECOVERY = "recovery", _("with help from the quarter")
    SIGN_UP = "sign_up", _("when joining")


class LoginCard(models.Model):
    """Something somebody has (a printed card, a device they are listed on) that lets them in with a PIN."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("Log-in card")
        DEVICE = "device", _("Shared device")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="login_cards")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PAPER)
    token_hash = models.CharField(max_length=64, unique=True)
    pin = models.CharField(max_length=128)  # hashed like a passphrase
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    last_used = models.DateTimeField(null=True)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    paused = models.DateTimeField(null=True)

    @property
    def number(self) -> str:
        """What stands on the card, so that its owner knows which one is which."""
        return f"{self.pk:04d}"


class Passkey(models.Model):
    """A passkey: the device or the password manager keeps the secret, we keep what it is checked with."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)
    credential = models.BinaryField()
    host = models.CharField(max_length=255)  # a passkey works under the one name of the server it was made for
    made = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(null=True)


class Device(models.Model):
    """One log-in on one device, for the person to see and to end. Neither address nor place is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=30, blank=True)
    system = models.CharField(max_length=30, blank=True)
    way = models.CharField(max_length=12, choices=Way)
    is_shared = models.BooleanField(default=False)
    began = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)


class Helper(models.Model):
    """`helper` may vouch for `person` when they have lost every way in. Chosen beforehand, by them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_helpers")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_helper_of")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "helper"], name="one_helper_once")]


class RecoveryCode(models.Model):
    """A code from the desk: typed once, within half an hour, it lets its person choose a new passphrase."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    issued = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)


class Recovery(models.Model):
    """Somebody says that they are `person` and can't get in. Without a person: the name they gave belongs to nobody.

    Such rows exist so that the page, its code and its time are the same for whoever guesses names.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="recoveries")
    claim_hash = models.CharField(max_length=64, unique=True)  # what the asking browser keeps
    code_hash = models.CharField(max_length=64)  # of the code that is read to the helpers
    began = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    ready = models.DateTimeField(null=True)  # both have vouched: from then on a new passphrase can be chosen
    ended = models.DateTimeField(null=True)  # stopped, or done

    @property
    def is_open(self) -> bool:
        return self.ended is None and timezone.now() < self.expires


class Vouch(models.Model):
    """A helper's word in one recovery."""

    recovery = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="vouches")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    given = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recovery", "helper"], name="one_vouch_each")]


class Attempt(models.Model):
    """Somebody tried something that may be tried so many times. `key` is a keyed hash: no name and no address is kept."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="attempts_of_key")]


def within(duration: timedelta) -> datetime:
    """The moment after which something happened "within" that time."""
    return timezone.now() - duration
