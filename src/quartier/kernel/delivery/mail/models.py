"""How this server sends and fetches mail, and which mails it has read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person
from quartier.machine.sealing import seal, unseal


class Security(models.TextChoices):
    """How a connection is kept from being read by others."""

    TLS = "tls", _("Encrypted from the start (TLS, often port 465 or 993)")
    STARTTLS = "starttls", _("Encrypted after the greeting (STARTTLS, often port 587)")
    NONE = "none", _("Not encrypted: only for a mail server on this machine")


class MailServer(models.Model):
    """The quarter's mailbox. One row, number 1; without it, or switched off, nothing leaves this server by mail."""

    is_on = models.BooleanField(default=False)
    host = models.CharField(max_length=200, blank=True)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=8, choices=Security, default=Security.STARTTLS)
    user = models.CharField(max_length=200, blank=True)
    sealed_password = models.TextField(blank=True)
    sender = models.EmailField(blank=True)
    site_url = models.CharField(max_length=200, blank=True)  # how neighbours reach this server: "https://…", no slash
    takes_replies = models.BooleanField(default=False)
    fetch_host = models.CharField(max_length=200, blank=True)
    fetch_port = models.PositiveIntegerField(default=993)
    fetch_security = models.CharField(max_length=8, choices=Security, default=Security.TLS)
    fetch_user = models.CharField(max_length=200, blank=True)  # empty: as for sending
    sealed_fetch_password = models.TextField(blank=True)
    fetched = models.DateTimeField(null=True)
    fetch_error = models.CharField(max_length=200, blank=True)
    last_uid = models.BigIntegerField(default=0)  # of the mails in the inbox that were looked at
    uid_validity = models.BigIntegerField(default=0)

    @property
    def password(self) -> str:
        return unseal(self.sealed_password, settings.DATA) or ""

    @password.setter
    def password(self, secret: str) -> None:
        self.sealed_password = seal(secret, settings.DATA)

    @property
    def fetch_password(self) -> str:
        return unseal(self.sealed_fetch_password, settings.DATA) or ""

    @fetch_password.setter
    def fetch_password(self, secret: str) -> None:
        self.sealed_fetch_password = seal(secret, settings.DATA)

    @property
    def forgot_password(self) -> bool:
        """It came with a back-up from another machine, and the key that opens it didn't."""
        return None in (unseal(one, settings.DATA) for one in (self.sealed_password, self.sealed_fetch_password))


class ReceivedMail(models.Model):
    """A mail that was looked at: the same one never counts twice. Nothing of what it says is kept here."""

    word = models.CharField(max_length=64, unique=True)  # a keyed hash of its Message-ID
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")  # whose reply it was
    outcome = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="received_mail_at")]
