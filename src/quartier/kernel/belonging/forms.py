"""What is asked about groups and organisations."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quartier.kernel.files.forms import FileForm
from quartier.kernel.groups.models import Adders, Group, Openness, OrganisationKind
from quartier.kernel.groups.queries import moderators_of
from quartier.kernel.people.models import Person, Standing
from quartier.ui.widgets import Tiles

KIND_ICONS = {
    "association": "users",
    "parish": "church",
    "welfare": "heart-handshake",
    "school": "school",
    "business": "store",
    "public_office": "landmark",
}


class GroupForm(forms.Form):
    name = forms.CharField(label=_("What is the group called?"), max_length=80)
    about = forms.CharField(
        label=_("What is it about?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    openness = forms.ChoiceField(
        label=_("How do neighbours join?"),
        choices=Openness.choices,
        initial=Openness.ON_REQUEST,
        widget=Tiles(icons={"open": "door-open", "on_request": "hand", "closed": "mail"}),
    )
    adders = forms.ChoiceField(
        label=_("Who adds documents?"), choices=Adders.choices, initial=Adders.MEMBERS, widget=Tiles()
    )


class LeavingForm(forms.Form):
    """Asks only what has to be asked: who follows, where nobody else looks after the group; what becomes of one's documents."""

    successor = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        required=False,
        label=_("Who shall look after the group?"),
        help_text=_("They are told. If you choose nobody, the members are asked."),
        empty_label=_("Nobody in particular"),
    )
    takes_documents = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, group: Group, leaver: Person) -> None:
        super().__init__(data)
        others = Person.objects.filter(
            memberships__group=group, memberships__is_accepted=True, standing=Standing.MEMBER
        ).exclude(pk=leaver.pk)
        self.is_last = not group.memberships.filter(is_accepted=True).exclude(person=leaver).exists()
        if moderators_of(group) == [leaver] and others.exists():
            successor = cast("forms.ModelChoiceField[Person]", self.fields["successor"])
            successor.queryset = others.order_by("memberships__joined", "pk")
        else:
            del self.fields["successor"]
        count = group.documents.filter(owner=leaver).count()
        if count and not self.is_last:
            self.fields["takes_documents"].label = ngettext(
                "Delete the document that I added", "Delete the %(count)d documents that I added", count
            ) % {"count": count}
        else:
            del self.fields["takes_documents"]


class TaskForm(forms.Form):
    task = forms.CharField(
        label=_("What do they do in the group?"),
        help_text=_("A word beside the name, for example: keys, money, watering. It gives no rights."),
        required=False,
        max_length=40,
    )


class DocumentForm(FileForm):
    title = forms.CharField(
        label=_("What is it called?"),
        help_text=_("If you write nothing, it is called like the file."),
        required=False,
        max_length=120,
    )


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("What is it called?"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=OrganisationKind.choices,
        widget=Tiles(icons=KIND_ICONS),
    )
    about = forms.CharField(
        label=_("What do you do?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    contact = forms.CharField(
        label=_("How can people reach you?"),
        help_text=_("Everybody sees this, also outside the quarter."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NameForm(forms.Form):
    """A neighbour, typed in."""

    name = forms.CharField(label=_("Given and family name"), max_length=160)


class ManagerForm(NameForm):
    manages = forms.BooleanField(label=_("May also change this page"), required=False)


class PersonForm(forms.Form):
    """A button beside somebody's name."""

    person = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=False)
