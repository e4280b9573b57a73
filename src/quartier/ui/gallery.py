"""Every component in every state on one page, for whoever builds one more: /ui/.

Nothing here is a translation: the sentences are examples, and they lie in the template.
"""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from quartier.ui import flash
from quartier.ui.shell import NavItem, Shell
from quartier.ui.widgets import DatePicker, ManyTiles, PickList, Suggest, Tiles, TimePicker

STREETS = ("Bahnhofstraße", "Gartenstraße", "Gerberweg", "Lindenplatz", "Marktgasse", "Schillerstraße", "Schulweg")
KINDS = (("errands", "Einkaufen"), ("company", "Gesellschaft"), ("repairs", "Reparieren"), ("animals", "Tiere"))
FAULTS = ("400", "403", "403_csrf", "404", "413", "429", "500", "507")
KIND_ICONS = {"errands": "shopping-basket", "company": "coffee", "repairs": "wrench", "animals": "paw-print"}


class ExampleForm(forms.Form):
    title = forms.CharField(
        label="Wobei brauchst du Hilfe?", help_text="Ein Satz reicht, zum Beispiel: Regal aufbauen."
    )
    kind = forms.ChoiceField(label="Was ist es?", choices=KINDS, widget=Tiles(icons=KIND_ICONS))
    days = forms.MultipleChoiceField(
        label="An welchen Tagen passt es dir?",
        choices=(("mo", "Montag"), ("tu", "Dienstag"), ("sa", "Samstag")),
        widget=ManyTiles(hints={"sa": "bis zum Mittag"}),
        required=False,
    )
    text = forms.CharField(label="Erzähl ein wenig mehr", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    day = forms.DateField(label="Tag", widget=DatePicker())
    time = forms.TimeField(label="Uhrzeit", widget=TimePicker(), required=False)
    street_id = forms.CharField(widget=forms.HiddenInput, required=False)
    street = forms.CharField(label="Straße", help_text="Tipp die ersten Buchstaben.")
    language = forms.ChoiceField(label="Sprache", choices=(("de", "Deutsch"), ("tr", "Türkçe"), ("uk", "Українська")))
    phone = forms.CharField(label="Telefon", required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    is_for_somebody = forms.BooleanField(label="Ich frage für jemand anderen", required=False)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["street"].widget = Suggest(url="/ui/suggest", value_into=self.add_prefix("street_id"))
        self.fields["phone"].why = "Nur wer dir hilft, sieht die Nummer. Danach wird sie wieder versteckt."  # type: ignore[attr-defined]


class ManyForm(forms.Form):
    """What forms rarely have."""

    streets = forms.MultipleChoiceField(
        label="Welche Straßen gehören dazu?", choices=[(name, name) for name in STREETS], widget=PickList
    )
    place = forms.CharField(label="Ort", required=False, widget=Suggest(url="/ui/suggest"))
    photo = forms.FileField(label="Foto", required=False, help_text="Höchstens 20 MB.")
    closed = forms.CharField(label="Anmeldename", disabled=True, initial="linde-laterne-12")


class ExampleSteps:
    def change_url(self, step: str) -> str:
        return f"/ui/?{step}"


@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    """`?error=404` shows a fault, `?show=confirm` and `?show=paper` whole pages of another shape."""
    request.shell = _example_shell()  # type: ignore[attr-defined]
    if request.GET.get("error") in FAULTS:
        return render(request, f"{request.GET['error']}.html")
    now = timezone.localtime().replace(hour=17, minute=0)
    if request.GET.get("show") in {"confirm", "paper"}:
        return render(request, f"ui/gallery_{request.GET['show']}.html", {"now": now, "yesterday": now - timedelta(1)})
    flash.done(request, "Dein Angebot steht jetzt bei allen.", undo_url="/ui/")
    filled = {
        "title": "Regal aufbauen",
        "kind": "company",
        "days": ["sa"],
        "text": "Es ist <b>schwer</b>.",
        "street": "Gerberweg",
    }
    return render(
        request,
        "ui/gallery.html",
        {
            "now": now,
            "yesterday": now - timedelta(days=1),
            "in_two_days": now + timedelta(days=2),
            "empty_form": ExampleForm(prefix="empty", initial={"kind": "errands"}),
            "many_form": ManyForm(initial={"streets": ["Gerberweg"]}),
            "steps": ExampleSteps(),
            "faults": FAULTS,
            "wrong_form": ExampleForm({f"wrong-{name}": value for name, value in filled.items()}, prefix="wrong"),
        },
    )


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    typed = request.GET.get("q", "").casefold()
    found = [street for street in STREETS if typed and typed in street.casefold()]
    return JsonResponse([{"label": street, "value": street} for street in found], safe=False)


def _example_shell() -> Shell:
    places = (
        ("Heute", "sun"),
        ("Helfen", "heart-handshake"),
        ("Chat", "message-circle"),
        ("Karte", "map"),
        ("Ich", "user"),
    )
    return Shell(
        quarter_name="Reinhold-Kiez",
        nav=[NavItem(label=label, url="/ui/", icon=icon, is_current=label == "Heute") for label, icon in places],
        more=[
            NavItem(label="Gruppen", url="/ui/", icon="users"),
            NavItem(label="Maschinenraum", url="/ui/", icon="server"),
        ],
        person="Ayşe Demir",
        notice_count_text="2 neue Nachrichten",
        notices_url="/ui/",
        search_url="/ui/",
        logout_url="/ui/",
        imprint_url="/ui/",
        privacy_url="/ui/",
    )
