"""Groups of neighbours, and organisations: associations, parishes, shops, offices."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.people.models import Person
from quartier.kernel.rows import FromRow


class Openness(models.TextChoices):
    OPEN = "open", _("Everybody may join")
    ON_REQUEST = "on_request", _("Joining on request")
    CLOSED = "closed", _("By invitation only")


class Adders(models.TextChoices):
    """Who may add documents."""

    MEMBERS = "members", _("All members")
    MODERATORS = "moderators", _("Only those who look after the group")


class Group(FromRow):
    """Neighbours who share something. Its entries and documents are seen by its members."""

    name = models.CharField(_("name"), max_length=80)
    about = models.TextField(_("about"), blank=True)
    openness = models.CharField(max_length=12, choices=Openness, default=Openness.ON_REQUEST)
    adders = models.CharField(max_length=10, choices=Adders, default=Adders.MEMBERS)
    created = models.DateTimeField(default=timezone.now)
    vacant = models.DateTimeField(null=True, blank=True)  # since when nobody looks after it
    empty = models.DateTimeField(null=True, blank=True)  # since when nobody is in it: some weeks later it ends
    hidden = models.DateTimeField(null=True, blank=True)  # by moderators: only those who look after it still see it

    def __str__(self) -> str:
        return self.name


class GroupRole(models.TextChoices):
    MEMBER = "member", _("Member")
    MODERATOR = "moderator", _("Moderator")


class Membership(models.Model):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=GroupRole, default=GroupRole.MEMBER)
    is_accepted = models.BooleanField(default=True)  # False: asked to join, or was invited
    is_invited = models.BooleanField(default=False)
    task = models.CharField(max_length=40, blank=True)  # "Kasse", "Schlüssel": a word beside the name, and no power
    joined = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_membership")]


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("Association or initiative")
    PARISH = "parish", _("Parish or religious community")
    WELFARE = "welfare", _("Welfare or care")
    SCHOOL = "school", _("School, kindergarten or library")
    BUSINESS = "business", _("Shop or business")
    PUBLIC_OFFICE = "public_office", _("Public office")


class Organisation(FromRow):
    """An association, business or office with a page of its own."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=14, choices=OrganisationKind)
    about = models.TextField(_("about"), blank=True)
    contact = models.TextField(_("how to reach us"), blank=True)
    is_confirmed = models.BooleanField(default=False)
    hidden = models.DateTimeField(null=True, blank=True)  # by moderators: only its own people still see it
    may_confirm = models.BooleanField(default=False)  # may say of its people that they live here

    def __str__(self) -> str:
        return self.name

    @property
    def is_official(self) -> bool:
        """Speaks for the municipality: somebody checked that it is an office."""
        return self.is_confirmed and self.kind == OrganisationKind.PUBLIC_OFFICE


class OrganisationMember(models.Model):
    """Somebody who may speak for the organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="organisation_memberships")
    may_manage = models.BooleanField(default=False)
    joined = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="one_organisation_membership")]
