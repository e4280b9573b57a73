"""What an organiser is asked about one question, a condition, languages. Only what this kind of question needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.steps.survey.branching import FEWEST_CHOICES
from quartier.steps.survey.editing import choices_from
from quartier.steps.survey.questions import DECIDING, NO_ANSWER, Condition, Kind, Question, anew, say
from quartier.ui.widgets import ManyTiles

FARTHEST_SCALE = 10
LONGEST_TITLE, LONGEST_HELP, LONGEST_INTRO = 300, 1000, 2000

KINDS: dict[Kind, tuple[Any, str, Any]] = {
    Kind.ONE: (gettext_lazy("One of several"), "circle-check", gettext_lazy("“How do you come here?” On foot, by bike, by bus …")),
    Kind.SEVERAL: (gettext_lazy("Several of several"), "list", gettext_lazy("“What is missing here?” Any number may be ticked.")),
    Kind.YES_NO: (gettext_lazy("Yes or no"), "thumbs-up", gettext_lazy("“Have you been to the park this week?”")),
    Kind.SCALE: (gettext_lazy("Scale"), "activity", gettext_lazy("“How safe do you feel?” From 1 to 5.")),
    Kind.GRID: (gettext_lazy("Rate several things"), "layout-list", gettext_lazy("Light, benches, cleanliness: good, fair, bad.")),
    Kind.RANK: (gettext_lazy("Put in order"), "arrow-right", gettext_lazy("“What is most important?” Place 1, 2, 3 …")),
    Kind.NUMBER: (gettext_lazy("Number"), "hash", gettext_lazy("“How many people live with you?”")),
    Kind.DATE: (gettext_lazy("Date"), "calendar", gettext_lazy("“When would the party suit you?”")),
    Kind.PLACE: (gettext_lazy("Place"), "map-pin", gettext_lazy("“Where is it too dark?” A street, a house or a place.")),
    Kind.SHORT: (gettext_lazy("Short answer"), "pencil", gettext_lazy("A few words.")),
    Kind.LONG: (gettext_lazy("Long answer"), "file-text", gettext_lazy("Several sentences.")),
    Kind.SECTION: (gettext_lazy("Heading"), "book-open", gettext_lazy("Begins a new part, on a page of its own.")),
}  # fmt: skip


class QuestionForm(forms.Form):
    """One question in the survey's first language."""

    title = forms.CharField(label=gettext_lazy("Your question"), max_length=LONGEST_TITLE)
    help = forms.CharField(
        label=gettext_lazy("A word of help below it"),
        help_text=gettext_lazy("What somebody should know to answer. Most questions need none."),
        max_length=LONGEST_HELP,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rows = forms.CharField(
        label=gettext_lazy("What is rated?"),
        help_text=gettext_lazy("One thing a line."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    choices = forms.CharField(
        label=gettext_lazy("Which answers are there to choose from?"),
        help_text=gettext_lazy("One answer a line."),
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    has_other = forms.BooleanField(label=gettext_lazy("Also offer “Something else, namely …”"), required=False)
    most = forms.IntegerField(required=False)
    least = forms.IntegerField(required=False)
    low = forms.CharField(
        label=gettext_lazy("What does 1 mean?"),
        help_text=gettext_lazy("For example: not at all"),
        max_length=60,
        required=False,
    )
    high = forms.CharField(
        label=gettext_lazy("What does the highest number mean?"),
        help_text=gettext_lazy("For example: very"),
        max_length=60,
        required=False,
    )
    is_required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)
    may_decline = forms.BooleanField(
        label=gettext_lazy("Offer “I would rather not say”"),
        help_text=gettext_lazy("So that nobody has to tell what they don't want to tell."),
        required=False,
        initial=True,
    )

    def __init__(self, *arguments: Any, question: Question, language: str, **named: Any) -> None:
        self.question, self.language = question, language
        named.setdefault("initial", _initial(question, language))
        super().__init__(*arguments, **named)
        for name in set(self.fields) - _ASKED[question.kind]:
            del self.fields[name]
        for name, (label, help_text) in _LABELS.get(question.kind, {}).items():
            self.fields[name].label, self.fields[name].help_text = label, help_text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        least, most = cleaned.get("least"), cleaned.get("most")
        if self.question.kind is Kind.SCALE and most is not None and not 1 < most <= FARTHEST_SCALE:
            self.add_error("most", _("From 2 to %(most)d, please.") % {"most": FARTHEST_SCALE})
        if self.question.kind is Kind.SEVERAL and most is not None and most < 1:
            self.add_error("most", _("At least 1, please."))
        if least is not None and most is not None and least > most:
            self.add_error("most", _("That is less than the least."))
        if "choices" in cleaned and len(self.changed().choices) < FEWEST_CHOICES:
            self.add_error("choices", _("There must be at least two answers to choose from."))
        return cleaned

    def changed(self) -> Question:
        """The question as it was written. What wasn't changed keeps its other languages."""
        said, question = self.cleaned_data, self.question
        words: dict[str, Any] = {
            name: anew(getattr(question, name), self.language, said[name].strip())
            for name in ("title", "help", "low", "high")
            if name in said
        }
        more: dict[str, Any] = {
            name: said[name] for name in ("has_other", "is_required", "may_decline", "least", "most") if name in said
        }
        lists: dict[str, Any] = {
            name: choices_from(said[name], getattr(question, name), self.language, prefix)
            for name, prefix in (("choices", "a"), ("rows", "r"))
            if name in said
        }
        return replace(question, **words, **more, **lists)

    @property
    def loses_words(self) -> bool:
        """Whether something was translated that says something else now."""
        before, after = _spoken(self.question), _spoken(self.changed())
        return any(code != self.language and (name, self.language) in after for name, code in before - after)


def _spoken(question: Question) -> set[tuple[str, str]]:
    """Each text of a question and each language that it is there in."""
    texts = {name: getattr(question, name) for name in ("title", "help", "low", "high")}
    texts |= {choice.key: choice.text for choice in (*question.choices, *question.rows)}
    return {(name, code) for name, words in texts.items() for code, said in words.items() if said}


_TYPED = {"title", "help", "is_required", "may_decline"}
_ASKED: dict[Kind, set[str]] = {
    Kind.SECTION: {"title", "help"},
    Kind.ONE: _TYPED | {"choices", "has_other"},
    Kind.SEVERAL: _TYPED | {"choices", "has_other", "most"},
    Kind.YES_NO: _TYPED,
    Kind.SCALE: _TYPED | {"most", "low", "high"},
    Kind.GRID: _TYPED | {"choices", "rows"},
    Kind.RANK: _TYPED | {"choices"},
    Kind.NUMBER: _TYPED | {"least", "most"},
    Kind.SHORT: _TYPED,
    Kind.LONG: _TYPED,
    Kind.DATE: _TYPED,
    Kind.PLACE: _TYPED,
}
_LABELS: dict[Kind, dict[str, tuple[Any, Any]]] = {
    Kind.SECTION: {
        "title": (gettext_lazy("Heading"), ""),
        "help": (gettext_lazy("A few words below it"), gettext_lazy("What this part is about. You may leave it empty.")),
    },
    Kind.SEVERAL: {
        "most": (gettext_lazy("How many may be ticked at most?"), gettext_lazy("Empty means: as many as somebody likes."))
    },
    Kind.SCALE: {"most": (gettext_lazy("Up to which number?"), gettext_lazy("It begins with 1. Usual is 5."))},
    Kind.NUMBER: {
        "least": (gettext_lazy("Smallest number"), gettext_lazy("Empty means: any.")),
        "most": (gettext_lazy("Greatest number"), gettext_lazy("Empty means: any.")),
    },
    Kind.RANK: {"choices": (gettext_lazy("What is put in order?"), gettext_lazy("One thing a line. Five are easy, ten are hard."))},
    Kind.GRID: {"choices": (gettext_lazy("How is it rated?"), gettext_lazy("One answer a line, for example: good, fair, bad."))},
}  # fmt: skip


def _initial(question: Question, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {name: say(getattr(question, name), language) for name in ("title", "help", "low", "high")}
    for name in ("choices", "rows"):
        found[name] = "\n".join(say(choice.text, language) for choice in getattr(question, name))
    for name in ("has_other", "is_required", "may_decline", "least", "most"):
        found[name] = getattr(question, name)
    if question.kind is Kind.SCALE and found["most"] is None:
        found["most"] = 5
    return found


class AboutForm(forms.Form):
    """What stands before the first question."""

    intro = forms.CharField(
        label=gettext_lazy("A few words before the first question"),
        help_text=gettext_lazy("What you ask for, and what you will do with the answers. Two or three sentences."),
        max_length=LONGEST_INTRO,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reads_rows = forms.BooleanField(
        label=gettext_lazy("I want to read each answer by itself, without names"),
        help_text=gettext_lazy(
            "Only if you really have to compare answers. It is said before the first question, and in a small quarter "
            "somebody may be known by what they answer together. Otherwise answers are only counted."
        ),
        required=False,
    )


class ConditionForm(forms.Form):
    """Which answers show a question. With none ticked it is always shown."""

    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Show it only to those who answered one of these"), required=False, widget=ManyTiles()
    )

    def __init__(self, *arguments: Any, deciding: Question, language: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field: Any = self.fields["answers"]
        field.choices = [(key, words) for key, words in answers_in_words(deciding, language)]
        self.deciding = deciding

    def condition(self) -> Condition | None:
        ticked = tuple(self.cleaned_data["answers"])
        return Condition(question=self.deciding.key, answers=ticked) if ticked else None


def answers_in_words(question: Question, language: str) -> list[tuple[str, str]]:
    """What may be answered to a question that decides, in words."""
    if question.kind not in DECIDING:
        return []
    named = {choice.key: say(choice.text, language) for choice in question.choices}
    named |= {"yes": _("Yes"), "no": _("No"), "other": _("Something else")}
    found = [(key, named.get(key, key)) for key in question.keys]
    return [*found, (NO_ANSWER, _("I would rather not say"))] if question.may_decline else found


class TranslationForm(forms.Form):
    """All texts of one question in another language, each below the original."""

    def __init__(self, *arguments: Any, question: Question, language: str, first: str, **named: Any) -> None:
        self.question, self.language = question, language
        super().__init__(*arguments, **named)
        for name in ("title", "help", "low", "high"):
            if words := getattr(question, name).get(first):
                self.fields[name] = _translation_field(words, getattr(question, name).get(language, ""), name == "help")
        for name in ("rows", "choices"):
            for choice in getattr(question, name):
                original = say(choice.text, first)
                self.fields[f"{name}_{choice.key}"] = _translation_field(original, choice.text.get(language, ""), False)

    def changed(self) -> Question:
        said, question = self.cleaned_data, self.question
        words: dict[str, Any] = {
            name: _with(getattr(question, name), self.language, said[name])
            for name in ("title", "help", "low", "high")
            if name in said
        }
        lists: dict[str, Any] = {
            name: tuple(
                replace(choice, text=_with(choice.text, self.language, said[f"{name}_{choice.key}"]))
                for choice in getattr(question, name)
            )
            for name in ("rows", "choices")
        }
        return replace(question, **words, **lists)


class IntroForm(forms.Form):
    """What stands before the first question, in another language, below the original."""

    def __init__(self, *arguments: Any, intro: Any, language: str, first: str, **named: Any) -> None:
        self.language = language
        super().__init__(*arguments, **named)
        self.fields["intro"] = _translation_field(intro[first], intro.get(language, ""), True, LONGEST_INTRO)


def _translation_field(original: str, words: str, is_long: bool, most: int = LONGEST_HELP) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"}) if is_long else forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=original, initial=words, required=False, max_length=most, widget=widget)


def _with(words: Any, language: str, said: str) -> dict[str, str]:
    """An empty translation is none: then the original is shown."""
    kept = {code: text for code, text in words.items() if code != language}
    return {**kept, language: said.strip()} if said.strip() else kept


def blank(kind: Kind) -> Question:
    """A new question of this kind, before anything is written."""
    return Question(key="new", kind=kind, title={}, may_decline=kind is not Kind.RANK)
