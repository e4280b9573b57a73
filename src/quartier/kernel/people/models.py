"""People, and the accounts that some of them have."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.ages import CHILD_UNDER, CONSENT_UNDER, YOUNG_UNDER
from quartier.kernel.people.login_keys import login_key
from quartier.kernel.rows import FromRow


class Standing(models.TextChoices):
    """Where somebody stands with the quarter. Whoever registers is a guest until somebody confirms them."""

    GUEST = "guest", _("Guest")
    MEMBER = "member", _("Neighbour")
    LEFT = "left", _("Moved away")
    DIED = "died", _("Died")
    EXCLUDED = "excluded", _("No longer takes part")  # decided by neighbours: see moderation


class Visibility(models.TextChoices):
    """Who sees one field of a profile."""

    NOBODY = "nobody", _("Nobody")
    MEMBERS = "members", _("Confirmed neighbours")
    PUBLIC = "public", _("Everybody, also outside the quarter")


class Person(FromRow):
    """Somebody the quarter knows. Has no account if they use paper, telephone or the desk."""

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.GUEST)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)  # codes of ISO 639-1, first the one spoken best
    about = models.TextField(_("about me"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.ForeignKey(
        "kernel.Address", on_delete=models.SET_NULL, null=True, blank=True, related_name="residents"
    )
    visibility = models.JSONField(default=dict, blank=True)  # field → Visibility, where it differs: see visibility.py
    joined = models.DateTimeField(default=timezone.now)
    confirmed = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)  # reads, and writes nothing: see restrictions.py
    limited_until = models.DateTimeField(null=True, blank=True)  # shares little, and begins nothing with others
    has_blocks = models.BooleanField(default=False, editable=False)  # is in one, on either side: see blocks.py
    newcomer_since = models.DateTimeField(null=True, blank=True)  # for a while: see newcomers.py
    is_asked_home = models.BooleanField(default=False)  # whether they still live here: see confirmations.HomeCheck

    within: frozenset[str] | None = (
        None  # in a request of somebody who acts for them: what they agreed to, see acting.py
    )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """For neighbours."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """For everybody else: "Ayşe K."."""
        return f"{self.given_name} {self.family_name[:1]}.".strip() if self.family_name else self.given_name

    def name_for(self, viewer: Person | None) -> str:
        """The full name inside, an initial outside."""
        return self.full_name if viewer is not None and (viewer.is_member or viewer.pk == self.pk) else self.short_name

    @property
    def is_member(self) -> bool:
        return self.standing == Standing.MEMBER

    def age(self, on: date) -> int | None:
        """Whole years on that day; None if the birth date is not known."""
        if self.birth_date is None:
            return None
        had_birthday = (on.month, on.day) >= (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - (not had_birthday)

    @property
    def is_minor(self) -> bool:
        age = self.age(timezone.localdate())
        return age is not None and age < YOUNG_UNDER

    @property
    def is_child(self) -> bool:
        age = self.age(timezone.localdate())
        return age is not None and age < CHILD_UNDER

    @property
    def needs_guardian(self) -> bool:
        """Then a parent or guardian must agree that somebody takes part (Art. 8 GDPR)."""
        age = self.age(timezone.localdate())
        return age is not None and age < CONSENT_UNDER


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> models.QuerySet[Account]:
        """Each request asks for the account and its person: in one query."""
        return super().get_queryset().select_related("person")

    def create_user(self, login_name: str, password: str, person: Person) -> Account:
        account = self.model(login_name=login_name, person=person)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(login_key=login_key(username or ""))


class Account(AbstractBaseUser):
    """How a person logs in. Nothing about the person stands here."""

    login_name = models.CharField(_("log-in name"), max_length=60, unique=True)
    login_key = models.CharField(max_length=60, unique=True, editable=False)  # however somebody types the name
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="account")
    email = models.EmailField(_("e-mail address"), blank=True)  # nobody needs one
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login_name"
    objects = AccountManager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.login_key = login_key(self.login_name)
        super().save(*args, **kwargs)
