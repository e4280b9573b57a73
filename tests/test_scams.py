"""Frauds are warned of, and what neighbours write is not. Each text looks like real ones; names and numbers are made up."""

from __future__ import annotations

from datetime import timedelta
from time import process_time

import pytest
from django.utils import timezone

from quartier.api.testing import client_of, neighbour
from quartier.kernel.comments.actions import add_comment
from quartier.kernel.contact.payment import holds_payment_data
from quartier.kernel.contact.scams import tricks_in, warnings_in
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.modules.board.actions import write_post

SCAMS = [
    (
        "relative",
        "Hallo Oma, mein Handy ist kaputt. Das ist meine neue Nummer, schreib mir hier. Kannst du mir helfen?",
    ),
    ("relative", "Hi Mama, ich hab mein Handy verloren, das hier ist meine neue Handynummer. Meld dich mal"),
    ("relative", "Hallo Papa, bitte speicher meine neue Nummer ab, die alte kannst du löschen"),
    ("relative", "Rate mal, wer hier schreibt! Ich hatte einen Unfall und brauche deine Hilfe, Oma."),
    ("relative", "Hello mum, I dropped my phone in the toilet, this is my new number"),
    ("relative", "Guten Tag, ich bin es, dein Enkel. Ich bin in Not und brauche Geld für die Kaution."),
    (
        "police",
        "Hier ist die Kriminalpolizei. Bei Ihnen wird eingebrochen. Ein Kollege holt Ihr Bargeld und Ihren Schmuck ab.",
    ),
    ("police", "Polizei Musterstadt: Bringen Sie Ihre Wertsachen in Sicherheit, unser Beamter kommt zum Abholen."),
    ("police", "Ihre Tochter hat jemanden totgefahren. Die Staatsanwaltschaft verlangt 30.000 Euro Kaution."),
    ("police", "This is the police. Your grandson is in custody, bail is 5000 dollars, an officer will collect it."),
    ("secret", "Du bekommst gleich eine SMS. Schick mir bitte schnell den SMS-Code, ich hab mich vertippt"),
    ("secret", "Ihr Konto wird gesperrt. Bestätigen Sie Ihre Zugangsdaten und nennen Sie uns die TAN."),
    ("secret", "Zum Empfang des Geldes bitte Ihre Kartennummer eingeben und den Sicherheitscode nennen."),
    ("secret", "I sent you a verification code by mistake, can you please send me the verification code?"),
    ("secret", "Wir brauchen nur noch deine Kontodaten. Kannst du uns die Bankdaten hier mitteilen?"),
    ("gift_card", "Kannst du mir schnell drei Google-Play-Karten besorgen? Rubbel sie frei und schick mir die Codes"),
    (
        "gift_card",
        "Ich bin in einer Sitzung. Bitte kauf Steam-Karten für 300 Euro und schick ein Foto von der Rückseite",
    ),
    ("gift_card", "Please buy two Amazon gift cards and send me a photo of the codes, I pay you back tomorrow"),
    ("crypto", "Mit unserer Krypto-Plattform verdienst du 500 Euro am Tag, garantierte Rendite!"),
    ("crypto", "My uncle made a fortune with Bitcoin trading. Invest 250 and get guaranteed profit"),
    ("parcel", "DHL: Ihr Paket liegt im Lager, Zollgebühr 1,99 Euro offen. Hier zahlen: https://dhl-paket.info/x"),
    ("parcel", "Ihre Sendung konnte nicht zugestellt werden. Adresse bestätigen: www.paket-neu.com"),
    ("parcel", "Your parcel is waiting, customs fee of 2.99, click this link"),
    ("prize", "Glückwunsch, Sie haben gewonnen! 250.000 Euro warten. Nur die Gebühr ist vorab zu zahlen."),
    (
        "prize",
        "Ein entfernter Verwandter hinterließ eine Erbschaft von 4 Millionen. Antworten Sie mit Ihren Bankdaten.",
    ),
    ("prize", "You have won the lottery, 1 million dollars. Pay the fee in advance."),
    ("remote", "Hier ist der Microsoft-Support. Ihr Rechner hat einen Virus, installieren Sie bitte AnyDesk."),
    ("remote", "Dein Konto wurde gehackt, lade TeamViewer herunter, dann helfe ich dir"),
    (
        "in_advance",
        "Die Wohnung ist frei, ich bin im Ausland. Die Kaution bitte vorab, dann kommt der Schlüssel per Post.",
    ),
    ("in_advance", "Ich nehme das Fahrrad. Mein Kurier bringt einen Scheck, die Differenz gibst du ihm bar."),
    ("in_advance", "Am besten per Western Union, dann geht es ganz schnell."),
    ("hurry", "Bitte überweise dringend 850 Euro für mich, ich komme nicht an mein Konto. Erkläre ich dir später"),
    ("hurry", "Kannst du mir heute noch 1.200 Euro überweisen? Ein Notfall, du bekommst es morgen zurück."),
    ("hurry", "Ich stecke hier fest und ich brauche ganz dringend Geld für die Rückfahrt, 300 Euro"),
    ("hurry", "Please send me 400 euro right away, it is an emergency, I lost my wallet"),
    ("pressure", "Schick mir doch mal ein Foto von dir im Bikini"),
    ("pressure", "Das bleibt unter uns, erzähl deinen Eltern nichts davon"),
    ("pressure", "Bist du gerade allein zu Hause? Komm doch vorbei, nur wir zwei ohne Eltern"),
]
HARMLESS = """
Guten Morgen! Ich gehe um zehn einkaufen, soll ich dir Milch mitbringen?
Danke für die Hilfe gestern, der Kuchen steht vor deiner Tür.
Ich überweise dir die 12 Euro für das Geschenk sofort, danke fürs Auslegen!
Kannst du mir die 15 Euro für den Ausflug bis Freitag überweisen? Oder bar, wie du magst.
Wer hat am Samstag Zeit, den Keller auszuräumen? Es gibt Suppe.
Die Polizei hat mein Fahrrad gefunden, ich bin so froh!
Die Polizei rät, keine Wertsachen im Auto liegen zu lassen. In unserer Straße wurde gestern eins aufgebrochen.
Ein Paket für dich liegt bei mir, DHL hat es heute früh abgegeben. Klingel einfach.
Nimmst du morgen mein Paket an? Ich bin bis sechs in der Arbeit.
Die Packstation am Markt ist kaputt, die Sendung liegt jetzt in der Filiale.
Oma Erna wird 90! Wer singt mit?
Liebe Oma Hilde, die Kinder haben dir ein Bild gemalt.
Meine neue Nummer steht auf dem Zettel im Flur.
Wir haben eine neue Telefonnummer im Treffpunkt: siehe Aushang.
Hallo zusammen, mein Handy ist kaputt, ihr erreicht mich diese Woche nur am Festnetz.
Der Code für das Fahrradhaus ändert sich am Montag, er steht am Brett im Hausflur.
Die PIN für den Kopierer im Treffpunkt bekommst du an der Anlaufstelle.
Wer kennt sich mit Online-Banking aus und erklärt es meiner Mutter in Ruhe?
Ich hab mein Passwort vergessen, wer hat heute Dienst an der Anlaufstelle?
Wir sammeln für Frau Öztürk eine Gutscheinkarte vom Buchladen, wer gibt etwas dazu?
Verschenke Gutschein vom Blumenladen, läuft am Dienstag ab.
Am Donnerstag hält Herr Kaya einen Vortrag: Wie viel Strom braucht Bitcoin?
Beim Straßenfest haben wir 120 Euro für den Spielplatz eingenommen, danke an alle!
Die Klasse 4b hat beim Malwettbewerb gewonnen, Glückwunsch!
Gesucht: jemand, der mir dringend beim Tragen hilft, der Sessel steht im Regen.
Ich brauche dringend zwei Eier und etwas Mehl, wer ist zu Hause?
Heute noch Platz im Auto nach Stuttgart, Abfahrt 14 Uhr.
Die Kaution für das Lastenrad sind 20 Euro, die gibt es bei der Rückgabe zurück.
Für die Bierbänke nehmen wir 10 Euro Kaution.
Der Schlüssel zum Garten hängt am Haken, bitte abends abschließen.
Wir fahren in den Urlaub, wer gießt die Tomaten?
Kann jemand meinen Vater am Freitag zum Arzt begleiten? Er geht mit dem Rollator.
Die Rechnung vom Hausmeister kommt im Dezember, sagt die Verwaltung.
Mein Konto beim Treffpunkt-Café: ich schulde euch noch drei Kaffee.
Kleiner Unfall mit dem Roller, alles gut, aber ich komme eine halbe Stunde später.
Die Straßenbahn hat sofort gehalten, keinem ist etwas passiert.
Sagst du bitte deinen Eltern, dass das Training ausfällt?
Bringt bitte zum Fest ein Foto von eurem Balkon mit.
Wer macht am Samstag Fotos vom Sommerfest?
Schick mir gern ein Bild von dem Regal, dann schaue ich, ob es passt.
Mama von Leo hier: Wer nimmt ihn am Mittwoch mit zum Fußball?
Papa, Mama, Kind: Samstag ist Familienfrühstück im Treffpunkt.
Tante Gerda sucht eine Mitfahrgelegenheit nach Ulm.
Der Virus geht um, die halbe Kita ist krank. Wer kann einkaufen?
Mein Drucker will ein Update herunterladen, kennt das jemand?
Ich lade euch zum Kaffee ein, Sonntag um drei.
Die Bank am Brunnen ist repariert, setzt euch gern.
Erbe gut behandelt: Opas Werkbank sucht ein neues Zuhause, 30 Euro.
Verkaufe Kinderrad, 40 Euro, bar bei Abholung.
Das Geld für die Nebenkosten holt Frau Beck am Montag ab, sie ist von der Hausverwaltung.
Wir haben beim Bäcker vorab bestellt, holt die Brötchen bitte bis neun.
Der Zoll hat meinen Honig aus der Türkei durchgelassen, ihr bekommt alle ein Glas.
Die neue Müllgebühr steht im Amtsblatt, mehr unter www.gemeinde-musterstadt.de.
Was kostet bei euch die Lieferung vom Gemüsekorb? Bei mir drei Euro.
Hi, it's Tom from number 12. Could you water my plants next week?
Thanks for lending me the ladder, I will bring it back tomorrow.
The parcel for you is with me, just ring the bell.
Does anybody have a spare phone charger? Mine is broken.
Can I pay you back on Friday? I forgot my wallet at home, sorry!
Happy birthday, grandma Rosi, from all of us in number 4!
Ich komme allein, meine Frau ist noch auf der Arbeit.
Das bleibt spannend: Morgen entscheidet der Gemeinderat über den Zebrastreifen.
""".strip().splitlines()


@pytest.mark.parametrize(("name", "text"), SCAMS)
def test_a_fraud_is_seen(name: str, text: str) -> None:
    assert name in {trick.name for trick in tricks_in(text)}


def test_neighbours_set_nothing_off() -> None:
    assert len(HARMLESS) >= 60
    assert {text: [trick.name for trick in tricks_in(text)] for text in HARMLESS if tricks_in(text)} == {}
    assert [text for text in HARMLESS if holds_payment_data(text)] == []


def test_it_is_cheap_however_long_and_strange_the_text() -> None:
    for text in (" ".join(HARMLESS), "überweise " * 400, "schick " * 600, "a" * 4000, "kaution " * 500):
        began = process_time()
        tricks_in(text[:4000])
        assert process_time() - began < 3, text[:20]  # measured: thousandths; one that backtracks takes minutes


@pytest.mark.django_db
def test_the_reader_is_warned_and_the_writer_not() -> None:
    ayse, boris = neighbour("Ayşe", "Demir"), neighbour("Boris", "Wolf")
    scam = SCAMS[0][1]
    matter = open_matter(
        by=Actor(boris),
        kind="help.matter",
        about=None,
        title="Hallo",
        parties={ayse: "asker", boris: "helper"},
        text=scam,
    )
    entry = write_post(by=Actor(boris), title="Geld verdienen", text=SCAMS[18][1], sort="news").entry
    assert entry
    add_comment(entry, by=Actor(boris), text=SCAMS[31][1])
    advice = {url: client_of(ayse).get(url).content.decode() for url in (matter.url, entry.url)}
    assert "Enkeltrick" in advice[matter.url]
    assert "110" in advice[matter.url]
    assert "Gewinne" in advice[entry.url]
    assert "braucht" in advice[entry.url]
    for url in advice:
        html = client_of(boris).get(url).content.decode()
        assert "Enkeltrick" not in html
        assert "caution" not in html


@pytest.mark.django_db
def test_the_young_are_warned_of_more() -> None:
    young = Person(given_name="Mia", birth_date=timezone.localdate() - timedelta(days=14 * 365))
    assert warnings_in("Das bleibt unter uns, ja?", young)
    assert not warnings_in("Das bleibt unter uns, ja?", Person(given_name="Ayşe"))
