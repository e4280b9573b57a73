"""What is asked of somebody who writes on the board."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from quartier.api import Group, Organisation, Person, StoredFile, groups_of, has_power, speaks_for
from quartier.modules.board import rules
from quartier.modules.board.models import LONGEST_TEXT, LONGEST_TITLE, Post, Reach
from quartier.modules.board.sorts import SORT_CHOICES, SORTS
from quartier.modules.board.terms import PUBLISH
from quartier.ui.widgets import DateTimePicker, PhotosField, Suggest, Tiles

MORE = ("where", "starts", "ends", "is_commercial")  # folded away until somebody wants them


class WordsForm(forms.Form):
    """What may be changed later, too."""

    sort = forms.ChoiceField(
        label=_("What is it?"),
        choices=SORT_CHOICES,
        widget=Tiles(
            icons={name: sort.icon for name, sort in SORTS.items()},
            hints={name: sort.example for name, sort in SORTS.items()},
        ),
    )
    title = forms.CharField(label=_("In one sentence"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("Tell a little more"),
        help_text=_("**Bold** with two stars around it, lists with a dash in front. Addresses become links."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    where = forms.CharField(
        label=_("Where?"),
        help_text=_("A street, a house or a place like “library”. You may leave it empty."),
        max_length=200,
        required=False,
        widget=Suggest(url=reverse_lazy("places:suggest")),
    )
    starts = forms.DateTimeField(
        label=_("When does it begin?"),
        help_text=_("Then it stands in the calendar, too."),
        required=False,
        widget=DateTimePicker(),
    )
    ends = forms.DateTimeField(label=_("When does it end?"), required=False, widget=DateTimePicker())
    is_commercial = forms.BooleanField(
        label=_("I advertise something I earn money with"), help_text=_("Then it says so on the card."), required=False
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("title", "text"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.replace("\r\n", "\n").strip()) > LONGEST_TEXT:
            raise forms.ValidationError(rules.too_long(text))
        return text

    def wants_more(self) -> bool:
        """Whether something is said, or wrong, in what is folded away."""
        return any(self[name].value() or self[name].errors for name in MORE)

    def details(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in WordsForm.base_fields}


class PostForm(WordsForm):
    """A new post: besides, its photos, in whose name, and who sees it."""

    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Up to 20 MB each. What your camera noted about time and place is removed."),
        required=False,
    )
    sender = forms.ChoiceField(label=_("In whose name?"), required=False)
    reach = forms.ChoiceField(label=_("Who sees this?"), widget=Tiles())

    def __init__(self, *arguments: Any, person: Person, kept: list[StoredFile] | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.kept = kept or []
        self.organisations = speaks_for(person)
        self.groups = groups_of(person)
        self._offer_senders(person)
        self._offer_reaches(person)

    def _offer_senders(self, person: Person) -> None:
        sender = self.fields["sender"]
        if not self.organisations:
            del self.fields["sender"]
            return
        names = [(str(organisation.pk), organisation.name) for organisation in self.organisations]
        sender.choices = [("", _("In my own name: %(name)s") % {"name": person.full_name}), *names]  # type: ignore[attr-defined]

    def _offer_reaches(self, person: Person) -> None:
        choices: list[tuple[str, Any]] = [(Reach.MEMBERS.value, Reach.MEMBERS.label)]
        icons = {Reach.MEMBERS.value: "users", Reach.PUBLIC.value: "globe"}
        if has_power(person, PUBLISH) and not person.is_minor:
            choices.append((Reach.PUBLIC.value, Reach.PUBLIC.label))
        for group in self.groups:
            choices.append((f"group:{group.pk}", _("Only the group “%(name)s”") % {"name": group.name}))
            icons[choices[-1][0]] = "messages-square"
        for organisation in self.organisations:
            choices.append(
                (f"organisation:{organisation.pk}", _("Only those of “%(name)s”") % {"name": organisation.name})
            )
            icons[choices[-1][0]] = "building-2"
        reach = self.fields["reach"]
        reach.choices, reach.initial = choices, Reach.MEMBERS.value  # type: ignore[attr-defined]
        reach.widget.icons = icons

    def chosen_group(self) -> Group | None:
        reach, _colon, number = self.cleaned_data["reach"].partition(":")
        return next((group for group in self.groups if reach == "group" and str(group.pk) == number), None)

    def chosen_organisation(self) -> Organisation | None:
        """In whose name; what only those of an organisation see is always in its name."""
        reach, _colon, number = self.cleaned_data["reach"].partition(":")
        wanted = number if reach == "organisation" else self.cleaned_data.get("sender", "")
        return next((one for one in self.organisations if str(one.pk) == wanted), None)

    def chosen_reach(self) -> str:
        chosen: str = self.cleaned_data["reach"]
        return chosen.partition(":")[0]


class AltForm(forms.Form):
    """What is seen on a photo."""

    alt = forms.CharField(max_length=250, required=False)


class MorePhotosForm(forms.Form):
    photos = PhotosField(label=_("Add photos"), help_text=_("Up to 20 MB each."))


def answers_of(post: Post) -> dict[str, Any]:
    """A post as the answers to the questions."""
    names = ("sort", "title", "text", "starts", "ends", "is_commercial")
    return {**{name: getattr(post, name) for name in names}, "where": str(post.place or "")}
