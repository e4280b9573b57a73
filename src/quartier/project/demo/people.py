"""Who lives in the made-up quarter."""

from typing import NamedTuple


class Neighbour(NamedTuple):
    given_name: str
    family_name: str
    born: int
    languages: tuple[str, ...]
    street: str
    about: str


NEIGHBOURS = (
    Neighbour(
        "Ayşe", "Demir", 1988, ("tr", "de"), "Schulstraße", "Zwei Kinder, ein Lastenrad und immer zu viel Suppe."
    ),
    Neighbour(
        "Johannes", "Lindner", 1949, ("de",), "Lindenallee", "Tischler im Ruhestand. Werkzeug habe ich mehr als genug."
    ),
    Neighbour(
        "Mia", "Kowalski", 1995, ("de", "pl", "en"), "Gartenstraße", "Im Nachbarschaftstreff für euch da, Di bis Fr."
    ),
    Neighbour(
        "Oksana",
        "Bondar",
        1984,
        ("uk", "ru", "de"),
        "Gerberweg",
        "Seit 2022 hier. Ich nähe gern und lerne noch Deutsch.",
    ),
    Neighbour("Karim", "Haddad", 1979, ("ar", "fr", "de"), "Mühlbachstraße", "Fahre Bus, koche sonntags für viele."),
    Neighbour("Helga", "Brandt", 1941, ("de",), "Kirchgasse", "Ich lese vor und spiele Skat, wenn jemand mischt."),
    Neighbour(
        "Paul",
        "Neumann",
        1967,
        ("de", "en"),
        "Bergstraße",
        "Hausmeister an der Schule, weiß meistens, wo der Schlüssel hängt.",
    ),
    Neighbour(
        "Linh", "Nguyen", 1991, ("vi", "de", "en"), "Rosenweg", "Krankenschwester mit Schichtdienst und Balkontomaten."
    ),
    Neighbour(
        "Samuel",
        "Okafor",
        1999,
        ("en", "de"),
        "Bahnhofstraße",
        "Studiere Elektrotechnik und repariere alles mit Kabel.",
    ),
    Neighbour("Greta", "Vogel", 1973, ("de",), "Amselweg", "Mit Hund Bruno jeden Morgen am Mühlbach."),
    Neighbour("Dragan", "Petrović", 1958, ("sr", "de"), "Sonnenhang", "Bienen, Quitten und ein Anhänger zum Leihen."),
    Neighbour("Emma", "Schröder", 2010, ("de", "en"), "Schulstraße", "9b, Fußball und Programmieren."),
    Neighbour(
        "Katrin", "Schröder", 1980, ("de",), "Schulstraße", "Emmas Mutter. Buchhalterin, kann auch Steuererklärung."
    ),
    Neighbour(
        "Yusuf", "Yıldız", 1962, ("tr", "de"), "Am Treffpunkt", "Schneiderei am Treffpunkt, Kaffee gibt es immer."
    ),
    Neighbour(
        "Sofia", "Rossi", 1987, ("it", "de"), "Gartenstraße", "Musiklehrerin. Suche noch Alt und Bass für den Chor."
    ),
)
RESIDENT, COORDINATOR = "Ayşe", "Mia"
GUEST = ("Tim", "Albrecht")
ORGANISATIONS = (
    (
        "Nachbarschaftstreff Linde e. V.",
        "association",
        "Haus der offenen Tür: Beratung, Mittagstisch, Reparaturcafé.",
        "Mia",
    ),
    ("Schneiderei Yıldız", "business", "Änderungen und Reparaturen, auch für Vorhänge.", "Yusuf"),
)
