"""A code as one reads it aloud: DIN 5009, German cities for letters."""

from __future__ import annotations

CITIES = """
Aachen Berlin Chemnitz Düsseldorf Essen Frankfurt Goslar Hamburg Ingelheim Jena Köln Leipzig München
Nürnberg Offenbach Potsdam Quickborn Rostock Salzwedel Tübingen Unna Völklingen Wuppertal Xanten Ypsilon Zwickau
"""


def spelled(code: str) -> str:
    """ "K7" → "Köln, 7"."""
    cities = {city[0]: city for city in CITIES.split()}
    return ", ".join(cities.get(sign, sign) for sign in code if sign.isalnum())
