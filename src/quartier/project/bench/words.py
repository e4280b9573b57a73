"""German everyday texts for as many entries as wanted: common words, rare ones, compounds. The same each time."""

from __future__ import annotations

from random import Random

COMMON = "Garten", "Fahrrad", "Samstag", "Kinder", "Nachbarn", "Wohnung", "Hilfe", "Straße"
RARE = "Quittenpresse"  # in one entry of RARE_EVERY
RARE_EVERY = 4_000
PREFIX = "Lasten"  # the beginning of many compounds
NONSENSE = "xqzwvuk"

FIRST = (
    "Apfel Bücher Balkon Blumen Bohr Brot Computer Dach Deutsch Fahrrad Fenster Ferien Garten Gemüse Haus Herbst Hof Holz "
    "Honig Hunde Kaffee Kartoffel Katzen Keller Kinder Kirchen Kleider Kräuter Kuchen Küchen Kultur Lasten Lauf Lese Markt "
    "Mieter Mittags Musik Nachbarschafts Näh Noten Oster Papier Pflanzen Rad Regen Reparatur Schach Schnee Schul Senioren "
    "Sommer Spiel Sport Stadtteil Straßen Strick Tanz Tausch Tee Tier Umzugs Vorlese Wander Wasch Weihnachts Winter Wochen"
).split()
SECOND = (
    "abend anhänger bank baum bohrer brett decke fest flohmarkt führung gruppe hilfe hof kasten kiste korb kreis kurs laden "
    "leiter maschine mittag nachmittag netz platz rad raum regal runde saal schere schrank schule stand stunde tag tasche "
    "tausch tisch topf treff treffen verein versammlung wagen weg werkstatt woche zelt zimmer"
).split()
OPENINGS = (
    "Wer hat am {day} Zeit für {thing}?",
    "Am {day} treffen wir uns wieder: {thing} und {other}.",
    "Ich suche {thing}, gern auch gebraucht.",
    "Bei uns im Hof steht {thing}. Wer mag, nimmt es mit.",
    "Kennt jemand hier in der Straße einen guten Ort für {thing}?",
    "Gestern habe ich {thing} gefunden, dazu {other}.",
)
SENTENCES = (
    "Wir sind eine kleine Runde und freuen uns über neue Gesichter.",
    "Für die Kinder gibt es Saft, für alle anderen Kaffee und Kuchen.",
    "Wer kein Auto hat, wird gern mitgenommen.",
    "Am besten abends nach sechs, gern auch am Wochenende.",
    "Meldet euch hier oder sprecht mich im Garten an.",
    "Das Fahrrad steht im Keller und kann abgeholt werden.",
    "Unsere Nachbarn aus dem zweiten Stock helfen mit.",
    "Bitte {thing} nicht vergessen.",
    "Letztes Jahr waren wir zwölf, und es hat bis in die Nacht gedauert.",
    "Es kostet nichts, eine kleine Spende hilft uns aber weiter.",
    "Die Wohnung ist im dritten Stock, einen Aufzug gibt es leider nicht.",
    "Danach räumen wir gemeinsam auf, {other} bleibt da.",
)
DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
GIVEN = (
    "Ayşe Johannes Mia Oksana Karim Helga Paul Linh Samuel Greta Dragan Emma Katrin Yusuf Sofia Anna Ben Clara David Elif "
    "Felix Gerda Hannah Ivan Jana Klaus Leyla Marek Nina Olaf Petra Rosa Stefan Thea Ute Viktor Wanda Zoe Erika Fatma"
).split()
FAMILY = (
    "Demir Lindner Kowalski Bondar Haddad Brandt Neumann Nguyen Okafor Vogel Petrović Schröder Yıldız Rossi Albrecht Bauer "
    "Dietrich Engel Fuchs Graf Hahn Jansen Keller Lehmann Maurer Nowak Özdemir Pohl Richter Sommer Thiel Ulrich Wagner Zimmer"
).split()


def thing(chance: Random) -> str:
    """A compound; the first of the list far more often than the last, as words are in real texts."""
    return _pick(FIRST, chance) + _pick(SECOND, chance)


def title(chance: Random) -> str:
    return f"{thing(chance)} am {chance.choice(DAYS)}" if chance.random() < 0.5 else f"{thing(chance)} gesucht"


def text(chance: Random, number: int) -> str:
    """Two to five sentences."""
    said = [chance.choice(OPENINGS), *chance.sample(SENTENCES, chance.randint(1, 4))]
    if number % RARE_EVERY == 0:
        said.append(f"Die {RARE} steht bei mir.")
    filled = {"day": chance.choice(DAYS), "thing": thing(chance), "other": thing(chance)}
    return " ".join(said).format(**filled)


def _pick(words: list[str], chance: Random) -> str:
    return words[int(len(words) * chance.random() ** 2)]
