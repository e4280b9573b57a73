"""Everyday concerns for the made-up quarter. Written as its neighbours would: in German."""

from datetime import timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from quartier.api import Actor, Person
from quartier.modules.help.actions import ask_for_help, offer_help
from quartier.modules.help.agreements import answer
from quartier.modules.help.models import Request

REQUESTS: list[dict[str, Any]] = [
    {
        "kind": "transport",
        "title": "Wer begleitet mich zum Augenarzt?",
        "where": "Kirchgasse",
        "text": "Nach der Untersuchung sehe ich ein paar Stunden schlecht. Etwa zwei Stunden, ich brauche einen Arm.",
        "first_day": timedelta(days=5),
        "time_of_day": "morning",
        "urgency": "this_week",
        "languages": ["de"],
    },
    {
        "kind": "repairs",
        "title": "Mein neues Regal liegt noch im Karton",
        "where": "Schulstraße",
        "text": "Zu zweit wäre es in einer Stunde aufgebaut. Kaffee und Kuchen gibt es auch.",
        "first_day": timedelta(days=7),
        "last_day": timedelta(days=8),
        "time_of_day": "afternoon",
        "languages": ["de"],
    },
    {
        "kind": "language",
        "title": "Deutsch sprechen und spazieren gehen",
        "where": "Spielplatz am Mühlbach",
        "text": "Ich lerne seit einem Jahr Deutsch und möchte mehr sprechen. Einmal in der Woche eine Runde durch den Park?",
        "is_recurring": True,
        "weekdays": [1, 3],
        "time_of_day": "evening",
        "languages": ["uk", "de"],
    },
    {
        "kind": "paperwork",
        "title": "Ein Brief von der Krankenkasse",
        "where": "Lindenallee",
        "text": "Ich verstehe nicht, was ich ausfüllen soll. Am liebsten mit jemandem, der auch Türkisch spricht.",
        "urgency": "this_week",
        "languages": ["tr", "de"],
    },
    {
        "kind": "animals",
        "title": "Wer füttert Kater Murr über die Feiertage?",
        "where": "Rosenweg",
        "text": "Zweimal am Tag füttern und kurz streicheln. Er ist alt und friedlich.",
        "first_day": timedelta(days=28),
        "last_day": timedelta(days=36),
        "languages": ["de", "en"],
    },
    {
        "kind": "company",
        "title": "Jemand zum Vorlesen gesucht",
        "text": "Meine Augen wollen nicht mehr, aber ich liebe Krimis. Eine Stunde in der Woche wäre wunderbar.",
        "is_recurring": True,
        "weekdays": [2],
        "time_of_day": "afternoon",
        "is_protected": True,
        "for_somebody": "meine Nachbarin, 86, dritter Stock",
        "languages": ["de"],
    },
]


OFFERS: list[dict[str, Any]] = [
    {
        "kind": "paperwork",
        "title": "Formulare und Briefe gemeinsam lesen",
        "where": "Bahnhofstraße",
        "text": "Ich war dreißig Jahre in der Verwaltung. Rechtsberatung darf ich nicht, aber Amtsdeutsch übersetzen kann ich.",
        "is_recurring": True,
        "weekdays": [0, 1, 2],
        "languages": ["de", "tr"],
    },
    {
        "kind": "errands",
        "title": "Ich bringe dir vom Wochenmarkt etwas mit",
        "where": "Lindenallee",
        "text": "Ich gehe sowieso. Kartoffeln und Getränke trage ich auch in den vierten Stock.",
        "is_recurring": True,
        "weekdays": [1, 5],
        "time_of_day": "morning",
        "capacity": 3,
        "languages": ["de", "tr"],
    },
    {
        "kind": "technology",
        "title": "Handy-Sprechstunde für Anfänger:innen",
        "where": "Stadtteilbücherei",
        "text": "Fotos verschicken, Schrift größer stellen, Updates: mit Ruhe und so oft du willst.",
        "is_recurring": True,
        "weekdays": [3],
        "time_of_day": "afternoon",
        "capacity": 4,
        "languages": ["de", "en", "ar"],
    },
    {
        "kind": "lending",
        "title": "Bohrmaschine und lange Leiter zu verleihen",
        "where": "Bergstraße",
        "text": "Bitte am selben Tag zurückbringen. Ich erkläre auch gern, wie man einen Dübel setzt.",
        "capacity": 1,
        "is_recurring": True,
        "languages": ["de"],
    },
    {
        "kind": "children",
        "title": "Ich nehme Kinder mit auf den Schulweg",
        "text": "Wir laufen jeden Morgen um 7:30 Uhr los, zwei Kinder können noch mit.",
        "is_recurring": True,
        "weekdays": [0, 1, 2, 3, 4],
        "time_of_day": "morning",
        "capacity": 2,
        "languages": ["de", "uk", "ru"],
    },
    {
        "kind": "garden",
        "title": "Balkon gießen, wenn du verreist",
        "text": "Ich wohne um die Ecke und habe einen grünen Daumen.",
        "capacity": 2,
        "languages": ["de", "pl"],
    },
]

MADE_UP = (("Ayşe", "Demir"), ("Jonas", "Petersen"), ("Helga", "Lindner"), ("Oksana", "Bondar"), ("Karim", "Haddad"))
FEWEST = 5


def demo() -> None:
    """Adds what neighbours offer and ask for, one after the other. Does nothing where there is something already."""
    if Request.objects.exists():
        return
    people = cycle(_neighbours())
    for said in REQUESTS:
        ask_for_help(by=Actor(next(people)), **_from_today(said))
    for said in OFFERS:
        offer_help(by=Actor(next(people)), **said)
    shelf = Request.objects.get(title__startswith="Mein neues Regal")
    helper = next(person for person in people if person != shelf.author)
    answer(shelf, by=Actor(helper), text="Guten Tag! Ich habe Akkuschrauber und Wasserwaage und komme gern am Samstag.")


def _from_today(said: dict[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    return {name: today + value if isinstance(value, timedelta) else value for name, value in said.items()}


def _neighbours() -> list[Person]:
    there = [person for person in Person.objects.filter(standing="member").order_by("pk")[:12] if not person.is_minor]
    long_ago = timezone.now() - timedelta(days=90)
    made_up = (
        Person.objects.create(
            given_name=given, family_name=family, standing="member", joined=long_ago, confirmed=long_ago
        )
        for given, family in MADE_UP
    )
    return [*there, *made_up] if len(there) < FEWEST else there
